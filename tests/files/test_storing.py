"""Keeping files: allowed kinds, bytes by hash, downloads."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from giaoban.files import actions
from giaoban.files.models import StoredFile
from giaoban.files.reading import Caution, Reason, Unreadable
from giaoban.files.reads import is_whole, open_bytes, paper_from_upload, path_of
from giaoban.files.views import download_response
from giaoban.files.vocabulary import CAUTIONS, REFUSALS, Verb, explain
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from tests.files.papers import BODY, MACRO_MAIN, docx, p, package, pdf
from tests.make import NOON

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40
JPG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01" + b"\0" * 40
XLSX = package(
    {"xl/workbook.xml": b"<workbook/>"},
    main="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
)
PAPER = docx(p(BODY))
SCAN = pdf("#rect(width: 3cm)")
pytestmark = pytest.mark.django_db


def store(data: bytes, name: str) -> StoredFile:
    return actions.store(data, name=name, at=NOON)


def kept_files() -> list[Path]:
    return [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PAPER, "Kế hoạch.docx"),
        (XLSX, "so-lieu.xlsx"),
        (SCAN, "ban-quet.pdf"),
        (PNG, "anh.png"),
        (JPG, "anh.JPEG"),
        (b"ten,so\nA,1\n", "so.csv"),
        (BODY.encode(), "ghi-chu.txt"),
    ],
)
def test_allowed_kinds_are_kept_as_they_came(data: bytes, name: str) -> None:
    stored = store(data, name)
    with open_bytes(stored) as stream:
        assert stream.read() == data
    assert (stored.name, stored.size_bytes, is_whole(stored)) == (name, len(data), True)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04", "a.zip"),
        (b"MZ", "a.exe"),
        (b"<svg/>", "a.svg"),
        (b"<html>", "a.html"),
        (b"<html>", "a.png"),
        (JPG, "a.png"),
        (PNG, "a.jpg"),
        (XLSX, "a.docx"),
        (PAPER, "a.xlsx"),
        (PAPER, "a.txt"),
        (b"<script>", "a.pdf"),
        (docx(p(BODY), main=MACRO_MAIN), "a.docx"),
        (XLSX, "a.xlsm"),
        (docx(p("TỐI MẬT"), p(BODY)), "a.docx"),
        (pdf(f"TUYỆT MẬT\n\n{BODY}"), "a.pdf"),
        (b"", "a.txt"),
    ],
)
def test_other_kinds_and_marked_papers_leave_no_trace(data: bytes, name: str) -> None:
    with pytest.raises(Refused):
        store(data, name)
    assert (kept_files(), StoredFile.objects.count(), Entry.objects.count()) == ([], 0, 0)


def test_the_same_bytes_lie_once_and_have_a_row_each() -> None:
    first, second = store(PAPER, "a.docx"), store(PAPER, "b.docx")
    assert (first.sha256, first.code != second.code) == (second.sha256, True)
    assert kept_files() == [path_of(first.sha256)]


def test_bytes_that_were_cut_short_are_made_whole_by_the_next_copy() -> None:
    first = store(PAPER, "a.docx")
    path = path_of(first.sha256)
    path.chmod(0o600)
    path.write_bytes(PAPER[:10])
    assert not is_whole(first)
    store(PAPER, "a.docx")
    assert is_whole(first)


def test_lost_bytes_are_noticed() -> None:
    stored = store(PAPER, "a.docx")
    path_of(stored.sha256).unlink()
    assert not is_whole(stored)


def test_storing_by_an_actor_is_an_entry_of_the_journal(cast) -> None:
    stored = actions.store(PAPER, name="../../Báo cáo.docx", actor=cast.finance_contact, at=NOON)
    entry = Entry.objects.get()
    assert (entry.verb, entry.target_key, entry.target_label) == (Verb.STORED, stored.code, "Báo cáo.docx")
    assert entry.after == {"name": "Báo cáo.docx", "sha256": stored.sha256, "size_bytes": len(PAPER)}


class Endless(BytesIO):
    """A file that must not be read."""

    name = "phim.docx"
    size = 200_000_000

    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError(size)


def test_a_huge_upload_is_refused_without_being_read() -> None:
    with pytest.raises(Refused, match="25 MB"):
        actions.store(Endless(), at=NOON)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="25 MB"):
        paper_from_upload(Endless())  # type: ignore[arg-type]


def test_an_upload_is_read_and_stored_under_its_own_name() -> None:
    upload = SimpleUploadedFile("Thông báo.docx", PAPER)
    assert paper_from_upload(upload).text == BODY
    assert actions.store(upload, at=NOON).name == "Thông báo.docx"


def test_a_download_is_never_shown_inside_the_site() -> None:
    with closing(download_response(store(PAPER, "Kế hoạch năm.docx"))) as response:
        assert b"".join(response.streaming_content) == PAPER
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20n%C4%83m.docx"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_stored_bytes_cannot_be_written_by_accident() -> None:
    assert path_of(store(PAPER, "a.docx").sha256).stat().st_mode & 0o222 == 0


def test_every_reason_and_caution_has_its_words_in_both_languages() -> None:
    assert (set(REFUSALS), set(CAUTIONS)) == (set(Reason), set(Caution))
    for words in [*REFUSALS.values(), *CAUTIONS.values()]:
        with translation.override("en"):
            english = str(words)
        with translation.override("vi"):
            assert str(words) != english
    with translation.override("vi"):
        assert all("chưa lưu" in str(explain(Unreadable(reason))) for reason in Reason)
