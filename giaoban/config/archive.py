"""
Backup and restore: one .tar holding the database, the stored files and a manifest with their hashes.

The database goes first, the files after: stored files are never changed or removed, so whatever the
database names is among the files. SQLite is copied by its own backup interface while people work;
PostgreSQL by pg_dump, which must be installed.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from giaoban.search.jobs.rebuilding import throw_away

MANIFEST = "manifest.json"
Tell = Callable[[int, int], None]


class Unusable(Exception):
    """An archive or a database that cannot be used; the text says why, for `explain`."""


@dataclass(frozen=True)
class Contents:
    """What an archive holds: engine, count of stored files, bytes, when it was made (UTC)."""

    engine: str
    files: int
    size_bytes: int
    made_at: str


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _stored() -> list[Path]:
    root = Path(settings.FILES_ROOT)
    return (
        sorted(p for p in root.rglob("*") if p.is_file() and not p.name.startswith("."))
        if root.exists()
        else []
    )


def _postgres(program: str, *arguments: str) -> None:
    found = shutil.which(program) or next(
        (str(p) for p in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)), None
    )
    if found is None:
        raise Unusable(f"{program} is not installed")
    facts = connection.settings_dict
    environment = {**os.environ, "PGPASSWORD": str(facts["PASSWORD"] or "")}
    where = [
        f"--host={facts['HOST'] or ''}",
        f"--port={facts['PORT'] or 5432}",
        f"--username={facts['USER']}",
    ]
    done = subprocess.run(  # noqa: S603  # a program found by name, arguments in a list
        [found, *where, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Unusable(done.stderr.strip() or f"{program} failed")


def _dump_database(target: Path) -> None:
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    else:
        _postgres("pg_dump", "--format=custom", f"--file={target}", str(connection.settings_dict["NAME"]))


def backup(archive: Path, *, tell: Tell) -> Contents:
    """
    Write the archive; it appears under its name only when it is complete and on the disk.

    Raises `Unusable` when the database's own tool fails, OSError when the place cannot be written.
    """
    part = archive.with_name(archive.name + ".part")
    files = _stored()
    with tempfile.TemporaryDirectory(prefix="giaoban-backup-") as scratch:
        dump = Path(scratch) / "database"
        _dump_database(dump)
        files = sorted({*files, *_stored()})
        contents = Contents(
            connection.vendor,
            len(files),
            dump.stat().st_size + sum(f.stat().st_size for f in files),
            datetime.now(UTC).isoformat(timespec="seconds"),
        )
        hashes = {"database": _sha256(dump)}
        with part.open("wb") as stream:
            with tarfile.open(fileobj=stream, mode="w", dereference=True) as tar:
                tar.add(dump, "database")
                for number, path in enumerate(files, start=1):
                    name = f"files/{path.relative_to(settings.FILES_ROOT).as_posix()}"
                    hashes[name] = _sha256(path)
                    tar.add(path, name, recursive=False)
                    tell(number, len(files))
                text = json.dumps({**asdict(contents), "sha256": hashes}).encode()
                entry = tarfile.TarInfo(MANIFEST)
                entry.size = len(text)
                tar.addfile(entry, io.BytesIO(text))
            stream.flush()
            os.fsync(stream.fileno())
    part.replace(archive)
    return contents


@contextmanager
def _unpacked(archive: Path) -> Iterator[tuple[Path, Contents]]:
    """The archive's contents in a scratch folder, every hash compared. Raises `Unusable`."""
    place = Path(settings.DATA)
    with tempfile.TemporaryDirectory(prefix="restore-", dir=place) as scratch:
        home = Path(scratch)
        try:
            with tarfile.open(archive) as tar:
                tar.extractall(home, filter="data")
            facts = json.loads((home / MANIFEST).read_text())
            hashes = facts.pop("sha256")
            contents = Contents(**facts)
        except (tarfile.TarError, OSError, ValueError, KeyError, TypeError) as problem:
            raise Unusable(
                f"{archive} is not a backup of Giao Ban, or it is damaged ({problem})"
            ) from problem
        _compare(home, hashes)
        yield home, contents


def _compare(home: Path, hashes: dict[str, str]) -> None:
    """Every unpacked file must be vouched for by its hash, and be a file. Raises `Unusable`."""
    there = {path.relative_to(home).as_posix(): path for path in home.rglob("*") if not path.is_dir()}
    del there[MANIFEST]
    if any(path.is_symlink() for path in home.rglob("*")):
        raise Unusable("the archive holds links, which a backup never does")
    for name in ("database", *hashes):
        if name not in there or _sha256(there[name]) != hashes.get(name):
            raise Unusable(f"{name} in the archive is damaged")
    if unknown := there.keys() - hashes.keys():
        raise Unusable(f"{min(unknown)} in the archive is not in its list")


def holds_data() -> bool:
    """Whether the database has been used, so that a restore would replace something."""
    return "people_person" in connection.introspection.table_names()


def restore(archive: Path) -> Contents:
    """
    Put database and files back as they were; what was there is replaced.

    Everything is unpacked and compared before anything is touched. Raises `Unusable`.
    """
    with _unpacked(archive) as (home, contents):
        if contents.engine != connection.vendor:
            raise Unusable(f"the archive is of {contents.engine}, this site runs on {connection.vendor}")
        root = Path(settings.FILES_ROOT)
        for path in sorted((home / "files").rglob("*")):
            if path.is_file():
                target = root / path.relative_to(home / "files")
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)
        if contents.engine == "sqlite":
            connections.close_all()
            target = Path(settings.DATABASES["default"]["NAME"])
            for suffix in ("-wal", "-shm"):
                target.with_name(target.name + suffix).unlink(missing_ok=True)
            (home / "database").replace(target)
        else:
            connection.close()
            _postgres(
                "pg_restore",
                "--clean",
                "--if-exists",
                "--no-owner",
                "--single-transaction",
                f"--dbname={connection.settings_dict['NAME']}",
                str(home / "database"),
            )
        throw_away()
        return contents
