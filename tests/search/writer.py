"""A process of its own that brings papers in: `begin` makes people and index, `go` brings in one a line."""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import sys
from datetime import date

import django

django.setup()

from django.core.management import call_command
from django.utils import timezone

from giaoban.documents.actions import Details, register
from giaoban.people.models import Person
from giaoban.search.jobs import rebuild
from giaoban.units.models import Committee
from giaoban.units.reads import officer_for
from tests import make


def main(what: str) -> None:
    if what == "begin":
        call_command("migrate", verbosity=0)
        make.cast()
        rebuild()
        return
    officer = officer_for(Person.objects.get(email="thuky@sonhai.example"), on=timezone.localdate())
    for number, line in enumerate(sys.stdin, start=1):
        words = f"Thông báo {number} về {line.strip()}"
        details = Details(
            issued_on=date(2025, 6, 10), type="TB", number=str(number), symbol="TB-BCĐ", subject=words
        )
        register(
            committee=Committee.objects.get(), text=words, sha256=f"{number:064d}", file=None,
            details=details, actor=officer, at=timezone.now(),
        )  # fmt: skip
        print("committed", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
