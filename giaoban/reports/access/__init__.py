"""Who may do what with reports, and if not, why."""
