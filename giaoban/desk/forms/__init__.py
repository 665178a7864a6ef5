"""What is typed on the desk."""
