"""Answers that carry a stored file; the addresses belong to the rooms that own the things."""

from __future__ import annotations

from django.http import FileResponse

from giaoban.files.models import StoredFile
from giaoban.files.reads import open_bytes


def download_response(stored: StoredFile) -> FileResponse:
    """
    The file as a download under its own name; never shown inside the site.

    The caller has decided that this person may have it. Raises FileNotFoundError when the bytes are lost.
    """
    response = FileResponse(
        open_bytes(stored), as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
