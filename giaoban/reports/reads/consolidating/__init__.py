"""Consolidated reports: what is frozen, and how screen, workbook, Word file and PDF say it."""
