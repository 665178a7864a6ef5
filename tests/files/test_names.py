"""Names of uploaded files."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.files.reading import extension, safe_filename


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("Báo cáo tháng 2.docx", "Báo cáo tháng 2.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\kế hoạch.pdf", "kế hoạch.pdf"),
        ("ke hoach\u202excod.exe", "ke hoachxcod.exe"),
        ("a\r\nContent-Type: x.pdf", "aContent-Type_ x.pdf"),
        ("con.txt", "_con.txt"),
        (".htaccess", "htaccess"),
        ("", "tep"),
        ("\u200b\u202e", "tep"),
        ("Ke\u0302\u0301 hoa\u0323ch.txt", "Kế hoạch.txt"),
    ],
)
def test_a_name_keeps_what_is_harmless(given_name: str, safe: str) -> None:
    assert safe_filename(given_name) == safe


def test_a_long_name_keeps_its_extension() -> None:
    name = safe_filename("Báo cáo " * 60 + ".docx")
    assert name.endswith(".docx")
    assert len(name) <= 150
    assert len(name.encode()) <= 240


@given(st.text(max_size=300))
def test_every_name_is_safe_and_safe_names_stay(name: str) -> None:
    safe = safe_filename(name)
    assert safe
    assert safe_filename(safe) == safe
    assert len(safe.encode()) <= 240
    assert not set(safe) & set('/\\<>:"|?*')
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs"} for c in safe)


def test_the_extension_is_read_from_the_safe_name() -> None:
    assert [extension(n) for n in ("a.DOCX", "b", ".pdf", "c.tar.gz")] == ["docx", "", "", "gz"]
