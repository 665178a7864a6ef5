"""A PDF says what the Word file says, on the same pages."""

import threading

import pytest

from giaoban.documents.layout import Figure, Paragraph, to_docx, to_pdf
from tests.documents.layout.samples import (
    CHART,
    PARAGRAPH,
    docx_texts,
    pdf_pages,
    pdf_sizes,
    report,
    with_landscape_annex,
)


def squeezed(text):
    return "".join(text.split())


def test_the_pdf_holds_every_text_of_the_word_file():
    paper = with_landscape_annex(3)
    printed = squeezed("".join(pdf_pages(to_pdf(paper))))
    missing = [line.text for line in docx_texts(to_docx(paper)) if squeezed(line.text) not in printed]
    assert missing == []


def test_pages_are_numbered_from_the_second_and_annexes_begin_again():
    paper = report(body=(Paragraph(PARAGRAPH),) * 30, annexes=with_landscape_annex().annexes)
    pages = pdf_pages(to_pdf(paper))
    starts = [place for place, text in enumerate(pages) if text.startswith("Phụ lục")]
    assert len(starts) == 2
    first = starts[0]
    assert first > 1
    assert pages[0].startswith("ỦY BAN")
    assert [page.split()[0] for page in pages[1:first]] == [str(place + 2) for place in range(first - 1)]
    inner = pages[first + 1 : starts[1]]
    assert [page.split()[0] for page in inner] == [str(place + 2) for place in range(len(inner))]


def test_a_landscape_annex_turns_its_pages_and_repeats_the_head_of_its_table():
    data = to_pdf(with_landscape_annex())
    sizes = pdf_sizes(data)
    assert sizes[0] == (210, 297)
    assert set(sizes[1:-1]) == {(297, 210)}
    assert sizes[-1] == (210, 297)
    assert all("TT Nhiệm vụ Hạn" in page for page in pdf_pages(data)[1:-1])


def test_a_figure_is_drawn_with_its_words():
    assert "Đúng hạn" in pdf_pages(to_pdf(report(body=(Figure(CHART, "Hình 1", 120),))))[0]


def test_a_dated_paper_is_fit_for_the_archive_and_the_same_each_time():
    assert b"pdfaid:part" in to_pdf(report())
    assert b"pdfaid:part" not in to_pdf(report(date=None))
    assert to_pdf(report()) == to_pdf(report())


def test_threads_print_at_the_same_time():
    expected = to_pdf(report())
    printed = []
    threads = [threading.Thread(target=lambda: printed.append(to_pdf(report()))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert printed == [expected] * 6


@pytest.mark.parametrize(
    "svg", ["<svg", '<svg xmlns="http://www.w3.org/2000/svg"><image href="../x.png"/></svg>']
)
def test_what_is_no_standalone_svg_is_refused(svg):
    with pytest.raises(ValueError, match="cannot be printed"):
        to_pdf(report(body=(Figure(svg, "Hình", 50),)))
