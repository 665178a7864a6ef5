"""
A small installation for `test_hostile_site`, as a program of its own so that it runs on either engine.

    python -m tests.config.hostile_site fill    the cast and every form that takes a file
    python -m tests.config.hostile_site facts   how many rows the database holds now

Each prints one JSON object.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.apps import apps
from django.core.management import call_command
from django.db import transaction

from tests import make
from tests.files.doors import doors


def fill() -> dict[str, object]:
    """Who sends files where, by the names of the forms, and somebody who only reads."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        cast = make.cast()
        ways = {
            name: [door.person.email, door.address, door.file, door.fields]
            for name, door in doors(cast).items()
        }
    return {"doors": ways, "reader": cast.finance_leader.email}


def facts() -> dict[str, int]:
    """Rows of what a file may leave behind."""
    wanted = {"files.StoredFile", "documents.Document", "documents.Draft", "documents.Intake", "units.Unit"}
    models = (model for model in apps.get_models() if model._meta.label in wanted)
    return {model._meta.label: model._default_manager.count() for model in models}


if __name__ == "__main__":
    print(json.dumps({"fill": fill, "facts": facts}[sys.argv[1]]()))
