"""The paragraphs of a Word template with their places, and the tags in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from giaoban.files.reading.archive import Archive
from giaoban.files.reading.package import main_part
from giaoban.files.reading.paper import Reason, Unreadable
from giaoban.reports.templating.faults import LONGEST_TAG, MOST_TAGS, SNIPPET, Fault, FaultKind, Place

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS: Final = (
    (re.compile(r"word/header\d*\.xml"), "header"),
    (re.compile(r"word/footer\d*\.xml"), "footer"),
    (re.compile(r"word/(foot|end)notes\.xml"), "notes"),
)
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_OPENS: Final = re.compile(r"\{[{%#]|[%#}]\}")
_RUNS_SOMETHING: Final = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|DATABASE|LINK|MACROBUTTON|IMPORT|EMBED)\b", re.IGNORECASE
)
_CARRIED: Final = re.compile(r"/(embeddings|activeX|ctrlProps)/|afchunk|\.(bin|ole)$", re.IGNORECASE)
_QUOTES: Final = str.maketrans("“”„‘’‚", "\"\"\"'''")
_LINK: Final = "/hyperlink"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its words, where it stands, and the elements around it for pairing tags."""

    text: str
    place: Place
    element: Any


@dataclass(frozen=True, slots=True)
class Tag:
    """
    One tag: `sign` is "{" for a field and "%" for a statement, `whole` "p", "tr", "tc" or "r" where the tag
    stands for its whole paragraph, row, cell or run, `body` what is between the braces.
    """

    sign: str
    whole: str
    body: str
    place: Place
    element: Any


class Unfit(Exception):
    """A template with a fault that leaves nothing further to look at."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def open_template(data: bytes) -> Archive:
    """
    The package of a template, every XML part of which declares no entity and which names nothing outside.

    Raises Unreadable (`files.reading`) for what is no sound Word file, Unfit for what no template may have.
    """
    archive = Archive(data)
    kind, main = main_part(archive)
    if kind != "docx" or main != "word/document.xml":
        raise Unreadable(Reason.NOT_A_DOCUMENT, kind)
    for name in archive.names:
        if _CARRIED.search(f"/{name}"):
            raise Unfit(Fault(FaultKind.EMBEDDED, what=name.rpartition("/")[2]))
        if name.endswith(".rels"):
            _check_links(archive, name)
        elif name.endswith(".xml"):
            archive.xml(name)
    return archive


def _check_links(archive: Archive, name: str) -> None:
    for relation in archive.xml(name) or ():
        is_link = (relation.get("Type") or "").endswith(_LINK)
        if relation.get("TargetMode") == "External" and not is_link:
            raise Unfit(Fault(FaultKind.OUTSIDE, what=(relation.get("Target") or "")[:SNIPPET]))
        if (relation.get("Type") or "").lower().endswith(("/afchunk", "/oleobject", "/control")):
            raise Unfit(Fault(FaultKind.EMBEDDED, what=(relation.get("Target") or "")[:SNIPPET]))


def paragraphs(archive: Archive) -> Iterator[Paragraph]:
    """Every paragraph of the file, part by part, each counted in its own part. Raises Unfit."""
    yield from _of_part(archive, "word/document.xml", "body")
    for name in sorted(archive.names):
        for pattern, part in _PARTS:
            if pattern.fullmatch(name):
                yield from _of_part(archive, name, part)


def _of_part(archive: Archive, name: str, part: str) -> Iterator[Paragraph]:
    root = archive.xml(name)
    if root is None:
        raise Unreadable(Reason.CORRUPT, name)
    _check_codes(root, part)
    number = 0
    tables: dict[Any, int] = {}
    for element in root.iter(f"{_W}p", f"{_W}tbl"):
        if element.tag == f"{_W}tbl":
            tables[element] = len(tables) + 1
            continue
        number += 1
        words = _words(element)
        if "{" in words or "}" in words:
            yield Paragraph(words, _place(element, part, number, tables, words), element)


def _check_codes(root: Any, part: str) -> None:
    """A field that fetches another file or runs a program would do so when the paper is opened."""
    for code in root.iter(f"{_W}instrText", f"{_W}fldSimple"):
        said = code.get(f"{_W}instr") or code.text or ""
        if _RUNS_SOMETHING.search(said):
            raise Unfit(Fault(FaultKind.EMBEDDED, Place(part), what=" ".join(said.split())[:SNIPPET]))


def _words(paragraph: Any) -> str:
    """Its own words, without those of paragraphs in a text box within it."""
    return "".join(
        (element.text or "") if element.tag == f"{_W}t" else " "
        for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
        if next(element.iterancestors(f"{_W}p")) is paragraph
    )


def _place(element: Any, part: str, number: int, tables: dict[Any, int], words: str) -> Place:
    shown = " ".join(words.split())[:SNIPPET]
    cell = next(element.iterancestors(f"{_W}tc"), None)
    if cell is None:
        return Place(part, number, words=shown)
    row = next(cell.iterancestors(f"{_W}tr"))
    table = next(row.iterancestors(f"{_W}tbl"))
    return Place(
        part, number, tables[table], _order(table, row, f"{_W}tr"), _order(row, cell, f"{_W}tc"), shown
    )


def _order(holder: Any, member: Any, tag: str) -> int:
    return next((n for n, each in enumerate(holder.iter(tag), start=1) if each is member), 0)


def tags(paragraph: Paragraph) -> Iterator[Tag | Fault]:
    """The tags of one paragraph in order, and what is no whole tag."""
    rest = _TAG.sub(" ", paragraph.text)
    stray = _OPENS.search(rest)
    if stray:
        yield Fault(FaultKind.UNCLOSED, paragraph.place, what=stray[0])
    for number, found in enumerate(_TAG.finditer(paragraph.text)):
        text = found[0].translate(_QUOTES)
        if number >= MOST_TAGS or len(text) > LONGEST_TAG:
            yield Fault(FaultKind.TOO_MANY, paragraph.place, what=text[:SNIPPET])
            return
        if text[1] == "#":
            continue
        body, trimmed = text[2:-2], text[2] in "-+" or text[-3] in "-+"
        if trimmed:
            yield Fault(FaultKind.TRIMMED, paragraph.place, what=text[:SNIPPET])
            continue
        whole = re.match(r"(tr|tc|p|r)\s", body)
        prefix = whole[1] if whole else ""
        yield Tag(text[1], prefix, body[len(prefix) :].strip(), paragraph.place, paragraph.element)


def holder(tag: Tag) -> tuple[Any, Any] | None:
    """
    The element that a tag takes away and the one that holds it: two tags of a pair share the latter.

    None where the tag stands in no such thing, as `{%tr` outside a table.
    """
    if tag.whole in {"tr", "tc"}:
        found = next(tag.element.iterancestors(f"{_W}{tag.whole}"), None)
        return None if found is None else (found, found.getparent())
    return tag.element, tag.element.getparent()
