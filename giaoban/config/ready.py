"""What must be in place before the site serves: the database's version and the static files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending_migrations() -> int:
    """How many migration steps this version has that the database has not."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def make_static() -> None:
    """Collect and compress the static files; costs nothing when they have not changed since."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    sources = sorted(
        (path, Path(storage.path(path)).stat())
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    facts = [(path, state.st_size, state.st_mtime_ns) for path, state in sources]
    wanted = hashlib.sha256(repr(facts).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted)
