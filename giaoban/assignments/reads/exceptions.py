"""Which members of a group a sentence leaves out: "các sở, ban, ngành (trừ Công an tỉnh)"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from giaoban.assignments.extraction import leading_names
from giaoban.foundation.text import search_key
from giaoban.units.models import UnitGroup
from giaoban.units.reads import known_names, members_of

_BEHIND = (
    r"\s*(?P<mark>[,(–-]?)\s*(?P<words>(?:ngoại\s+trừ|trừ|không\s+bao\s+gồm|không\s+kể|không\s+tính)\s+)"
)
_IN_BRACKETS = re.compile(r"[^()]{2,300}(?=\))")
_TO_THE_COMMA = re.compile(r"[^,;.()]{2,120}")
_LONGEST_LIST = 600  # characters of an exception without brackets that are looked at
_KEYWORD = re.compile(r"^(?:ngoại trừ|trừ|không bao gồm|không kể|không tính)\s+")
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+và\s+|\s+hoặc\s+")


def exception_behind(group: str, sentence: str) -> str:
    """
    The words of an exception right behind the words `group` in `sentence`; empty for none.

    >>> exception_behind("Các sở", "Các sở (trừ Sở Y tế, Sở Nội vụ) rà soát danh mục.")
    'trừ Sở Y tế, Sở Nội vụ'
    >>> exception_behind("Các sở", "Các sở, trừ Sở Y tế, rà soát danh mục.")
    'trừ Sở Y tế'
    >>> exception_behind("Các sở", "Các sở trừ Sở Y tế, Sở Nội vụ và Sở Tư pháp rà soát danh mục.")
    'trừ Sở Y tế, Sở Nội vụ và Sở Tư pháp'
    """
    named = r"\s+".join(re.escape(word) for word in group.split())
    found = re.search(named + _BEHIND, sentence, re.IGNORECASE)
    if found is None:
        return ""
    bracketed = _IN_BRACKETS.match(sentence, found.end()) if found["mark"] == "(" else None
    listed = leading_names(sentence[found.end() : found.end() + _LONGEST_LIST])
    to_the_comma = _TO_THE_COMMA.match(sentence, found.end())
    names = (bracketed and bracketed.group()) or listed or (to_the_comma and to_the_comma.group())
    return " ".join(f"{found['words']}{names}".split()) if names else ""


def left_out(group: UnitGroup, exception: str, *, on: date) -> list[int]:
    """The members of `group` that the words of an exception name, by id in rising order; [] when unclear."""
    names = _KEYWORD.sub("", exception.lower())
    wanted = {search_key(name) for name in _names(names)}
    members = {f"unit:{unit.code}": unit.pk for unit in members_of(group, on=on)}
    known = known_names(group.within, on=on)
    found = (
        members[each.key]
        for each in known
        if each.key in members and wanted & {search_key(name) for name in (each.name, *each.abbreviations)}
    )
    return sorted(set(found))


def _names(words: str) -> Iterable[str]:
    """Whole and in pieces, since names of units hold "và" and commas themselves."""
    gaps = [(0, 0), *(gap.span() for gap in _BETWEEN.finditer(words)), (len(words), len(words))]
    for place, (_before, start) in enumerate(gaps):
        for end, _after in gaps[place + 1 :]:
            yield words[start:end].strip()
