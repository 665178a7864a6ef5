"""Addresses of the calendar."""

from __future__ import annotations

from datetime import date

from django.urls import path, register_converter

from giaoban.workdays import views


class IsoDay:
    """A calendar date in an address, as 2026-09-21; `iso_day` in the addresses of higher rooms too."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Raises ValueError, hence 404, for a date that does not exist."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """The ISO form."""
        return value.isoformat()


register_converter(IsoDay, "iso_day")

urlpatterns = [
    path("calendar/", views.calendar_year, name="calendar"),
    path("calendar/<int:year>/", views.calendar_year, name="calendar-year"),
]
