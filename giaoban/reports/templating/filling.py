"""Filling a template with facts. Runs in a process of its own: see `apart`."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError
from lxml import etree

from giaoban.reports.templating.faults import Fault, FaultKind
from giaoban.reports.templating.fields import ROOT, ByKey, Flag, Number, Picture, Record, Rows, Shape
from giaoban.reports.templating.hanging import Drawing, hung
from giaoban.reports.templating.reading import Unfit
from giaoban.reports.templating.sandbox import NO_FIGURE, Figure, environment

_SAME_DAY: Final = (1980, 1, 1, 0, 0, 0)
_XML_PARTS: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_EMU_A_TWIP: Final = 635
_SAME_TWIPS: Final = 20
_DAY: Final = datetime(2000, 1, 1)  # noqa: DTZ001 -- of file properties, which know no zone


def fill(template: bytes, facts: dict[str, Any], drawings: Mapping[str, Drawing]) -> bytes:
    """
    The template with its fields filled in; the same template and facts give the same bytes.

    `facts` are as `unpacked` gives them; where they say {"@": name} stands the drawing of that name, or
    nothing. Only what the template prints is drawn. Raises Unfit.
    """
    try:
        file = DocxTemplate(io.BytesIO(template))
        context = {**facts, "hinh": hung(facts["hinh"], file, drawings)}
        file.render(context, environment(), autoescape=True)
        _fit_tables(file.docx)
        properties = file.docx.core_properties
        properties.modified = properties.created = _DAY
        properties.last_modified_by, properties.revision = "", 1
        written = io.BytesIO()
        file.save(written)
    except (
        TemplateError,
        etree.LxmlError,
        OpcError,
        ValueError,
        KeyError,
        AttributeError,
        TypeError,
    ) as error:
        raise Unfit(Fault(FaultKind.BROKEN, what=type(error).__name__)) from error
    return _settled(written.getvalue())


def _fit_tables(file: Any) -> None:
    """
    Give the columns of tables whose cells were repeated the widths of their cells, no wider than the page.

    Repeating cells leaves the grid of the table with the widths of the statements around them.
    """
    page = file.sections[-1]
    room = int((page.page_width - page.left_margin - page.right_margin) / _EMU_A_TWIP)
    for table in file.element.body.findall(qn("w:tbl")):
        rows = [row.findall(qn("w:tc")) for row in table.findall(qn("w:tr"))]
        grid = table.find(qn("w:tblGrid")).findall(qn("w:gridCol"))
        widths = [_width_of(cell) for cell in rows[0]] if rows else []
        known = [int(float(column.get(qn("w:w")) or 0)) for column in grid]
        if len(widths) != len(grid) or 0 in widths or all(map(_alike, widths, known)):
            continue
        scale = min(1.0, room / sum(widths))
        fitted = [str(int(width * scale)) for width in widths]
        for column, width in zip(grid, fitted, strict=True):
            column.set(qn("w:w"), width)
        for cells in rows:
            for cell, width in zip(cells, fitted, strict=False):
                if _width_of(cell) and cell.tcPr.find(qn("w:gridSpan")) is None:
                    cell.tcPr.find(qn("w:tcW")).set(qn("w:w"), width)


def _alike(one: int, other: int) -> bool:
    return abs(one - other) <= _SAME_TWIPS


def _width_of(cell: Any) -> int:
    """Twentieths of a point; 0 for a width that is not given so."""
    found = None if cell.tcPr is None else cell.tcPr.find(qn("w:tcW"))
    if found is None or found.get(qn("w:type")) != "dxa":
        return 0
    return int(float(found.get(qn("w:w")) or 0))


def _settled(data: bytes) -> bytes:
    """The package with its parts in order and without the hour; every part that was filled is well-formed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        names = source.namelist()
        first = [name for name in ("[Content_Types].xml", "_rels/.rels") if name in names]
        for name in [*first, *sorted(set(names) - set(first))]:
            part = source.read(name)
            if _XML_PARTS.fullmatch(name):
                etree.fromstring(
                    part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
                )
            target.writestr(zipfile.ZipInfo(name, _SAME_DAY), part, zipfile.ZIP_DEFLATED, 6)
    return made.getvalue()


def unpacked(value: Any) -> Any:
    """Facts from the pipe: {"=": number, "t": printed} is a figure, {"=": null} one that is missing."""
    if isinstance(value, list):
        return [unpacked(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "=" in value:
        return NO_FIGURE if value["="] is None else Figure(value["="], value["t"])
    return {key: unpacked(each) for key, each in value.items()}


def example(shape: Shape = ROOT) -> Any:
    """Facts of the right kind for trying a template: one row in each list, any key of an indicator."""
    match shape:
        case Record(fields):
            return {name: example(each) for name, each in fields.items()}
        case Rows(of):
            return [example(of), example(of)]
        case ByKey(of):
            return _AnyKey(example(of))
        case Number():
            return Figure("1234.5", "1.234,5")
        case Flag():
            return True
        case Picture():
            return ""
        case _:
            return "Nội dung"


class _AnyKey(dict[str, Any]):
    """Answers every key with the same example."""

    def __init__(self, of: Any) -> None:
        super().__init__()
        self.of = of

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str)

    def __getitem__(self, _key: str) -> Any:
        return self.of
