"""Stored files: the bytes as they came, never changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.foundation.codes import public_code


class StoredFile(models.Model):
    """
    One file as somebody gave it; the bytes lie in `settings.FILES_ROOT` under their SHA-256.

    Rows and bytes are never changed or deleted; two rows may share the same bytes. Who may download it is
    decided by the room that refers to it.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
