"""Tests of what a form asks and takes."""
