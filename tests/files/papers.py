"""Makers of small papers, written part by part so that each test shows the markup it is about."""

from __future__ import annotations

import zipfile
from io import BytesIO

import typst

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
BODY = "Ban Chỉ đạo yêu cầu các sở, ngành rà soát thủ tục hành chính."


def p(text: str = "", *, props: str = "", run: str = "") -> str:
    """A paragraph with one run."""
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{props}</w:pPr>{words}</w:p>"


def item(text: str, level: int = 0, list_id: int = 1) -> str:
    """A numbered paragraph."""
    return p(text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def part(root: str, content: str) -> str:
    """An XML part."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_NAMESPACES}>{content}</w:{root}>'
    )


def level(depth: int, form: str, pattern: str, extra: str = "", start: int = 1) -> str:
    """One level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """A numbering part with one abstract list."""
    return part("numbering", f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}')


def package(parts: dict[str, str | bytes], *, main: str = MAIN) -> bytes:
    """A zip package with its content types."""
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(*body: str, main: str = MAIN, **parts: str | bytes) -> bytes:
    """A Word document; other parts by name: `numbering`, `styles`, `header1`, …"""
    extra = {f"word/{name}.xml": content for name, content in parts.items()}
    return package(
        {"word/document.xml": part("document", f"<w:body>{''.join(body)}</w:body>"), **extra}, main=main
    )


def textbox(text: str) -> str:
    """A paragraph that anchors a text box, in both forms that Word writes."""
    content = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def table(*rows: tuple[str, ...], borders: bool = True) -> str:
    """A table; each cell is the markup of its paragraphs."""
    side = '<w:top w:val="single"/>' if borders else ""
    lines = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    body = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
    return f"<w:tbl><w:tblPr><w:tblBorders>{side}</w:tblBorders></w:tblPr>{body}</w:tbl>"


def pdf(markup: str) -> bytes:
    """A PDF with a text layer, from typst markup."""
    made = typst.compile(markup.encode())
    assert isinstance(made, bytes)
    return made
