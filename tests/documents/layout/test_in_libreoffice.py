"""LibreOffice opens every paper, on the pages and with the words that our own PDF has."""

from __future__ import annotations

import subprocess

import pytest

from giaoban.documents.layout import to_docx, to_pdf
from tests.documents.layout import full
from tests.documents.layout.samples import docx_texts, pdf_pages
from tests.documents.layout.seen import places

PAPERS = {
    "decision": (full.decision(), "state"),
    "long": (full.decision(articles=14), "state"),
    "letter": (full.letter(), "state"),
    "draft": (full.draft_of(full.decision(annexes=())), "state"),
    "minutes": (full.minutes(), "state"),
    "programme": (full.party_programme(), "party"),
    "party-long": (full.party_programme(sections=9), "party"),
    "party-letter": (full.party_letter(), "party"),
    "party-draft": (full.draft_of(full.party_programme()), "party"),
}


@pytest.mark.long
@pytest.mark.once
def test_libreoffice_shows_every_paper_as_we_print_it(tmp_path):
    for name, (paper, form) in PAPERS.items():
        (tmp_path / f"{name}.docx").write_bytes(to_docx(paper, form))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, *(str(tmp_path / f"{name}.docx") for name in PAPERS)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    for name, (paper, form) in PAPERS.items():
        theirs, ours = (tmp_path / f"{name}.pdf").read_bytes(), to_pdf(paper, form)
        assert len(pdf_pages(theirs)) == len(pdf_pages(ours)), name
        printed = "".join("".join(pdf_pages(theirs)).split())
        missing = [
            line.text
            for line in docx_texts(to_docx(paper, form))
            if "".join(line.text.split()) not in printed
        ]
        assert missing == [], name
        mine, seen = places(ours), places(theirs)
        for words in mine.keys() & seen.keys():
            assert seen[words].left == pytest.approx(mine[words].left, abs=1.5), (name, words)
            assert seen[words].top == pytest.approx(mine[words].top, abs=6), (name, words)
        assert len(mine.keys() & seen.keys()) > 8, name
