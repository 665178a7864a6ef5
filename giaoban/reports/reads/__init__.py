"""Questions for screens of the reports room."""
