"""The cast, and a place of its own for the files of each test."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseOperations
from django.test import TransactionTestCase

from giaoban.workdays.counting import Calendars
from tests import make
from tests.installation import own_database
from tests.keeping import KeptRows, keep_tables, kept_tables

__all__ = ["own_database"]

# A busy machine is no fault of the program's; and a green main must stay green, so the search for
# examples starts from the same place there and from anywhere else on a developer's machine.
hypothesis.settings.register_profile("ours", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("ours")


def pytest_sessionstart():
    """Much is loaded; swept as often as Python does by itself, it took a fifth of the time."""
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items):
    """What asks no database says the same beside any engine: it is marked `once`, so one runs it."""
    for item in items:
        if not item.get_closest_marker("long") and not asks_database(item):
            item.add_marker("once")


def asks_database(item) -> bool:
    """Whether a test may touch a database; one that did without asking would fail."""
    names = {"db", "transactional_db", "live_server", "own_database"}
    case = getattr(item, "cls", None)
    return bool(
        item.get_closest_marker("django_db")
        or names.intersection(item.fixturenames)
        or (case and issubclass(case, TransactionTestCase))
    )


def pytest_collection_finish():
    """What is loaded by now stays to the end and need not be swept."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied():
    """
    Emptying all tables after a test with real transactions passes the journal's triggers.

    PostgreSQL empties by TRUNCATE, which they do not guard; on SQLite they step aside for that moment.
    """
    flush = DatabaseOperations.execute_sql_flush

    def past_the_triggers(self, sql_list):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            flush(self, sql_list)
            for _name, sql in triggers:
                cursor.execute(sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", past_the_triggers)
        yield


@pytest.fixture(scope="session", autouse=True)
def _static_folder_exists():
    """The static server warns where the folder of collected files is missing, and warnings are errors."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _own_files(tmp_path, settings):
    settings.FILES_ROOT = tmp_path / "files"
    settings.SEARCH_ROOT = tmp_path / "search"


@pytest.fixture(autouse=True)
def _calendar_as_shipped(monkeypatch):
    """What a process remembers of the calendar is no part of the next test, whose queries are counted."""
    monkeypatch.setattr("giaoban.workdays.reads._last_read", ("", Calendars()))


@pytest.fixture(scope="session")
def _kept_tables(request) -> Path | None:
    """Where the migrated SQLite of an earlier run may lie; None on PostgreSQL, which begins anew always."""
    if connection.vendor != "sqlite":
        return None
    return kept_tables(request.config.cache.mkdir("giaoban"))


@pytest.fixture(scope="session")
def django_db_keepdb(_kept_tables, django_db_modify_db_settings) -> bool:
    """Whether the tests begin with tables that are there; migrating them is then soon done."""
    if _kept_tables is None or not _kept_tables.exists():
        return False
    database = connection.settings_dict["TEST"]["NAME"]
    for rest in ("-wal", "-shm"):
        Path(f"{database}{rest}").unlink(missing_ok=True)
    shutil.copyfile(_kept_tables, database)
    return True


@pytest.fixture(scope="session")
def django_db_setup(_kept_tables, django_db_keepdb, django_db_setup, django_db_blocker) -> None:
    """The tables of the tests, kept for the next run."""
    if _kept_tables is not None and not django_db_keepdb:
        with django_db_blocker.unblock():
            keep_tables(_kept_tables)


@pytest.fixture(scope="session")
def _kept_cast(django_db_setup, django_db_blocker) -> KeptRows:
    """The cast, made once and put aside for every test that asks for it."""
    with django_db_blocker.unblock():
        return KeptRows(make.cast)


@pytest.fixture
def cast(db, _kept_cast) -> make.Cast:
    """The fictional province Sơn Hải with its digital-transformation committee and its people."""
    return _kept_cast.put_back()
