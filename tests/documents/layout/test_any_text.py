"""Whatever people write appears as they wrote it; nothing in a text is markup or breaks a file."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.documents.layout import (
    Annex,
    Bullet,
    Clause,
    Column,
    Heading,
    Paragraph,
    Run,
    Signing,
    Table,
    to_docx,
    to_pdf,
)
from giaoban.documents.layout.metrics import metrics
from giaoban.documents.layout.wording import clean
from tests.documents.layout.samples import docx_texts, pdf_pages, report

MARKUP = (
    "#let x = 1 $x^2$ *đậm* _nghiêng_ `mã` <nhãn> @dẫn \\ // /* */ -- --- ... ~ [a] {b}"
    " \"q\" 'q' &amp; & ]]> = - +"
)
# Upright Latin, Greek, Cyrillic and punctuation that the document font draws one by one.
DRAWN = sorted(
    chr(code)
    for code in metrics(bold=False).advances
    if unicodedata.category(chr(code))[0] in "LNPS" and code < 0x2000
    if unicodedata.bidirectional(chr(code)) not in {"R", "AL"}
    and unicodedata.normalize("NFC", chr(code)) == chr(code)
)


def squeezed(text):
    return "".join(text.replace("\u200b", "").split())


def everywhere(text):
    return report(
        superior=text,
        place=text,
        subject=text,
        recipients=(text,),
        bases=(text,),
        addressed_to=(text, text),
        archive=text,
        signing=Signing(text, (text,), text, (text,)),
        body=(
            Heading(0, text, text),
            Heading(2, text, text),
            Paragraph((Run(text, bold=True), Run(text, italic=True))),
            Bullet(text),
            Clause("point", text, text, text),
            Table((Column(text, 30), Column(text, 30)), ((text, 1),), (text,), text),
        ),
        annexes=(Annex(text, (Paragraph(text),), landscape=True),),
    )


@pytest.mark.parametrize(
    "text", [MARKUP, "x" * 400, "a\x00b\x1b\ud800c\ufffe\u202ed", "😀 漢字 العربية", "", "\n \n"]
)
def test_every_field_takes_any_text(text):
    paper = everywhere(text)
    assert docx_texts(to_docx(paper))
    assert pdf_pages(to_pdf(paper))


def test_signs_of_markup_are_printed_as_they_are():
    paper = everywhere(MARKUP)
    assert squeezed(MARKUP) in squeezed("".join(pdf_pages(to_pdf(paper))))
    assert MARKUP * 2 in [line.text for line in docx_texts(to_docx(paper))]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_a_word_file_shows_any_text_literally(text):
    lines = [line for line in clean(text).split("\n") if line.strip()]
    shown = docx_texts(to_docx(report(body=(Paragraph(text),))))
    inside = [line.text for line in shown][8:-7]
    assert inside == [line.replace("\u00a0", " ") for line in lines]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.sampled_from(DRAWN), min_size=1, max_size=30), max_size=12).map(" ".join))
def test_a_pdf_shows_any_text_literally(text):
    printed = squeezed("".join(pdf_pages(to_pdf(report(body=(Paragraph(text),))))))
    assert squeezed(text) in printed


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_a_pdf_is_made_of_any_text(text):
    assert pdf_pages(to_pdf(everywhere(text)))


@given(st.text())
def test_cleaned_text_stays_clean_and_in_one_form(text):
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))
