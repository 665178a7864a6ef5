"""What people type on screens of the reports room."""
