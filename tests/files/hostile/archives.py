"""Archives: bombs, lies in the directory, damage at many places, and markup that swells."""

from __future__ import annotations

import struct
import zipfile

from giaoban.files.reading import Reason
from tests.files.hostile.shapes import SHEETS, SLIDES, Hostile, types, word, zipped
from tests.files.papers import BODY, W, docx, p, package, part

GOOD = docx(*(p(f"{n}. {BODY}") for n in range(40)))
GOOD_SHEET = package({"xl/workbook.xml": b"<workbook/>"}, main=SHEETS)
GOOD_SLIDES = package({"ppt/presentation.xml": b"<presentation/>"}, main=SLIDES)
_ZEROS = b"\0" * 16_000_000


def matryoshka() -> bytes:
    """A document within a document within …, as the quines among archives go on without end."""
    inner = GOOD
    for _level in range(12):
        inner = package({"word/document.xml": part("document", ""), "word/inner.docx": inner})
    return inner


def bombs_in_parts() -> bytes:
    """192 MB of zeros in some 190 kB."""
    return zipped([("[Content_Types].xml", types()), *((f"word/media/{n}.xml", _ZEROS) for n in range(12))])


def many_entries() -> bytes:
    """A directory of 60,000 names for one byte each."""
    return zipped([(f"word/{n}.xml", b"x") for n in range(60_000)], zipfile.ZIP_STORED)


def directory(name: str, **fields: int) -> bytes:
    """A package whose directory says something else of its part `name` than is true."""
    places = {"packed": (20, "<L"), "unpacked": (24, "<L"), "flags": (8, "<H"), "packing": (10, "<H")}
    data = bytearray(GOOD)
    at = data.find(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.find(b"PK\x01\x02", at + 4)
    for field, value in fields.items():
        offset, shape = places[field]
        struct.pack_into(shape, data, at + offset, value)
    return bytes(data)


def lying() -> bytes:
    """A part that promises 100 bytes and gives 40 million."""
    data = bytearray(zipped([("[Content_Types].xml", types()), ("word/document.xml", b" " * 40_000_000)]))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 100)
    return bytes(data)


def overlapping() -> bytes:
    """Many names in the directory for the same packed bytes, after David Fifield's construction."""
    whole = zipped([("[Content_Types].xml", types()), ("word/document.xml", _ZEROS)])
    start = whole.find(b"PK\x01\x02")
    end = whole.rfind(b"PK\x05\x06")
    first_length = 46 + len("[Content_Types].xml")
    head, kernel = whole[start : start + first_length], whole[start + first_length : end]
    names = [kernel.replace(b"document", b"doc%05d" % n) for n in range(1_900)]
    listing = head + b"".join(names)
    record = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1_901, 1_901, len(listing), start, 0)
    return whole[:start] + listing + record


def zip64() -> bytes:
    """A second directory of the large kind, which the first does not mention."""
    at = GOOD.rfind(b"PK\x05\x06")
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**40, 2**40, 2**40, 0)
    return GOOD[:at] + record + locator + GOOD[at:]


def flipped() -> bytes:
    """Every fiftieth packed byte turned over."""
    data = bytearray(GOOD)
    for place in range(60, GOOD.find(b"PK\x01\x02"), 50):
        data[place] ^= 0xFF
    return bytes(data)


def backwards() -> bytes:
    """A directory that claims to begin far before the file."""
    data = bytearray(GOOD)
    struct.pack_into("<L", data, data.rfind(b"PK\x05\x06") + 16, 0xFFFFFFF0)
    return bytes(data)


def link() -> bytes:
    """A part that is a symbolic link out of the archive."""
    stream = [("[Content_Types].xml", types()), ("word/document.xml", b"/etc/passwd")]
    data = bytearray(zipped(stream))
    struct.pack_into("<L", data, data.rfind(b"PK\x01\x02") + 38, 0o120777 << 16)
    return bytes(data)


def laughs(encoding: str = "utf-8") -> bytes:
    """Ten lines that stand for three thousand million."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY l0 "ha">{lines}]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>'
    )
    return package({"word/document.xml": text.encode(encoding)})


def hidden_declaration() -> bytes:
    """The same in an encoding in which its first letters do not look like themselves."""
    text = (
        f'<!DOCTYPE d [<!ENTITY a "ha">]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r>'
        "</w:p></w:body></w:document>"
    )
    packed = text.replace("<", "+ADw-").replace("!", "+ACE-")
    return package({"word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?>' + packed.encode()})


def declaring(declaration: str, use: str = "") -> bytes:
    """A document that declares something."""
    text = (
        f'<?xml version="1.0"?><!DOCTYPE d {declaration}>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{use}</w:t></w:r></w:p></w:body></w:document>'
    )
    return package({"word/document.xml": text})


def entities_in_types() -> bytes:
    """Entities in the very first part that is read."""
    text = '<?xml version="1.0"?><!DOCTYPE t SYSTEM "http://giaoban.example/t.dtd"><Types>&t;</Types>'
    return zipped([("[Content_Types].xml", text.encode()), ("word/document.xml", b"<a/>")])


_ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(300_000))
_SPACES = " ".join(f'xmlns:n{n}="u{n}"' for n in range(60_000))

FILES = [
    Hostile("zip-matryoshka", "thong-bao.docx", matryoshka, Reason.ZIP_BOMB),
    Hostile("zip-bombs-in-parts", "thong-bao.docx", bombs_in_parts, Reason.ZIP_BOMB),
    Hostile("zip-many-entries", "thong-bao.docx", many_entries, Reason.ZIP_BOMB),
    Hostile("zip-declares-4gb", "a.docx", lambda: directory("word/document.xml", unpacked=2**32 - 2), Reason.ZIP_BOMB),
    Hostile("zip-declares-much-packed", "a.docx", lambda: directory("word/document.xml", packed=2**31), Reason.ZIP_BOMB),
    Hostile("zip-promises-little", "thong-bao.docx", lying, Reason.CORRUPT),
    Hostile("zip-overlapping", "thong-bao.docx", overlapping, Reason.ZIP_BOMB),
    Hostile("zip64-hidden", "thong-bao.docx", zip64, Reason.ZIP_BOMB),
    Hostile("zip-password", "a.docx", lambda: directory("word/document.xml", flags=1), Reason.ENCRYPTED),
    Hostile("zip-unknown-packing", "a.docx", lambda: directory("word/document.xml", packing=99), Reason.CORRUPT),
    Hostile("zip-bzip2", "a.docx", lambda: zipped([("[Content_Types].xml", types()), ("word/document.xml", b"a" * 9**7)], zipfile.ZIP_BZIP2), Reason.CORRUPT),
    Hostile("zip-path-traversal", "a.docx", lambda: package({"word/document.xml": part("document", ""), "../../../etc/cron.d/x": b"x"}), Reason.CORRUPT),
    Hostile("zip-one-name-twice", "a.docx", lambda: zipped([("[Content_Types].xml", types()), ("word/document.xml", part("document", f"<w:body>{p('sạch')}</w:body>").encode()), ("/word/document.xml", part("document", f"<w:body>{p('khác')}</w:body>").encode())]), Reason.CORRUPT),
    Hostile("zip-after-a-program", "a.docx", lambda: b"MZ" + b"\x90" * 4096 + GOOD, Reason.NOT_A_DOCUMENT),
    Hostile("zip-directory-before-the-file", "a.docx", backwards, Reason.CORRUPT),
    Hostile("zip-flipped-bytes", "a.docx", flipped, Reason.CORRUPT),
    Hostile("zip-symbolic-link", "a.docx", link, Reason.CORRUPT),
    Hostile("zip-name-with-null", "a.docx", lambda: package({"word/document.xml": part("document", f"<w:body>{p(BODY)}</w:body>"), "word/x\0.exe": b"MZ"}), None),
    *(
        Hostile(f"docx-cut-at-{share}", "a.docx", lambda share=share: GOOD[: len(GOOD) * share // 100], Reason.CORRUPT)
        for share in (2, 25, 50, 75, 99)
    ),
    Hostile("xlsx-cut", "a.xlsx", lambda: GOOD_SHEET[: len(GOOD_SHEET) // 2], Reason.CORRUPT),
    Hostile("pptx-cut", "a.pptx", lambda: GOOD_SLIDES[:-9], Reason.CORRUPT),
    Hostile("xml-billion-laughs", "a.docx", laughs, Reason.XML_BOMB),
    Hostile("xml-billion-laughs-utf-16", "a.docx", lambda: laughs("utf-16"), Reason.XML_BOMB),
    Hostile("xml-hidden-declaration", "a.docx", hidden_declaration, Reason.XML_BOMB),
    Hostile("xml-quadratic", "a.docx", lambda: declaring(f'[<!ENTITY a "{"ha" * 50_000}">]', "&a;" * 50_000), Reason.XML_BOMB),
    Hostile("xml-external-file", "a.docx", lambda: declaring('[<!ENTITY a SYSTEM "file:///etc/passwd">]', "&a;"), Reason.XML_BOMB),
    Hostile("xml-external-address", "a.docx", lambda: declaring('[<!ENTITY a SYSTEM "http://giaoban.example/">]', "&a;"), Reason.XML_BOMB),
    Hostile("xml-parameter-entity", "a.docx", lambda: declaring('[<!ENTITY % a SYSTEM "http://giaoban.example/"> %a;]'), Reason.XML_BOMB),
    Hostile("xml-entities-in-types", "a.docx", entities_in_types, Reason.XML_BOMB),
    Hostile("xml-nested-deeply", "a.docx", lambda: word("<w:sdt>" * 200_000 + "</w:sdt>" * 200_000), Reason.CORRUPT),
    Hostile("xml-huge-attribute", "a.docx", lambda: word(f'<w:p w:rsidR="{"A" * 12_000_000}"/>'), Reason.CORRUPT),
    Hostile("xml-many-attributes", "a.docx", lambda: word(f"<w:p {_ATTRIBUTES}/>" + p(BODY)), None),
    Hostile("xml-many-namespaces", "a.docx", lambda: word(f"<w:p {_SPACES}/>" + p(BODY)), None),
    Hostile("xml-two-roots", "a.docx", lambda: package({"word/document.xml": "<a/><b/>"}), Reason.CORRUPT),
    Hostile("xml-no-xml", "a.docx", lambda: package({"word/document.xml": b"\xff\xfe\0\0" * 99}), Reason.CORRUPT),
]  # fmt: skip
