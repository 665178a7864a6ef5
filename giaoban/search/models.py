"""What has changed since the index was last brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Func

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

AsSql = tuple[str, tuple[str | int, ...]]


class Turn(Func):
    """
    The number of the transaction that writes the row; 0 on SQLite.

    PostgreSQL gives keys in the order of writing, not of committing: a row may show after one with a higher
    key. By the numbers of transactions a reader knows below which nothing can still come. On SQLite one
    transaction writes at a time, so the keys themselves are in order.
    """

    arity = 0
    output_field = models.BigIntegerField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any) -> AsSql:  # noqa: ARG002
        return "0", ()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any) -> AsSql:  # noqa: ARG002
        return "pg_current_xact_id()::text::bigint", ()


class Change(models.Model):
    """
    Things that changed in one transaction and that the index must read again; rows are only added.

    `source` names the kind of thing ("paper", "duty", "unit"), `keys` are primary keys of it. Each host has
    an index of its own, so a row is not marked when it was applied: the index remembers how far it has come.
    """

    source = models.CharField(max_length=20)
    keys = models.JSONField()
    turn = models.BigIntegerField(db_default=Turn(), db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.source} {self.at:%d/%m/%Y %H:%M:%S}"
