"""The screens of the duties room."""
