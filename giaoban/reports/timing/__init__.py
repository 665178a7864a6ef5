"""When a period begins, ends, is closed and is due; functions and values without Django."""
