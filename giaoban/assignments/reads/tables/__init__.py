"""Reading a follow-up table: its head, its rows, its cells, and what an import of it would do."""
