"""Papers that are refused, each for its own reason."""

from __future__ import annotations

import struct
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.files.reading import LIMIT_BYTES, Reason, Unreadable, peek, read_paper
from tests.files.papers import BODY, MACRO_MAIN, docx, p, package, part, pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc"
GOOD = docx(p("THÔNG BÁO"), p(BODY))
GOOD_PDF = pdf(f"= THÔNG BÁO\n{BODY}")


def refusal(data: bytes, filename: str = "van-ban.docx") -> Reason:
    with pytest.raises(Unreadable) as caught:
        read_paper(data, filename=filename)
    return caught.value.reason


def zipped(names: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "filename", "reason"),
    [
        (b"", "a.docx", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a.docx", Reason.NOT_A_DOCUMENT),
        (b"<html><script>x</script></html>", "a.pdf", Reason.NOT_A_DOCUMENT),
        (GOOD, "a.pdf", Reason.NOT_A_DOCUMENT),
        (GOOD_PDF, "a.docx", Reason.NOT_A_DOCUMENT),
        (GOOD_PDF, "a.txt", Reason.NOT_A_DOCUMENT),
        (b"x", "a.exe", Reason.NOT_A_DOCUMENT),
        (b"x", "a", Reason.NOT_A_DOCUMENT),
        (zipped({"a.txt": b"x"}), "a.docx", Reason.NOT_A_DOCUMENT),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", Reason.ENCRYPTED),
        (OLE + "WordDocument".encode("utf-16-le"), "a.docx", Reason.OLD_WORD),
        (OLE, "a.doc", Reason.OLD_WORD),
        (OLE, "a.docx", Reason.NOT_A_DOCUMENT),
        (GOOD[: len(GOOD) // 2], "a.docx", Reason.CORRUPT),
        (GOOD_PDF[:300], "a.pdf", Reason.CORRUPT),
        (b"%PDF-1.7\n%%EOF", "a.pdf", Reason.CORRUPT),
        (docx(), "a.docx", Reason.NO_TEXT),
        (pdf("#rect(width: 3cm)"), "a.pdf", Reason.NO_TEXT),
        (b" \n ", "a.txt", Reason.NO_TEXT),
        (b"ab\0cd", "a.txt", Reason.NOT_A_DOCUMENT),
        (docx(p(BODY), main=MACRO_MAIN), "a.docx", Reason.MACRO),
        (GOOD, "a.docm", Reason.MACRO),
        (
            package({"word/document.xml": part("document", "<w:body/>"), "word/vbaProject.bin": b"x"}),
            "a.docx",
            Reason.MACRO,
        ),
        (docx(p(BODY), main="application/vnd.oasis.opendocument.text"), "a.docx", Reason.NOT_A_DOCUMENT),
        ("Cộng hòa".encode("cp1258", "replace") + b"\xfe\xff", "a.txt", Reason.LEGACY_ENCODING),
        (TCVN3.encode("latin-1"), "a.txt", Reason.LEGACY_ENCODING),
        (TCVN3.encode(), "a.txt", Reason.LEGACY_ENCODING),
        (VNI.encode(), "a.txt", Reason.LEGACY_ENCODING),
        (docx(p(TCVN3, run='<w:rFonts w:ascii=".VnTime"/>')), "a.docx", Reason.LEGACY_ENCODING),
        (docx(p(VNI)), "a.docx", Reason.LEGACY_ENCODING),
        (docx(p("ViÖt Nam ®Êt n­íc", run='<w:rFonts w:ascii=".VnTime"/>')), "a.docx", Reason.LEGACY_ENCODING),
    ],
)
def test_a_paper_is_refused_for_its_reason(data: bytes, filename: str, reason: Reason) -> None:
    assert refusal(data, filename) == reason


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Tỉnh ủy, Ủy ban nhân dân tỉnh, thủy lợi, hoà bình, quý III, khuỷu tay, ngoằn ngoèo",
        "Diện tích 120 m², nhiệt độ 30°C, Khoản 2 Điều 5 § 3, mẫu © 2026, Ðà Nẵng",
        "Công ty Nestlé, ông Müller và bà Åse dự họp cùng 12 sở, ngành của tỉnh",
    ],
)
def test_unicode_text_is_never_taken_for_a_legacy_encoding(text: str) -> None:
    assert read_paper(text.encode(), filename="a.txt").text == text


def test_unicode_text_in_a_legacy_font_is_read() -> None:
    data = docx(p(BODY, run='<w:rFonts w:ascii=".VnTime"/>'))
    assert read_paper(data, filename="a.docx").text == BODY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files_may_be_utf_8_or_marked_utf_16(encoding: str) -> None:
    assert read_paper(f"Dòng 1\r\n{BODY}".encode(encoding), filename="a.txt").text == f"Dòng 1\n{BODY}"


def test_a_huge_file_is_refused_by_its_size_alone() -> None:
    with pytest.raises(Unreadable) as caught:
        peek(filename="a.docx", size_bytes=200_000_000)
    assert caught.value.reason == Reason.TOO_LARGE
    peek(filename="a.docx", size_bytes=LIMIT_BYTES)


def test_the_limit_is_a_parameter() -> None:
    with pytest.raises(Unreadable) as caught:
        read_paper(GOOD, filename="a.docx", limit_bytes=10)
    assert caught.value.reason == Reason.TOO_LARGE


@pytest.mark.parametrize(
    "data",
    [
        docx(p("a" * 3_000_000)),
        zipped({f"{n}.xml": b"" for n in range(2_001)}),
        zipped({"word/document.xml": b"<a/>", "word/inner.zip": b"x"}),
        package({"word/document.xml": b"\0" * 17_000_000}),
    ],
)
def test_archives_that_swell_are_refused(data: bytes) -> None:
    assert refusal(data) == Reason.ZIP_BOMB


def test_a_directory_that_promises_little_is_not_believed() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"\0" * 40_000_000)
    data = bytearray(stream.getvalue())
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<L", 100)
    assert refusal(bytes(data)) in {Reason.CORRUPT, Reason.ZIP_BOMB}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_expand(encoding: str) -> None:
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;</w:document>'
    )
    assert refusal(package({"word/document.xml": bomb.encode(encoding)})) == Reason.XML_BOMB


def test_markup_nested_without_end_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 100 + p("x") + "</w:sdtContent></w:sdt>" * 100
    assert refusal(docx(deep)) == Reason.CORRUPT


def test_an_encrypted_pdf_is_refused_as_such() -> None:
    trailer = (
        b"<< /Encrypt << /Filter /Standard /V 1 /R 2 /O <"
        + b"00" * 32
        + b"> /U <"
        + b"00" * 32
        + b"> /P -4 >>"
    )
    body = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    body += b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    data = body + b"trailer\n" + trailer + b" /Root 1 0 R /ID [<00> <00>] /Size 3 >>\n%%EOF"
    assert refusal(data, "a.pdf") == Reason.ENCRYPTED


def only_refuses(data: bytes, filename: str) -> None:
    """Anything but Unreadable would fail the test that calls this."""
    with suppress(Unreadable):
        read_paper(data, filename=filename)


@given(
    data=st.binary(max_size=400),
    ending=st.sampled_from(["docx", "pdf", "txt"]),
    head=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", OLE]),
)
def test_any_bytes_are_read_or_refused(data: bytes, ending: str, head: bytes) -> None:
    only_refuses(head + data, f"a.{ending}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_damaged_paper_is_read_or_refused(data: st.DataObject) -> None:
    whole, ending = data.draw(st.sampled_from([(GOOD, "docx"), (GOOD_PDF, "pdf")]))
    damaged = bytearray(whole)
    for place, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=12)
    ):
        damaged[place] = value
    only_refuses(bytes(damaged[: data.draw(st.integers(0, len(whole)))]), f"a.{ending}")


_NAMES = "p pPr r rPr tbl tr tc sdt numPr tblPr lvl abstractNum num style ins del txbxContent"
_MARKUP = st.recursive(
    st.sampled_from(
        [
            p("x"),
            "<w:p/>",
            "<w:t>y</w:t>",
            "<w:tab/>",
            '<w:numId w:val="zz"/>',
            '<w:ilvl w:val="99999999999"/>',
        ]
    ),
    lambda inner: st.builds(
        lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>",
        st.sampled_from(_NAMES.split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(body=st.lists(_MARKUP, max_size=4), styles=_MARKUP, numbers=_MARKUP)
def test_any_order_of_elements_is_read_or_refused(body: list[str], styles: str, numbers: str) -> None:
    only_refuses(docx(*body, styles=part("styles", styles), numbering=part("numbering", numbers)), "a.docx")


def test_a_pdf_is_read_page_by_page() -> None:
    paper = read_paper(pdf(f"{BODY}\n#pagebreak()\nTrang hai"), filename="a.pdf")
    assert (paper.kind, paper.pages, paper.text.split("\f")[1]) == ("pdf", 2, "Trang hai")
    assert [paper.text[b.start : b.end] for b in paper.blocks][-1] == "Trang hai"


def test_a_line_of_blanks_without_end_costs_nothing() -> None:
    text = "Độ mật:" + " " * 400_000 + "x" + "m " * 200_000
    assert read_paper(text.encode(), filename="a.txt").text == text


def test_a_document_of_endless_lines_is_refused() -> None:
    assert refusal(docx("<w:p/>" * 60_000)) == Reason.TOO_LARGE
