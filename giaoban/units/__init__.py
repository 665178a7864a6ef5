"""Units through time, committees, seats and posts."""
