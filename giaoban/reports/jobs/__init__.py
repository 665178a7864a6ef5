"""What the worker does with reports."""
