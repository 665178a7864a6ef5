"""PDF files: loops, bombs in streams, absurd numbers, damage, programs, polyglots."""

from __future__ import annotations

from giaoban.files.reading import Reason
from tests.files.hostile.archives import GOOD as GOOD_WORD
from tests.files.hostile.shapes import (
    CATALOGUE,
    FONT,
    SPEAKS,
    Hostile,
    flat,
    one_page,
    page,
    pdf,
    stream,
)

GOOD = one_page(stream(SPEAKS))
_KIDS = b"<< /Type /Pages /Kids [%b] /Count %d >>"


def endless_contents(times: int) -> bytes:
    """Blanks in hundreds of millions, packed `times` over."""
    filters = b"/Filter [%b]" % (b"/FlateDecode " * times)
    return one_page(stream(flat(b" " * 200_000_000, times), filters))


def doubling_forms() -> bytes:
    """Each form draws the next one twice: thirty forms, a thousand million letters."""
    forms = [
        stream(
            b"/X Do /X Do" if number < 35 else SPEAKS,
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /Font << /F 5 0 R >>"
            b" /XObject << /X %d 0 R >> >>" % (number + 1),
        )
        for number in range(6, 36)
    ]
    first = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>"
    )
    return pdf(CATALOGUE, _KIDS % (b"3 0 R", 1), first, stream(b"/X Do"), FONT, *forms)


def form_draws_itself() -> bytes:
    form = stream(
        b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    first = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /X 6 0 R >> >> >>"
    )
    return pdf(CATALOGUE, _KIDS % (b"3 0 R", 1), first, stream(b"/X Do"), FONT, form)


def chain_of_pages() -> bytes:
    """A tree of pages that is one branch of twenty thousand."""
    links = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 1, n - 1)
        for n in range(3, 20_000)
    ]
    return pdf(CATALOGUE, _KIDS % (b"3 0 R", 1), *links, page())


def pages(count: int, words: bytes = SPEAKS) -> bytes:
    kids = b" ".join(b"%d 0 R" % n for n in range(6, 6 + count))
    return pdf(CATALOGUE, _KIDS % (kids, count), b"null", stream(words), FONT, *[page()] * count)


def one_page_many_times() -> bytes:
    return pdf(CATALOGUE, _KIDS % (b"3 0 R " * 400_000, 400_000), page(), stream(SPEAKS), FONT)


def letters_without_end() -> bytes:
    """Twenty million letters on one page in some kilobytes."""
    shown = b"BT /F 1 Tf 1 0 0 1 9 9 Tm (" + b"x" * 4_000 + b") Tj ET\n"
    return one_page(stream(flat(shown * 5_000), b"/Filter /FlateDecode"))


def map_of_letters() -> bytes:
    """A table from codes to letters whose every line claims all codes."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        + (b"100 beginbfrange\n" + b"<0000> <ffff> <0041>\n" * 100 + b"endbfrange\n") * 2_000
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    packed = stream(flat(cmap), b"/Filter /FlateDecode")
    return pdf(CATALOGUE, _KIDS % (b"3 0 R", 1), page(), stream(SPEAKS), font, packed)


def glyph_draws_itself() -> bytes:
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 6 0 R >>"
        b" /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [9]"
        b" /Resources << /Font << /F 5 0 R >> >> >>"
    )
    glyph = stream(b"9 0 d0 BT /F 9 Tf (aaaa) Tj ET")
    shown = stream(b"BT /F 9 Tf (aaaa) Tj ET")
    return pdf(CATALOGUE, _KIDS % (b"3 0 R", 1), page(), shown, font, glyph)


def loop_of_tables() -> bytes:
    at = GOOD.rfind(b"startxref")
    place = GOOD[at + 10 : GOOD.rfind(b"\n%%EOF")]
    return GOOD.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev " + place)


def loop_of_object_streams() -> bytes:
    body = b"6 0 7 5 << >> << >>"
    holder = stream(body, b"/Type /ObjStm /N 2 /First 8 /Extends 6 0 R")
    return one_page(stream(SPEAKS), b"/Annots 7 0 R", holder)


def huge_picture() -> bytes:
    """A picture of sixty thousand by sixty thousand dots, packed to kilobytes, on a page without text."""
    dots = stream(
        flat(b"\0" * 50_000_000),
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8"
        b" /ColorSpace /DeviceRGB /Filter /FlateDecode",
    )
    first = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /X 6 0 R >> >> >>"
    )
    drawn = stream(b"q 595 0 0 842 0 0 cm /X Do Q")
    return pdf(CATALOGUE, _KIDS % (b"3 0 R", 1), first, drawn, FONT, dots)


def broken_table() -> bytes:
    """Ten megabytes of what looks like the beginnings of objects, without a table of places."""
    return b"%PDF-1.4\n" + b"".join(b"%d 0 obj << /A " % n for n in range(500_000)) + b"\nstartxref\n9\n%%EOF"


def nested_arrays() -> bytes:
    return one_page(stream(SPEAKS), b"/Annots " + b"[" * 200_000 + b"]" * 200_000)


def nested_dictionaries() -> bytes:
    return pdf(CATALOGUE, _KIDS % (b"3 0 R", 1), page(), stream(SPEAKS), b"<< /A " * 90_000 + b">>" * 90_000)


def broken_signature() -> bytes:
    """A signature that claims bytes far beyond the file."""
    form = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [6 0 R] >> >>"
    field = b"<< /FT /Sig /T (a) /V 7 0 R /Kids [6 0 R] >>"
    value = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached"
        b" /ByteRange [0 999999999999 -5 999999999999] /Contents <%b> >>" % (b"30" * 20_000)
    )
    return one_page(stream(SPEAKS), b"", field, value, catalogue=form)


def many_signatures() -> bytes:
    kids = b" ".join(b"%d 0 R" % n for n in range(7, 20_007))
    form = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [%b] >> >>" % kids
    value = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached"
        b" /ByteRange [0 10 20 30] /Contents <3000> >>"
    )
    fields = [b"<< /FT /Sig /T (a%d) /V 6 0 R >>" % n for n in range(20_000)]
    return one_page(stream(SPEAKS), b"", value, *fields, catalogue=form)


def with_password() -> bytes:
    facts = b"/Root 1 0 R /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /O <%b> /U <%b> /P -4 >> /ID [<00><00>]"
    return pdf(
        CATALOGUE,
        _KIDS % (b"3 0 R", 1),
        page(),
        stream(SPEAKS),
        FONT,
        trailer=facts % (b"00" * 32, b"11" * 32),
    )


_ACTIONS = (
    b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL\\('http://giaoban.example'\\)) >>"
    b" /AA << /WC << /S /Launch /F (cmd.exe) >> >> /Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >> >>"
)
_CUT = (5, 50, 90)

FILES = [
    Hostile("pdf-pages-in-a-ring", "a.pdf", lambda: pdf(CATALOGUE, _KIDS % (b"2 0 R", 1)), Reason.CORRUPT),
    Hostile("pdf-page-is-its-parent", "a.pdf", lambda: pdf(CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 9 /Parent 3 0 R >>", b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 2 0 R >>"), Reason.CORRUPT),
    Hostile("pdf-two-thousand-million-pages", "a.pdf", lambda: pdf(CATALOGUE, _KIDS % (b"3 0 R", 2**31 - 1), page(), stream(SPEAKS), FONT), None),
    Hostile("pdf-minus-pages", "a.pdf", lambda: pdf(CATALOGUE, _KIDS % (b"3 0 R", -7), page(), stream(SPEAKS), FONT), None),
    Hostile("pdf-chain-of-pages", "a.pdf", chain_of_pages, Reason.CORRUPT),
    Hostile("pdf-thousand-pages", "a.pdf", lambda: pages(1_000), None),
    Hostile("pdf-ten-thousand-pages", "a.pdf", lambda: pages(10_000), Reason.TOO_LARGE),
    Hostile("pdf-one-page-400000-times", "a.pdf", one_page_many_times, Reason.TOO_LARGE),
    Hostile("pdf-loop-of-tables", "a.pdf", loop_of_tables, None),
    Hostile("pdf-loop-of-object-streams", "a.pdf", loop_of_object_streams, None),
    Hostile("pdf-bomb", "a.pdf", lambda: endless_contents(1), Reason.ZIP_BOMB),
    Hostile("pdf-bomb-packed-thrice", "a.pdf", lambda: endless_contents(3), Reason.ZIP_BOMB),
    Hostile("pdf-letters-without-end", "a.pdf", letters_without_end, Reason.ZIP_BOMB),
    Hostile("pdf-doubling-forms", "a.pdf", doubling_forms, Reason.ZIP_BOMB),
    Hostile("pdf-form-draws-itself", "a.pdf", form_draws_itself, None),
    Hostile("pdf-glyph-draws-itself", "a.pdf", glyph_draws_itself, None),
    Hostile("pdf-map-of-letters", "a.pdf", map_of_letters, None),
    Hostile("pdf-scan-of-a-huge-picture", "a.pdf", huge_picture, None),
    Hostile("pdf-scan", "a.pdf", lambda: one_page(stream(b"0 0 9 9 re f")), None),
    Hostile("pdf-no-table-of-places", "a.pdf", broken_table, Reason.CORRUPT),
    Hostile("pdf-nested-arrays", "a.pdf", nested_arrays, None),
    Hostile("pdf-nested-dictionaries", "a.pdf", nested_dictionaries, None),
    Hostile("pdf-huge-object", "a.pdf", lambda: one_page(stream(SPEAKS), b"/A (" + b"x" * 20_000_000 + b")"), None),
    Hostile("pdf-huge-length", "a.pdf", lambda: GOOD.replace(b"/Length ", b"/Length 99999999999"), None),
    Hostile("pdf-huge-sheet", "a.pdf", lambda: one_page(stream(SPEAKS), b"/MediaBox [0 0 1e9 1e9] /UserUnit 1e6"), None),
    Hostile("pdf-programs", "a.pdf", lambda: one_page(stream(SPEAKS), b"", stream(b"MZ"), catalogue=_ACTIONS), None),
    Hostile("pdf-password", "a.pdf", with_password, Reason.ENCRYPTED),
    Hostile("pdf-broken-signature", "a.pdf", broken_signature, None),
    Hostile("pdf-many-signatures", "a.pdf", many_signatures, None),
    Hostile("pdf-only-a-head", "a.pdf", lambda: b"%PDF-1.7", Reason.CORRUPT),
    *(Hostile(f"pdf-cut-at-{share}", "a.pdf", lambda share=share: pages(50)[: len(pages(50)) * share // 100], Reason.CORRUPT) for share in _CUT),
    Hostile("polyglot-pdf-and-zip", "a.pdf", lambda: GOOD + GOOD_WORD, None),
    Hostile("polyglot-zip-and-pdf", "a.docx", lambda: GOOD[:900] + GOOD_WORD, Reason.NOT_A_DOCUMENT),
    Hostile("polyglot-html-and-pdf", "a.pdf", lambda: b"<html><script>alert(1)</script>\n" + GOOD, Reason.NOT_A_DOCUMENT),
    Hostile("polyglot-pdf-named-docx", "a.docx", lambda: GOOD, Reason.NOT_A_DOCUMENT),
]  # fmt: skip
