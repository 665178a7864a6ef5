"""Text: endless lines, wrong encodings, marks heaped upon a letter, directions turned round."""

from __future__ import annotations

from giaoban.files.reading import Reason
from tests.files.hostile.shapes import Hostile, word
from tests.files.papers import BODY, docx, p

TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc"
_HEAPED = "a" + "\u0301\u0323" * 400_000
_TASK = "Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ rà soát thủ tục, báo cáo trước ngày 15/3/2026. "
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

FILES = [
    Hostile("empty", "a.docx", lambda: b"", Reason.EMPTY),
    Hostile("one-byte", "a.docx", lambda: b"P", Reason.NOT_A_DOCUMENT),
    Hostile("one-byte-of-text", "a.txt", lambda: b"x", None),
    Hostile("one-byte-named-pdf", "a.pdf", lambda: b"%", Reason.NOT_A_DOCUMENT),
    Hostile("text-one-line-of-a-million", "a.txt", lambda: (_TASK * 13_000).encode(), None),
    Hostile("text-one-word-of-millions", "a.txt", lambda: b"x" * 4_000_000, None),
    Hostile("text-of-twenty-megabytes", "a.txt", lambda: b"abc def " * 2_600_000, None),
    Hostile("text-of-line-ends", "a.txt", lambda: b"a\n" * 2_400_000, None),
    Hostile("text-of-numbers", "a.txt", lambda: b"1. " * 300_000, None),
    Hostile("text-of-points", "a.txt", lambda: b"a) x\n" * 45_000, None),
    Hostile("text-of-dates", "a.txt", lambda: "ngày 1/1/2026 ".encode() * 80_000, None),
    Hostile("text-of-citations", "a.txt", lambda: "Quyết định số 1/QĐ-UBND ngày ".encode() * 40_000, None),
    Hostile("text-of-quotes", "a.txt", lambda: "“(«[".encode() * 200_000, None),
    Hostile("text-of-commas", "a.txt", lambda: "Sở A, Sở B và ".encode() * 60_000, None),
    Hostile("text-heaped-marks", "a.txt", lambda: _HEAPED.encode(), Reason.NOT_A_DOCUMENT),
    Hostile("docx-heaped-marks", "a.docx", lambda: word(p(_HEAPED), p(BODY)), Reason.NOT_A_DOCUMENT),
    Hostile("csv-heaped-marks", "a.csv", lambda: f"a,b\n{_HEAPED},c\n".encode(), Reason.NOT_A_DOCUMENT),
    Hostile("text-tcvn3", "a.txt", lambda: f"{TCVN3}\n{TCVN3}".encode(), None),
    Hostile("text-vni", "a.txt", lambda: f"{VNI}\n{VNI}".encode(), None),
    Hostile("docx-tcvn3", "a.docx", lambda: docx(p(TCVN3, run='<w:rFonts w:ascii=".VnTime"/>')), None),
    Hostile("docx-vni", "a.docx", lambda: docx(p(VNI, run='<w:rFonts w:ascii="VNI-Times"/>')), None),
    Hostile("text-windows-1258", "a.txt", lambda: "Sở Tài chính".encode().replace(b"\xe1", b"\xd2"), None),
    Hostile("text-utf-16-without-its-mark", "a.txt", lambda: BODY.encode("utf-16-le"), Reason.NOT_A_DOCUMENT),
    Hostile("text-utf-32", "a.txt", lambda: BODY.encode("utf-32"), Reason.NOT_A_DOCUMENT),
    Hostile("text-half-of-utf-16", "a.txt", lambda: b"\xff\xfe" + BODY.encode("utf-16-le")[:-1], Reason.CORRUPT),
    Hostile("text-null-bytes", "a.txt", lambda: BODY.encode() + b"\0" * 99, Reason.NOT_A_DOCUMENT),
    Hostile("text-control-characters", "a.txt", lambda: b"\x01\x02\x03\x1b[2J" * 99, Reason.NOT_A_DOCUMENT),
    Hostile("text-turned-round", "a.txt", lambda: f"\u202e{BODY}\u202c \u2066{BODY}".encode(), None),
    Hostile("text-invisible", "a.txt", lambda: ("\u200b\u2060\ufeff" * 100_000 + BODY).encode(), None),
    Hostile("text-html", "a.txt", lambda: b"<script>alert(1)</script>{{ 7*7 }}{% debug %}", None),
    Hostile("rtf-named-txt", "a.txt", lambda: b"{\\rtf1\\object\\objdata 0105}", Reason.NOT_A_DOCUMENT),
    Hostile("word-97", "a.doc", lambda: _OLE + "WordDocument".encode("utf-16-le"), Reason.OLD_WORD),
    Hostile("word-97-named-docx", "a.docx", lambda: _OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), Reason.OLD_WORD),
    Hostile("word-with-password", "a.docx", lambda: _OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED),
    Hostile("rtf-named-docx", "a.docx", lambda: b"{\\rtf1 x}", Reason.NOT_A_DOCUMENT),
    Hostile("html-named-docx", "a.docx", lambda: b"<html><script>alert(1)</script></html>", Reason.NOT_A_DOCUMENT),
    Hostile("rar-named-docx", "a.docx", lambda: b"Rar!\x1a\x07\x01\0" + b"\0" * 99, Reason.NOT_A_DOCUMENT),
    Hostile("seven-zip-named-xlsx", "a.xlsx", lambda: b"7z\xbc\xaf\x27\x1c" + b"\0" * 99, Reason.NOT_A_DOCUMENT),
]  # fmt: skip
