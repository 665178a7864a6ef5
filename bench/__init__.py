"""Measurements of speed at full size, on both engines."""
