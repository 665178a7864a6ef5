"""What a hostile file is, and small makers that the families share."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from giaoban.files.reading import Reason
from tests.files.papers import MAIN, part

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


@dataclass(frozen=True, slots=True)
class Hostile:
    """
    One file: its key in the corpus, the name it comes under, how it is made.

    `reason` is what it is refused for where it is kept as evidence; None where it may be kept: it costs
    nothing, is never run or opened here, and leaves as a download in the end.
    """

    key: str
    name: str
    make: Callable[[], bytes]
    reason: Reason | None


def zipped(parts: list[tuple[str, bytes]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts in this order; one name may stand twice."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name)
            info.compress_type = packing
            archive.writestr(info, data)
    return stream.getvalue()


def types(kind: str = MAIN, place: str = "/word/document.xml") -> bytes:
    """A part of content types that names the main part."""
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="{place}" ContentType="{kind}"/></Types>'
    ).encode()


def word(*body: str, **parts: str | bytes) -> bytes:
    """A Word document, not packed: what is packed too tightly is refused for that alone."""
    extra = [(f"word/{name}.xml", _bytes(content)) for name, content in parts.items()]
    text = part("document", f"<w:body>{''.join(body)}</w:body>")
    whole = [("[Content_Types].xml", types()), ("word/document.xml", text.encode()), *extra]
    return zipped(whole, zipfile.ZIP_STORED)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R", head: bytes = b"%PDF-1.7\n") -> bytes:
    """A PDF of these objects, counted from 1, with its table of places."""
    data, places = head, []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            trailer,
            len(data),
        )
    )


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(data: bytes, facts: bytes = b"") -> bytes:
    """A stream object with its length."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), facts, data)


def page(contents: bytes = b"4 0 R", more: bytes = b"") -> bytes:
    """A page below object 2 whose font is object 5."""
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %b"
        b" /Resources << /Font << /F 5 0 R >> >> %b >>" % (contents, more)
    )


def one_page(contents: bytes, more: bytes = b"", *others: bytes, catalogue: bytes = CATALOGUE) -> bytes:
    """A PDF of one page: objects 1 to 5 are its catalogue, pages, page, contents and font."""
    return pdf(
        catalogue, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page(more=more), contents, FONT, *others
    )


SPEAKS = b"BT /F 12 Tf 50 700 Td (Thong bao ket luan cuoc hop ve chuyen doi so) Tj ET"


def flat(data: bytes, times: int = 1) -> bytes:
    """Bytes deflated several times over."""
    for _time in range(times):
        data = zlib.compress(data, 9)
    return data


def png(width: int, height: int, *chunks: bytes, bits: int = 8, colour: int = 0) -> bytes:
    """A PNG that declares this size, with these chunks between its head and its end."""
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, bits, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
