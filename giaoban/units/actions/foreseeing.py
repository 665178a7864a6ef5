"""Trying an act out, for the sentence that says beforehand what it will do."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction


def foresee(act: Callable[[], object]) -> None:
    """
    Perform `act` and take it back.

    Raises `Refused` exactly as the act would; otherwise it would succeed now. Nothing stays written, no
    number is used up and nothing is sent.
    """
    with transaction.atomic():
        act()
        transaction.set_rollback(True)
