"""Questions of the units room that are more than one queryset."""

from giaoban.units.reads.officers import Officer, OfficerRequest, officer_for

__all__ = ["Officer", "OfficerRequest", "officer_for"]
