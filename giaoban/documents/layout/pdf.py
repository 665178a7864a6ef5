"""Arranged sections as PDF."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import typst

from .body import CELL_PADDING_MM
from .drawing import compiled
from .metrics import covers, metrics
from .paper import Run
from .placed import Grid, GridRow, Item, Line, Pair, Picture, Rule, Section, Stamp
from .styles import Style

_BREAK = "\u200b"  # lets a word that is wider than its column go on in the next line


def write_pdf(
    sections: tuple[Section, ...], style: Style, *, title: str, author: str, day: date | None
) -> bytes:
    """
    The bytes of a PDF with tags and outline.

    A dated paper whose every character the font knows becomes PDF/A-2b, fit for the archive; that
    standard asks for a date, so a draft (`day` None) cannot.

    Raises `ValueError` for a figure that is no standalone SVG document.
    """
    page = style.page
    data = {
        "title": title,
        "author": author,
        "day": [day.year, day.month, day.day] if day else None,
        "page": {
            "top": page.top_mm,
            "bottom": page.bottom_mm,
            "left": page.left_mm,
            "right": page.right_mm,
            "number": page.number_from_top_mm,
            "mirrored": page.mirrored,
            "size": style.faces["page number"].size_pt,
        },
        "padding": CELL_PADDING_MM,
        "sections": [_section(section, page.left_mm + page.right_mm) for section in sections],
    }
    archival = day is not None and covers(json.dumps(data, ensure_ascii=False))
    try:
        return compiled("paper", data, output="pdf", archival=archival)
    except typst.TypstError as error:
        raise ValueError(f"The paper cannot be printed: {error.message}") from error


def _section(section: Section, margins_mm: float) -> dict[str, Any]:
    width = section.width_mm - margins_mm
    return {
        "width": section.width_mm,
        "height": section.height_mm,
        "items": [_item(item, width) for item in section.items],
        "foot": [_item(item, width) for item in section.foot],
    }


def _item(item: Item, width_mm: float) -> dict[str, Any]:
    match item:
        case Line():
            return _line(item, width_mm)
        case Rule():
            return {"kind": "rule", "width": item.width_mm, "before": item.before_pt}
        case Stamp():
            return {
                "kind": "stamp",
                "before": item.before_pt,
                "text": item.text,
                "size": item.size_pt,
                "width": item.width_mm,
                "height": item.height_mm,
                "colour": f"#{item.colour}",
            }
        case Pair():
            left = width_mm * item.left_percent / 100
            return {
                "kind": "pair",
                "before": item.before_pt,
                "widths": [left, width_mm - left],
                "left": [_item(part, left) for part in item.left],
                "right": [_item(part, width_mm - left) for part in item.right],
            }
        case Grid():
            return {
                "kind": "grid",
                "before": item.before_pt,
                "widths": item.widths_mm,
                "rows": [_row(row, item.widths_mm) for row in (item.head, *item.rows)],
            }
        case Picture():
            return {
                "kind": "picture",
                "before": item.before_pt,
                "width": item.width_mm,
                "svg": item.svg,
                "description": item.description,
            }


def _row(row: GridRow, widths: tuple[float, ...]) -> dict[str, Any]:
    shares = (sum(widths),) if row.across else widths
    return {
        "whole": row.whole,
        "across": row.across,
        "cells": [
            [_line(line, share - 2 * CELL_PADDING_MM) for line in cell]
            for cell, share in zip(row.cells, shares, strict=True)
        ],
    }


def _line(line: Line, width_mm: float) -> dict[str, Any]:
    room = width_mm - line.left_mm - line.right_mm
    return {
        "kind": "line",
        "runs": [
            {
                "text": _breakable(run, line.size_pt, room),
                "bold": run.bold,
                "italic": run.italic,
                "underline": run.underline,
            }
            for run in line.runs
        ],
        "size": line.size_pt,
        "align": line.align,
        "before": line.before_pt,
        "first": line.first_mm,
        "left": line.left_mm,
        "right": line.right_mm,
        "spacing": line.spacing,
        "exact": line.exact_pt,
        "keep": line.keep_next,
        "outline": line.outline,
    }


def _breakable(run: Run, size_pt: float, room_mm: float) -> str:
    """The text of `run` with places to break in words wider than `room_mm`, as Word breaks them."""
    face = metrics(bold=run.bold)
    if face.width_mm(run.text, size_pt) <= room_mm:
        return run.text
    words = run.text.split(" ")
    return " ".join(_BREAK.join(word) if face.width_mm(word, size_pt) > room_mm else word for word in words)
