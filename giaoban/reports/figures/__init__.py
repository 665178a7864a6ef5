"""Arithmetic of reported figures over units and time; functions and values without Django."""

from giaoban.reports.figures.packing import (
    LARGEST,
    MISSING,
    Figures,
    empty,
    known,
    pack,
    row,
    total,
    unpack,
    unpack_many,
    zeroed,
)

__all__ = [
    "LARGEST",
    "MISSING",
    "Figures",
    "empty",
    "known",
    "pack",
    "row",
    "total",
    "unpack",
    "unpack_many",
    "zeroed",
]
