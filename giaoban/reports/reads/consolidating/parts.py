"""The parts of a consolidated report by the outline of its regime, and what belongs under each."""

from __future__ import annotations

import re
from typing import Any, Final

from giaoban.foundation.text import search_key
from giaoban.reports.forming import Definition, SectionKind

RESULTS: Final = "Kết quả thực hiện"
_USUAL: Final = (RESULTS, "Khó khăn, vướng mắc và nguyên nhân", "Nhiệm vụ kỳ tới và kiến nghị")
_NUMBER: Final = re.compile(r"^\s*(?:[IVXLC]+|\d+|[A-Za-zĐđ])\s*[.)/-]\s+|^\s*[-+•]\s*")
_BREAKS: Final = re.compile(r"[\n;]+")
_SAYS_NOTHING: Final = frozenset({"va", "ve", "cac", "cua", "theo", "trong", "thuc", "hien", "tinh", "hinh"})
_ALIKE: Final = 0.4
_MOST: Final = 20


def titles_of(outline: str) -> list[str]:
    """
    The headings of an outline: one a line or parted by semicolons, without their numbers.

    >>> titles_of("I. Kết quả; II. Khó khăn, vướng mắc.")
    ['Kết quả', 'Khó khăn, vướng mắc']
    """
    lines = (_NUMBER.sub("", line).strip(" .;:") for line in _BREAKS.split(outline))
    return [line for line in lines if line][:_MOST] or list(_USUAL)


def parts_of(outline: str, definition: Definition) -> list[dict[str, Any]]:
    """
    The parts in order: {"key", "title", "items", "has_figures"}; the figures stand in the first.

    Items for words go where their name or that of their section is most like the heading; those that are like
    none get parts of their own at the end.
    """
    parts: list[dict[str, Any]] = [
        {"key": f"p{number}", "title": title, "items": [], "has_figures": number == 1}
        for number, title in enumerate(titles_of(outline), start=1)
    ]
    for section in definition.sections:
        if section.kind != SectionKind.NARRATIVE:
            continue
        for item in section.items:
            place = _likest([part["title"] for part in parts], item.name, section.title)
            if place is None:
                key = f"p{len(parts) + 1}"
                parts.append({"key": key, "title": item.name, "items": [item.id], "has_figures": False})
            else:
                parts[place]["items"].append(item.id)
    return parts


def _likest(titles: list[str], *names: str) -> int | None:
    """The first of the titles that shares most with one of the names; None when none shares enough."""
    for name in names:
        likeness = [_likeness(title, name) for title in titles]
        best = max(likeness, default=0.0)
        if best >= _ALIKE:
            return likeness.index(best)
    return None


def _likeness(title: str, name: str) -> float:
    ours, theirs = _told(title), _told(name)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def _told(words: str) -> set[str]:
    return set(re.findall(r"\w+", search_key(words))) - _SAYS_NOTHING
