"""Files handed in: read, confirmed by a person, taken from the folder, pictures read page by page."""

from __future__ import annotations

import io
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import giaoban.documents.jobs  # noqa: F401 -- the worker knows what it does
from giaoban.documents import actions
from giaoban.documents.models import Document, Intake
from giaoban.documents.vocabulary import IntakeState, TextFrom
from giaoban.files.models import StoredFile
from giaoban.files.reading import pictures
from giaoban.files.reads import path_of
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.outbox.jobs import work
from tests import make
from tests.documents.register_samples import LETTER, record, upload

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc00000"
    "0301010018dd8db00000000049454e44ae426082"
)
STAND_IN = """#!{python}
import sys, time
if "--list-langs" in sys.argv:
    print("List of available languages (2):\\neng\\nvie")
    raise SystemExit
sys.stdin.buffer.read()
{act}
"""


def hand_in(cast, sent=None):
    return actions.hand_in(
        committee=cast.committee, upload=sent or upload(), actor=cast.officer(cast.secretary), at=make.NOON
    )


@pytest.fixture
def reader(tmp_path, settings):
    """A stand-in for the program that reads pictures; what it does with one is given as its last lines."""

    def place(act: str) -> None:
        program = tmp_path / "tesseract"
        program.write_text(STAND_IN.format(python=sys.executable, act=act), encoding="utf-8")
        program.chmod(0o755)
        settings.TESSERACT = str(program)
        pictures.reads_vietnamese.cache_clear()

    yield place
    pictures.reads_vietnamese.cache_clear()


def test_a_file_is_read_and_its_fields_are_proposed_with_their_places(cast):
    made, known = hand_in(cast)
    assert (known, made.state, made.file.sha256) == (None, IntakeState.READY, made.sha256)
    place = made.proposed["subject"]
    assert made.text[place["start"] : place["end"]] == "bố trí kinh phí chuyển đổi số"
    assert not Document.objects.exists()


def test_the_same_file_again_is_what_is_there(cast):
    made, _known = hand_in(cast)
    assert hand_in(cast)[0] == made
    paper = actions.register_intake(made, record=record(), actor=cast.officer(cast.secretary), at=make.NOON)
    assert hand_in(cast) == (None, paper)
    assert (paper.text, paper.file, paper.arrival_number) == (made.text, made.file, 1)
    with pytest.raises(Refused):
        actions.register_intake(made, record=record(), actor=cast.officer(cast.secretary), at=make.NOON)


def test_a_person_confirms_beside_the_text(client, cast):
    client.force_login(cast.secretary)
    answer = client.post("/intake/", {"committee": cast.committee.code, "uploads": [upload()]})
    made = Intake.objects.get()
    assert answer.url == f"/intake/{made.code}/"
    page = client.get(answer.url)
    assert page.context["form"].initial["number"] == "125"
    assert '<mark id="p-subject">bố trí kinh phí chuyển đổi số</mark>' in page.content.decode()
    sent = {
        "book": "in", "type": "CV", "number": "125", "symbol": "STC-NS", "issued_on": "09/06/2025",
        "arrived_on": "11/06/2025", "issuer": "Sở Tài chính", "subject": "Bố trí kinh phí",
        "urgency": "0", "secrecy": "0",
    }  # fmt: skip
    assert client.post(answer.url, sent).status_code == 302
    paper = Document.objects.get()
    assert (paper.subject, Intake.objects.get().document) == ("Bố trí kinh phí", paper)
    file = client.get(f"/register/{paper.code}/file/")
    assert b"".join(file.streaming_content) == LETTER.encode()


def test_many_files_at_once_each_have_their_own_answer(client, cast):
    client.force_login(cast.secretary)
    files = [upload(f"{n}.txt", LETTER.replace("125", str(n))) for n in range(3)]
    files.append(SimpleUploadedFile("virus.exe", b"MZ"))
    client.post("/intake/", {"committee": cast.committee.code, "uploads": files})
    assert Intake.objects.filter(state=IntakeState.READY).count() == 3
    assert StoredFile.objects.count() == 3


def test_a_workbook_is_read_by_its_cells(cast):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Biểu")
        for row, line in enumerate(LETTER.split("\n")):
            for column, words in enumerate(line.split("\t")):
                sheet.write(row, column, words)
    made, _known = hand_in(cast, SimpleUploadedFile("bieu.xlsx", buffer.getvalue()))
    assert (made.text_from, made.proposed["number"]["value"]) == (TextFrom.CELLS, "125")


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_secret_paper_is_refused_and_nothing_is_kept(cast, settings, mark):
    with pytest.raises(Refused):
        hand_in(cast, upload(text=f"{mark}\n{LETTER}"))
    assert not StoredFile.objects.exists()
    assert not Intake.objects.exists()
    assert [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()] == []


def test_a_picture_is_registered_without_text_where_no_program_reads_pictures(client, cast, settings):
    settings.TESSERACT = ""
    made, _known = hand_in(cast, SimpleUploadedFile("scan.png", PNG))
    assert (made.state, made.text_from, made.text) == (IntakeState.READY, TextFrom.NONE, "")
    paper = actions.register_intake(made, record=record(), actor=cast.officer(cast.secretary), at=make.NOON)
    client.force_login(cast.secretary)
    assert "chưa cài chương trình đọc ảnh" in client.get(f"/register/{paper.code}/").content.decode()


def test_a_picture_is_read_by_the_worker(cast, reader):
    reader(f"print({LETTER!r})")
    made, _known = hand_in(cast, SimpleUploadedFile("scan.png", PNG))
    assert (made.state, made.pages) == (IntakeState.WAITING, 1)
    work(lambda: False, once=True)
    made.refresh_from_db()
    assert (made.state, made.pages_read, made.text_from) == (IntakeState.READY, 1, TextFrom.PICTURE)
    assert made.proposed["number"]["value"] == "125"


def test_a_scan_of_several_pages_is_read_page_by_page(cast, reader):
    reader("print('trang')")
    made, _known = hand_in(cast, SimpleUploadedFile("scan.pdf", scanned(3)))
    assert (made.state, made.pages) == (IntakeState.WAITING, 3)
    work(lambda: False, once=True)
    made.refresh_from_db()
    assert (made.state, made.pages_read, made.text) == (IntakeState.READY, 3, "trang\ftrang\ftrang")


def scanned(pages: int) -> bytes:
    """A PDF of empty pages, as a scan without a text layer."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument.new()
    for _page in range(pages):
        document.new_page(200, 300)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


@pytest.mark.parametrize("act", ["raise SystemExit(1)", "bytearray(4 * 1024**3)"])
def test_a_picture_that_cannot_be_read_waits_for_a_person(cast, reader, act):
    reader(act)
    made, _known = hand_in(cast, SimpleUploadedFile("scan.png", PNG))
    work(lambda: False, once=True)
    made.refresh_from_db()
    assert (made.state, made.text_from) == (IntakeState.READY, TextFrom.FAILED)


def test_a_picture_that_proves_to_be_secret_goes_with_its_bytes(
    cast, reader, django_capture_on_commit_callbacks
):
    reader(f"print('MẬT'); print({LETTER!r})")
    made, _known = hand_in(cast, SimpleUploadedFile("scan.png", PNG))
    stored = path_of(made.sha256)
    assert stored.exists()
    with django_capture_on_commit_callbacks(execute=True):
        work(lambda: False, once=True)
    made.refresh_from_db()
    assert (made.state, made.file, made.text) == (IntakeState.REFUSED, None, "")
    assert not StoredFile.objects.exists()
    assert not stored.exists()


def lying(root: Path, name: str, data: bytes) -> Path:
    path = root / name
    path.write_bytes(data)
    return path


SOON = timedelta(minutes=1)  # when a file was touched is the clock of the machine


def test_the_folder_is_taken_in_and_the_source_removed(cast, tmp_path):
    path = lying(tmp_path, "cong-van.txt", LETTER.encode())
    assert actions.take_in_folder(tmp_path, at=timezone.now()) == 0  # it was just written
    assert path.exists()
    assert actions.take_in_folder(tmp_path, at=timezone.now() + SOON) == 1
    made = Intake.objects.get()
    assert (path.exists(), made.committee, made.handed_in_by) == (False, cast.committee, None)
    assert path_of(made.sha256).read_bytes() == LETTER.encode()


def test_the_source_goes_when_only_its_removal_was_missing(cast, tmp_path):
    hand_in(cast)
    path = lying(tmp_path, "cong-van.txt", LETTER.encode())
    assert actions.take_in_folder(tmp_path, at=timezone.now() + SOON) == 1
    assert (path.exists(), Intake.objects.count(), StoredFile.objects.count()) == (False, 1, 1)


def test_a_source_stays_while_the_store_has_lost_its_bytes(cast, tmp_path):
    made, _known = hand_in(cast)
    stored = path_of(made.sha256)
    stored.chmod(0o640)
    stored.write_bytes(b"short")
    path = lying(tmp_path, "cong-van.txt", LETTER.encode())
    assert actions.take_in_folder(tmp_path, at=timezone.now() + SOON) == 0
    assert path.exists()
    assert actions.take_in_folder(tmp_path, at=timezone.now() + SOON) == 1
    assert stored.read_bytes() == LETTER.encode()


def test_a_refused_file_stays_in_the_folder_and_is_told_once(cast, tmp_path):
    path = lying(tmp_path, "mat.txt", f"TỐI MẬT\n{LETTER}".encode())
    for _look in range(3):
        assert actions.take_in_folder(tmp_path, at=timezone.now() + SOON) == 0
    told = Intake.objects.get()
    assert (path.exists(), told.state, told.file, told.text) == (True, IntakeState.REFUSED, None, "")
    assert not StoredFile.objects.exists()


def test_each_committee_has_a_folder_of_its_own(cast, tmp_path):
    (tmp_path / cast.committee.symbol).mkdir()
    lying(tmp_path / cast.committee.symbol, "a.txt", LETTER.encode())
    (tmp_path / cast.committee.symbol / "b.txt").symlink_to("/etc/hostname")
    assert actions.take_in_folder(tmp_path, at=timezone.now() + SOON) == 1
    assert Intake.objects.get().name == "a.txt"


def test_a_file_left_out_says_why(client, cast):
    made, _known = hand_in(cast)
    client.force_login(cast.secretary)
    client.post(f"/intake/{made.code}/set-aside/", {"reason": ""})
    assert Intake.objects.get().state == IntakeState.READY
    client.post(f"/intake/{made.code}/set-aside/", {"reason": "Tờ rơi quảng cáo"})
    assert Intake.objects.get().state == IntakeState.SET_ASIDE
    assert Entry.objects.order_by("-number").first().after == {"reason": "Tờ rơi quảng cáo"}
