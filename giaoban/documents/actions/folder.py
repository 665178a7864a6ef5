"""
The hand-in folder: what a scanner or a shared drive puts there comes into the register by itself.

Below `settings.INTAKE_ROOT` each committee has a folder of its symbol or code; files beside them belong to
the only committee, where there is one. The source is removed last of all: its bytes lie stored and synced to
the disk, the row is committed, and the stored bytes were hashed again. Killed anywhere, the next look finds
either the source, or the row, or both, and goes on from there; a source that has its row is only removed.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone, translation

from giaoban.documents.actions.intake import digest, take_kept_in
from giaoban.documents.models import Document, Intake
from giaoban.documents.reading.intake import read_handed_in
from giaoban.documents.vocabulary import IntakeState
from giaoban.files.actions import keep, remove_leftovers
from giaoban.files.reading import LIMIT_BYTES, Unreadable, peek_evidence
from giaoban.files.reads import path_of
from giaoban.files.vocabulary import explain
from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.outbox.jobs import daily, periodic
from giaoban.units.models import Committee

log = logging.getLogger(__name__)
QUIET: Final = timedelta(seconds=5)
"""How long a file has to lie unchanged: a scanner or a network copy writes for a while."""
MOST_IN_ONE_LOOK: Final = 100


@periodic("documents-intake", every=timedelta(seconds=10))
def look_into_the_folder(at: datetime) -> None:
    """Take in what lies in the hand-in folder; nothing when the installation has none."""
    if settings.INTAKE_ROOT:
        take_in_folder(Path(settings.INTAKE_ROOT), at=at)


@daily("documents-leftovers", hour=3)
def clear_leftovers(_day: object, at: datetime) -> None:
    """Remove what killed processes left half written in the store of files."""
    remove_leftovers(older_than=at - timedelta(days=1))


def take_in_folder(root: Path, *, at: datetime) -> int:
    """Take in every file that lies still, the oldest first; how many were removed from the folder."""
    done = 0
    for committee, path in _lying(root, at):
        try:
            done += _take_in(committee, path, at)
        except OSError:  # the drive went away, or somebody took the file: the next look decides
            log.warning("A file in the hand-in folder could not be read or removed.", exc_info=True)
    return done


def _lying(root: Path, at: datetime) -> list[tuple[Committee, Path]]:
    until = (at - QUIET).timestamp()
    found = []
    for committee, folder in _folders(root):
        for path in folder.iterdir():
            if path.name.startswith((".", "~")) or path.is_symlink() or not path.is_file():
                continue
            facts = path.stat()
            if max(facts.st_mtime, facts.st_ctime) <= until:
                found.append((facts.st_mtime, path.name, committee, path))
    found.sort(key=lambda each: each[:2])
    return [(committee, path) for _time, _name, committee, path in found[:MOST_IN_ONE_LOOK]]


def _folders(root: Path) -> Iterator[tuple[Committee, Path]]:
    if not root.is_dir():
        return
    committees = list(Committee.objects.order_by("pk"))
    if len(committees) == 1:
        yield committees[0], root
    for committee in committees:
        for name in {committee.code, normalise(committee.symbol)} - {""}:
            folder = root / name
            if folder.is_dir() and folder.resolve().parent == root.resolve():
                yield committee, folder


def _take_in(committee: Committee, path: Path, at: datetime) -> int:
    """One file; 1 when it was taken in and removed."""
    facts = path.stat()
    known_as = f"{normalise(path.name)[:200]}:{facts.st_size}:{facts.st_mtime_ns}"
    if Intake.objects.filter(committee=committee, found_as=known_as).exists():
        return 0  # refused before, and still the same
    try:
        peek_evidence(filename=path.name, size_bytes=facts.st_size)
        data = _read(path)
        sha256 = digest(data)
        if not _has_row(committee, sha256):
            read = read_handed_in(data, filename=path.name)
            kept = keep(data, name=path.name, is_read=True)
            take_kept_in(committee, kept, read, person=None, at=at)
    except Unreadable as refusal:
        return _refuse(committee, path, known_as, str(_said(refusal)), at)
    except Refused as refusal:
        return _refuse(committee, path, known_as, str(refusal), at)
    return _remove(committee, path, sha256)


def _said(refusal: Unreadable) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return str(explain(refusal))


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(LIMIT_BYTES + 1)


def _has_row(committee: Committee, sha256: str) -> bool:
    in_register = Document.objects.filter(committee=committee, sha256=sha256, file__isnull=False)
    waiting = Intake.objects.filter(
        committee=committee,
        sha256=sha256,
        file__isnull=False,
        state__in=(IntakeState.WAITING, IntakeState.READY),
    )
    return in_register.exists() or waiting.exists()


def _remove(committee: Committee, path: Path, sha256: str) -> int:
    """
    Remove the source, when its row is there and both the stored bytes and the source have its hash now.

    A file that changed in the meantime stays for the next look.
    """
    if not _has_row(committee, sha256):
        return 0
    stored = path_of(sha256)
    if not stored.is_file() or digest(stored.read_bytes()) != sha256:
        keep(_read(path), name=path.name)  # the store lost it: put it back from the source
        return 0
    if digest(_read(path)) != sha256:
        return 0
    path.unlink()
    _sync(path.parent)
    return 1


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse(committee: Committee, path: Path, known_as: str, reason: str, at: datetime) -> int:
    """Note once that a file of the folder was refused; it stays where it lies, nothing of it is kept."""
    Intake.objects.get_or_create(
        committee=committee,
        found_as=known_as,
        defaults={
            "name": normalise(path.name)[:200],
            "state": IntakeState.REFUSED,
            "reason": reason[:300],
            "handed_in_at": timezone.now() if at is None else at,
        },
    )
    return 0
