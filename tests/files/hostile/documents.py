"""Word documents that are well-formed and still absurd: in their styles, tables, changes, comments, fields."""

from __future__ import annotations

from giaoban.files.reading import Reason
from tests.files.hostile.shapes import Hostile, types, word, zipped
from tests.files.papers import BODY, MACRO_MAIN, MAIN, docx, item, level, numbering, p, package, part, table

_SETTINGS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)


def style(key: str, base: str, extra: str = "") -> str:
    """A paragraph style that is based on another."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{key}"/>'
        f'<w:basedOn w:val="{base}"/>{extra}</w:style>'
    )


def cyclic_styles() -> bytes:
    styles = part("styles", style("A", "B") + style("B", "C") + style("C", "A") + style("D", "D"))
    return word(*(p(BODY, props=f'<w:pStyle w:val="{key}"/>') for key in "ABCD"), styles=styles)


def chain_of_styles() -> bytes:
    styles = part("styles", "".join(style(f"S{n}", f"S{n + 1}") for n in range(60_000)))
    return word(*(p("x", props=f'<w:pStyle w:val="S{n}"/>') for n in range(20_000)), styles=styles)


def cyclic_lists() -> bytes:
    links = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:numStyleLink w:val="L{(n + 1) % 3}"/></w:abstractNum>'
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(3)
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr>'
    styles = part("styles", "".join(style(f"L{n}", f"L{n}", listed.format(n)) for n in range(3)))
    body = (item(BODY, 99_999_999, n) for n in range(3))
    return word(*body, styles=styles, numbering=part("numbering", links))


def long_numbers() -> bytes:
    """A megabyte as the number of each of forty thousand paragraphs."""
    return word(
        *(item("x") for _ in range(40_000)), numbering=numbering(level(0, "decimal", "Điều %1" * 150_000))
    )


def many_lists() -> bytes:
    lists = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in range(90_000))
    made = numbering(level(0, "decimal", "%1."), lists=lists)
    return word(*(item("x", 0, n) for n in range(5_000)), numbering=made)


def nested_tables(depth: int, inside: str) -> str:
    for _level in range(depth):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    return inside


def many_comments() -> bytes:
    """Comments that all stand on every piece of the text."""
    opened = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(4_900))
    pieces = "".join(f"<w:r><w:t>x{n}</w:t></w:r>" for n in range(60_000))
    comments = "".join(f'<w:comment w:id="{n}" w:author="a">{p("c")}</w:comment>' for n in range(4_900))
    return word(f"<w:p>{opened}{pieces}</w:p>", comments=part("comments", comments))


def many_references() -> bytes:
    """References to comments, each looked for among all that stands before it."""
    marks = "".join(f'<w:r><w:t>x</w:t><w:commentReference w:id="{n}"/></w:r>' for n in range(90_000))
    return word(f"<w:p>{marks}</w:p>")


def many_changes() -> bytes:
    one = "<w:ins><w:r><w:t>a</w:t></w:r></w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del>"
    return word(f"<w:p>{one * 60_000}</w:p>")


def struck_out_ends() -> bytes:
    """Paragraphs that each run on into the next."""
    one = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>abcdefghij</w:t></w:r></w:p>"
    return word(one * 45_000)


def fields() -> bytes:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    nested = "<w:fldSimple w:instr='INCLUDETEXT self'>" * 50 + p("x") + "</w:fldSimple>" * 50
    return word(f"<w:p>{begun * 60_000}</w:p><w:p>{nested}</w:p>{p(BODY)}")


def dde() -> bytes:
    code = '<w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText>'
    return word(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>{code}</w:r></w:p>{p(BODY)}')


def outside(kind: str, target: str) -> bytes:
    """A document that wants something from outside when it is opened."""
    return package(
        {
            "word/document.xml": part("document", f"<w:body>{p(BODY)}</w:body>"),
            "word/_rels/document.xml.rels": _SETTINGS.format(kind=kind, target=target),
            "word/_rels/settings.xml.rels": _SETTINGS.format(kind=kind, target=target),
        }
    )


def with_part(name: str, data: bytes) -> bytes:
    return package({"word/document.xml": part("document", f"<w:body>{p(BODY)}</w:body>"), name: data})


def main_outside() -> bytes:
    return zipped([("[Content_Types].xml", types(MAIN, "/../../etc/passwd")), ("word/document.xml", b"<a/>")])


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = f"<w:tc>{p('x')}</w:tc>"
_WIDE = '<w:tc><w:tcPr><w:gridSpan w:val="2147483647"/><w:vMerge/></w:tcPr><w:p/></w:tc>'

FILES = [
    Hostile("docx-cyclic-styles", "a.docx", cyclic_styles, None),
    Hostile("docx-chain-of-styles", "a.docx", chain_of_styles, Reason.XML_BOMB),
    Hostile("docx-cyclic-lists", "a.docx", cyclic_lists, None),
    Hostile("docx-long-numbers", "a.docx", long_numbers, None),
    Hostile("docx-many-lists", "a.docx", many_lists, Reason.XML_BOMB),
    Hostile("docx-many-paragraphs", "a.docx", lambda: word("<w:p/>" * 400_000), Reason.TOO_LARGE),
    Hostile("docx-two-million-paragraphs", "a.docx", lambda: word("<w:p/>" * 2_000_000), Reason.ZIP_BOMB),
    Hostile("docx-many-runs", "a.docx", lambda: word(f"<w:p>{'<w:r/>' * 900_000}</w:p>" + p(BODY)), None),
    Hostile("docx-many-cells", "a.docx", lambda: word(table(*[(p("x"),) * 60] * 800)), None),
    Hostile("docx-a-row-of-cells", "a.docx", lambda: word(f"<w:tbl><w:tr>{_CELL * 60_000}</w:tr></w:tbl>"), Reason.TOO_LARGE),
    Hostile("docx-grid-span", "a.docx", lambda: word(f"<w:tbl><w:tr>{_WIDE * 400}</w:tr></w:tbl>" + p(BODY)), None),
    Hostile("docx-nested-tables", "a.docx", lambda: word(nested_tables(40, p("x") * 30_000)), None),
    Hostile("docx-nested-tables-of-runs", "a.docx", lambda: word(nested_tables(55, f"<w:p>{'<w:r/>' * 900_000}</w:p>")), None),
    Hostile("docx-tables-too-deep", "a.docx", lambda: word(nested_tables(5_000, p("x"))), Reason.CORRUPT),
    Hostile("docx-many-comments", "a.docx", many_comments, None),
    Hostile("docx-many-references", "a.docx", many_references, None),
    Hostile("docx-many-changes", "a.docx", many_changes, None),
    Hostile("docx-struck-out-ends", "a.docx", struck_out_ends, None),
    Hostile("docx-recursive-fields", "a.docx", fields, None),
    Hostile("docx-dde", "a.docx", dde, None),
    Hostile("docx-external-template", "a.docx", lambda: outside("attachedTemplate", "http://giaoban.example/x.dotm"), None),
    Hostile("docx-external-picture", "a.docx", lambda: outside("image", "file://giaoban.example/share/x.png"), None),
    Hostile("docx-external-document", "a.docx", lambda: outside("aFChunk", "mhtml:http://giaoban.example/x"), None),
    Hostile("docx-embedded-ole", "a.docx", lambda: with_part("word/embeddings/oleObject1.bin", _OLE + b"MZ" * 999), None),
    Hostile("docx-embedded-archive", "a.docx", lambda: with_part("word/embeddings/x.zip", b"PK"), Reason.ZIP_BOMB),
    Hostile("docx-macros-by-part", "a.docx", lambda: with_part("word/vbaProject.bin", _OLE), Reason.MACRO),
    Hostile("docx-macros-by-type", "a.docx", lambda: docx(p(BODY), main=MACRO_MAIN), Reason.MACRO),
    Hostile("docx-macros-in-capitals", "a.docx", lambda: with_part("word/VBAPROJECT.BIN", _OLE), Reason.MACRO),
    Hostile("docx-main-part-outside", "a.docx", main_outside, Reason.CORRUPT),
    Hostile("docx-no-body", "a.docx", lambda: package({"word/document.xml": part("document", "")}), Reason.CORRUPT),
    Hostile("docx-one-long-line", "a.docx", lambda: word(p("Giao Sở Tài chính báo cáo. " * 60_000)), None),
]  # fmt: skip
