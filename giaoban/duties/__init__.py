"""Duties: the heart. One unit, one thing to deliver, one deadline, one outcome."""
