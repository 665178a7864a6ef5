"""Arrival numbers: one series for each committee and year, without gaps."""

from __future__ import annotations

from giaoban.documents.models import ArrivalBook
from giaoban.units.models import Committee


def take_arrival_number(committee: Committee, year: int) -> int:
    """
    The next arrival number of the year; call it in the transaction that saves the paper.

    The row stays locked until that transaction ends, so the next number is taken after this one is used, and
    a transaction that fails gives its number back.
    """
    ArrivalBook.objects.get_or_create(committee=committee, year=year)
    book = ArrivalBook.objects.select_for_update(of=("self",)).get(committee=committee, year=year)
    book.last_number += 1
    book.save(update_fields=["last_number"])
    return book.last_number
