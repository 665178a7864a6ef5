"""Names of files that mislead: out of the folder, turned round, of ten thousand letters, of two endings."""

from __future__ import annotations

from giaoban.files.reading import Reason
from tests.files.hostile.archives import GOOD
from tests.files.hostile.shapes import Hostile

FILES = [
    Hostile("name-out-of-the-folder", "../../../../etc/cron.d/x.docx", lambda: GOOD, None),
    Hostile("name-of-windows-path", "C:\\Windows\\System32\\x.docx", lambda: GOOD, None),
    Hostile("name-with-null", "thong-bao.exe\0.docx", lambda: GOOD, None),
    Hostile("name-turned-round", "bao-cao\u202excod.exe", lambda: GOOD, Reason.NOT_A_DOCUMENT),
    Hostile("name-with-nothing-to-see", "bao\u200b\u200b\u2060cao.docx", lambda: GOOD, None),
    Hostile("name-of-10000-letters", "Báo cáo " * 1_250 + ".docx", lambda: GOOD, None),
    Hostile("name-of-heaped-marks", "a" + "\u0301\u0323" * 5_000 + ".docx", lambda: GOOD, None),
    Hostile("name-with-a-head-line", "a\r\nSet-Cookie: x=1\r\n.docx", lambda: GOOD, None),
    Hostile("name-of-a-device", "CON.docx", lambda: GOOD, None),
    Hostile("name-of-two-endings", "bao-cao.docx.exe", lambda: b"MZ" + GOOD, Reason.NOT_A_DOCUMENT),
    Hostile("name-of-dots", "....", lambda: GOOD, Reason.NOT_A_DOCUMENT),
    Hostile("name-of-half-a-letter", "bao\udcffcao.docx", lambda: GOOD, None),
    Hostile("name-of-markup", '"><img src=x onerror=alert(1)>.docx', lambda: GOOD, None),
]
