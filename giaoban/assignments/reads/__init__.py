"""Questions of the tasks room that are more than one queryset."""
