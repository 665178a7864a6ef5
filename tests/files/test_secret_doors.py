"""A paper marked as a state secret, at every form that takes a file: refused, and nothing is kept."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.files.doors import doors
from tests.files.papers import BODY, docx, p, pdf, table, textbox
from tests.files.test_hostile_doors import kept_files, rows

BEGUN = p("UBND TỈNH SƠN HẢI")
PAPERS = {
    "line.docx": docx(BEGUN, p("MẬT"), p(BODY)),
    "spaced.docx": docx(BEGUN, p("T Ố I   M Ậ T"), p(BODY)),
    "cell.docx": docx(BEGUN, table((p("Số: 12"), p("TUYỆT MẬT"))), p(BODY)),
    "box.docx": docx(BEGUN, textbox("TỐI MẬT"), p(BODY)),
    "text.txt": f"UBND TỈNH SƠN HẢI\nTÀI LIỆU MẬT\n{BODY}".encode(),
    "boxed.pdf": pdf(f"#rect[*TUYỆT MẬT*]\n\nUBND TỈNH SƠN HẢI\n\n{BODY}"),
}
WORD_ONLY = ("draft again", "answer")  # other files are refused there before they are read
READ = ("notice", "intake", "draft", "draft again", "signed", "evidence", "progress", "answer")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("door", READ)
def test_a_marked_paper_leaves_nothing_behind(door, cast, client):
    here = doors(cast)[door]
    client.force_login(here.person)
    for name, data in PAPERS.items():
        before, files = rows(), kept_files()
        sent = {**here.fields, here.file: SimpleUploadedFile(name, data)}
        page = client.post(here.address, sent, follow=True).content.decode().lower()
        unread = door in WORD_ONLY and not name.endswith(".docx")
        assert unread or "mật" in page, (door, name)
        assert rows() == before, (door, name)
        assert kept_files() == files, (door, name)
