"""Storing files."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction

from giaoban.files.models import StoredFile
from giaoban.files.reading import LIMIT_BYTES, Unreadable, check_evidence, peek_evidence, safe_filename
from giaoban.files.reads import bytes_of_upload, path_of
from giaoban.files.vocabulary import Verb, explain
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Actor, record


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that were checked and lie on the disk; `store` makes a row of them."""

    name: str
    sha256: str
    size_bytes: int
    content_type: str


def keep(
    data: bytes | File[bytes], *, name: str = "", limit_bytes: int = LIMIT_BYTES, is_read: bool = False
) -> Kept:
    """
    Check a file and put its bytes on the disk, as `store` does, without a row.

    Reading a hostile file may take many seconds: call this before a transaction, so that nobody waits for its
    locks. Bytes that no row follows lie there without harm. With `is_read` the caller has just read these
    very bytes by a reader of `files.reading`, and they are not read twice. Raises Refused.
    """
    name = name or ("" if isinstance(data, bytes) else data.name or "")
    try:
        size_bytes = len(data) if isinstance(data, bytes) else data.size
        peek_evidence(filename=name, size_bytes=size_bytes, limit_bytes=limit_bytes)
        content = data if isinstance(data, bytes) else bytes_of_upload(data, limit_bytes=limit_bytes)
        content_type = check_evidence(content, filename=name, limit_bytes=limit_bytes, is_read=is_read)
    except Unreadable as refusal:
        raise Refused(str(explain(refusal))) from refusal
    sha256 = hashlib.sha256(content).hexdigest()
    _keep(content, path_of(sha256))
    return Kept(safe_filename(name), sha256, len(content), content_type)


def store(
    data: bytes | File[bytes] | Kept,
    *,
    at: datetime,
    name: str = "",
    actor: Actor | None = None,
    acting_as: str = "",
    limit_bytes: int = LIMIT_BYTES,
) -> StoredFile:
    """
    Keep a file of an allowed kind: docx, xlsx, pptx, pdf, png, jpg, txt, csv.

    The bytes are on the disk before the row is written, so a row never lacks them; bytes whose row was
    rolled back stay without harm. The same bytes lie once, each call makes a row. `name` may be left out for
    an uploaded file, which has one. With an `actor` the storing is a journal entry by itself; without,
    the act that it is part of must name the file in its own entry. Raises Refused with a sentence for the
    sender; then nothing was kept.
    """
    kept = data if isinstance(data, Kept) else keep(data, name=name, limit_bytes=limit_bytes)
    return _enter(
        StoredFile(
            sha256=kept.sha256,
            size_bytes=kept.size_bytes,
            name=kept.name,
            content_type=kept.content_type,
            created_at=at,
        ),
        actor=actor,
        acting_as=acting_as,
    )


@transaction.atomic
def _enter(stored: StoredFile, *, actor: Actor | None, acting_as: str) -> StoredFile:
    stored.save(force_insert=True)
    if actor is not None:
        after = {"name": stored.name, "sha256": stored.sha256, "size_bytes": stored.size_bytes}
        record(
            Verb.STORED, actor=actor, target=stored, at=stored.created_at, after=after, acting_as=acting_as
        )
    return stored


def remove_leftovers(*, older_than: datetime) -> int:
    """Remove what killed processes left half written, untouched since `older_than`; how many files."""
    removed = 0
    for path in Path(settings.FILES_ROOT).glob("??/??/.*"):
        with suppress(FileNotFoundError):  # it was being written after all, and has its name now
            if path.stat().st_mtime < older_than.timestamp():
                path.unlink()
                removed += 1
    return removed


@transaction.atomic
def discard(stored: StoredFile) -> None:
    """
    Remove a file that must not have been kept: its row, and its bytes once that is committed.

    For what only reading could tell (a scan with the marking of a state secret); the caller records why.
    Bytes that another row shares stay. Raises ProtectedError when something refers to it.
    """
    sha256 = stored.sha256
    stored.delete()
    if not StoredFile.objects.filter(sha256=sha256).exists():
        transaction.on_commit(lambda: path_of(sha256).unlink(missing_ok=True))


def _keep(content: bytes, path: Path) -> None:
    """
    Put `content` at `path` so that a power cut leaves all of it or nothing.

    Bytes that are there already are left alone, unless they were cut short.
    """
    with suppress(FileNotFoundError):
        if path.stat().st_size == len(content):
            return
    _make_folders(path.parent)
    temporary = path.with_name(f".{secrets.token_hex(8)}")
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o440)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _make_folders(folder: Path) -> None:
    """Make `folder`, and see that each new name in a folder above it is on the disk."""
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    for made in (folder.parent, folder):
        if not made.exists():
            made.mkdir(exist_ok=True)
            _sync_folder(made.parent)


def _sync_folder(folder: Path) -> None:
    """Write the folder's own list of names to the disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
