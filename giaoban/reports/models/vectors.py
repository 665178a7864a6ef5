"""A column of whole numbers that both engines can keep: an array on PostgreSQL, bytes on SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import models

from giaoban.reports.figures import Figures

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class VectorField(models.Field):  # type: ignore[type-arg]  # not subscriptable at run time
    """
    An int64 array of any length; None where the column may be NULL.

    PostgreSQL adds arrays itself, so that a sum is changed by one statement; SQLite has one writer at a time
    and is given the new bytes.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The type of the column."""
        return "bigint[]" if connection.vendor == "postgresql" else "BLOB"

    def get_internal_type(self) -> str:
        """A type of its own, which no lookup of text or numbers takes for its like."""
        return "VectorField"

    def from_db_value(self, value: Any, _expression: Any, connection: BaseDatabaseWrapper) -> Figures | None:
        """The array as Python uses it; it may be written to."""
        if value is None:
            return None
        if connection.vendor == "postgresql":
            return np.array(value, dtype=np.int64)
        return np.frombuffer(value, dtype="<i8").astype(np.int64)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002, ARG002  # as Django calls it
        """What the engine's driver takes."""
        if value is None or isinstance(value, bytes | list):
            return value
        if connection.vendor == "postgresql":
            return value.tolist()
        return value.astype("<i8").tobytes()

    def value_to_string(self, obj: models.Model) -> str:
        """For dumps of data: the numbers with commas between them."""
        value = self.value_from_object(obj)
        return "" if value is None else ",".join(map(str, value.tolist()))

    def to_python(self, value: Any) -> Any:
        """From a dump of data."""
        if isinstance(value, str):
            return np.array([int(part) for part in value.split(",") if part], dtype=np.int64)
        return value
