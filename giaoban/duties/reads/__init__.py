"""Questions about duties that are more than one queryset."""
