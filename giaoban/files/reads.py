"""Getting at uploaded and stored bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files import File

from giaoban.files.models import StoredFile
from giaoban.files.reading import LIMIT_BYTES, Paper, Unreadable, peek, read_paper
from giaoban.files.vocabulary import explain
from giaoban.foundation.verdict import Refused


def path_of(sha256: str) -> Path:
    """Where the bytes of this hash lie, whether or not they do."""
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:4] / sha256


def open_bytes(stored: StoredFile) -> BinaryIO:
    """The bytes, opened for reading. Raises FileNotFoundError when the folder has lost them."""
    return path_of(stored.sha256).open("rb")


def is_whole(stored: StoredFile) -> bool:
    """Whether the bytes are there and still have the hash of their row."""
    try:
        with open_bytes(stored) as stream:
            return _sha256(stream) == stored.sha256
    except FileNotFoundError:
        return False


def _sha256(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(1024 * 1024):
        digest.update(piece)
    return digest.hexdigest()


def bytes_of_upload(upload: File[bytes], *, limit_bytes: int = LIMIT_BYTES) -> bytes:
    """The bytes of an uploaded file, never more than one beyond the limit."""
    upload.seek(0)
    content: bytes = upload.read(limit_bytes + 1)
    return content


def paper_from_upload(upload: File[bytes], *, limit_bytes: int = LIMIT_BYTES) -> Paper:
    """
    The text of an uploaded .docx, .pdf or .txt.

    Raises Refused with a sentence for the sender; a file beyond the limit is not read at all.
    """
    name = upload.name or ""
    try:
        peek(filename=name, size_bytes=upload.size, limit_bytes=limit_bytes)
        return read_paper(
            bytes_of_upload(upload, limit_bytes=limit_bytes), filename=name, limit_bytes=limit_bytes
        )
    except Unreadable as refusal:
        raise Refused(str(explain(refusal))) from refusal
