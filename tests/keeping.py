"""
What many tests begin with, made once: the tables of SQLite between runs, and rows within a run.

An empty database is kept under the fingerprint of all migrations: when one changes, all run anew.
"""

from __future__ import annotations

import hashlib
import pickle
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db import connection, transaction


class KeptRows:
    """
    What `make` writes into an empty database, and what it returns.

    Copied by the database itself, the rows keep their keys and every value to the last byte; the numbering
    of later rows goes on behind them, since it never turns back.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            before = _lengths(cursor)
            made = make()
            after = _lengths(cursor)
            grown = [table for table, length in after.items() if length != before[table]]
            assert not any(before[table] for table in grown), "only what was empty can be put aside whole"
            for table in grown:
                cursor.execute(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")  # noqa: S608 -- names of our own tables
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 -- names of our own tables
        self._returned = pickle.dumps(made)
        self._copying = [f"INSERT INTO {table} SELECT * FROM kept_{table}" for table in grown]  # noqa: S608 -- names of our own tables

    def put_back(self) -> Any:
        """The rows stand in the database again; what `make` returned, as objects of the caller's own."""
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in self._copying:
                cursor.execute(statement)
        return pickle.loads(self._returned)  # noqa: S301 -- our own


def kept_tables(folder: Path) -> Path:
    """Where the empty migrated SQLite of just these migrations lies, or will lie, in `folder`."""
    told = hashlib.sha256(django.__version__.encode())
    for app in sorted(apps.get_app_configs(), key=lambda one: one.name):
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            told.update(f"{app.name} {migration.name} ".encode() + migration.read_bytes())
    return folder / f"{told.hexdigest()[:32]}.sqlite3"


def keep_tables(kept: Path) -> None:
    """Put the database as it stands aside as `kept`, in the place of what other migrations left there."""
    for older in kept.parent.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    new = kept.with_suffix(f".{uuid.uuid4().hex}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(new)])
    new.replace(kept)


def _lengths(cursor: Any) -> dict[str, int]:
    """How many rows stand in each table of ours."""
    lengths = {}
    for table in connection.introspection.django_table_names(only_existing=True):
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- names of our own tables
        lengths[table] = cursor.fetchone()[0]
    return lengths
