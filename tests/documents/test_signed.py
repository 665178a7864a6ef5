"""Signed PDFs are kept as they came; their signatures are valid, invalid or unknown, and never guessed."""

import hashlib
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from giaoban.documents.actions import check_signatures, keep_signed
from giaoban.documents.layout import to_pdf
from giaoban.documents.models import Issue, SignedFile
from giaoban.files.reads import open_bytes
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from tests import make
from tests.documents import issued
from tests.documents.layout import full
from tests.documents.layout.samples import docx_texts
from tests.documents.signing import authority


@pytest.fixture(autouse=True)
def _english():
    """Refusals are told apart by their source words."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def pdf():
    return to_pdf(full.decision(annexes=()))


@pytest.fixture
def trusting(settings, tmp_path):
    settings.TRUSTED_ROOTS = tmp_path / "trusted"
    authority().trust_in(settings.TRUSTED_ROOTS)
    return settings.TRUSTED_ROOTS


def found(data):
    state, signatures = check_signatures(data)
    return state, [one["reason"] for one in signatures]


def test_a_signature_of_a_trusted_authority_is_valid_and_says_who_and_when(pdf, trusting):
    state, [one] = check_signatures(authority().sign(pdf))
    assert (state, one["state"], one["reason"]) == ("valid", "valid", "whole")
    assert (one["signer"], one["issuer"]) == ("Nguyễn Thị Hòa", "Nguồn chứng thực thử nghiệm")
    signed_at = timezone.datetime.fromisoformat(one["signed_at"])
    assert abs((timezone.now() - signed_at).total_seconds()) < 600
    assert one["revocation"] is False  # no list of revoked certificates is there to be asked


def test_without_a_trusted_root_it_is_unknown(pdf, settings, tmp_path):
    settings.TRUSTED_ROOTS = tmp_path / "none"
    assert found(authority().sign(pdf)) == ("unknown", ["no_root"])
    authority("Người khác").trust_in(settings.TRUSTED_ROOTS)
    assert found(authority().sign(pdf)) == ("unknown", ["no_root"])


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7])
def test_a_changed_byte_is_never_valid(pdf, trusting, share):
    signed = bytearray(authority().sign(pdf))
    signed[int(len(pdf) * share)] ^= 1
    state, reasons = found(bytes(signed))
    assert state != "valid"
    assert state == "invalid" or reasons == ["unreadable"]


def test_a_changed_byte_in_the_words_is_invalid(pdf, trusting):
    signed = authority().sign(pdf)
    place = signed.index(b"stream\n", 2000) + 40
    changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    assert found(changed) == ("invalid", ["changed"])


def test_what_is_added_after_signing_is_seen(pdf, trusting):
    signed = authority().sign(pdf)
    twice = authority().sign(signed)
    assert found(twice) == ("valid", ["whole", "whole"])
    state, _reasons = found(signed + b"\n%%EOF more\n")
    assert state != "valid"


def test_an_ended_certificate_is_unknown_and_a_revoked_one_invalid(pdf, trusting):
    ended = authority("Người cũ", ended=True)
    ended.trust_in(trusting)
    assert found(ended.sign(pdf)) == ("unknown", ["expired"])
    authority().trust_in(trusting)
    authority().revoke_in(trusting)
    state, [one] = check_signatures(authority().sign(pdf))
    assert (state, one["reason"], one["revocation"]) == ("invalid", "revoked", True)


def test_a_pdf_without_signature_says_so(pdf, trusting):
    assert check_signatures(pdf) == ("none", [])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 rubbish", b"%PDF-1.7\n" + b"(" * 5000, b"\0" * 100])
def test_what_cannot_be_read_is_unknown(data, trusting):
    assert found(data) == ("unknown", ["unreadable"])


def kept(cast, document, data, name="bản ký.pdf"):
    return keep_signed(
        document, file=SimpleUploadedFile(name, data), actor=cast.officer(cast.secretary), at=make.NOON
    )


def test_the_file_is_kept_byte_for_byte_with_its_hash(cast, pdf, trusting):
    document = issued.issued(cast)
    data = authority().sign(pdf)
    signed = kept(cast, document, data)
    with open_bytes(signed.file) as stream:
        assert stream.read() == data
    assert signed.file.sha256 == signed.sha256 == hashlib.sha256(data).hexdigest()
    assert (signed.state, signed.document, signed.checked_at) == ("valid", document, make.NOON)
    entry = Entry.objects.get(verb="documents.signed_kept")
    assert entry.after == {"file": "bản ký.pdf", "sha256": signed.sha256, "signature": "valid"}


def test_a_file_with_a_broken_signature_is_kept_and_shown_as_broken(cast, pdf, trusting):
    signed = authority().sign(pdf)
    place = signed.index(b"stream\n", 2000) + 40
    changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    assert kept(cast, issued.issued(cast), changed).state == "invalid"


def test_refusals(cast, pdf):
    document = issued.issued(cast)
    keep = partial(kept, cast, document)
    with pytest.raises(Refused, match="PDF"):
        keep("Không phải PDF".encode(), "a.txt")
    keep(pdf)
    with pytest.raises(Refused, match="kept for the paper already"):
        keep(pdf)
    upload = SimpleUploadedFile("a.pdf", pdf)
    with pytest.raises(Refused, match="own side"):
        keep_signed(document, file=upload, actor=cast.officer(cast.finance_leader), at=make.NOON)
    assert SignedFile.objects.count() == 1


def test_our_own_file_of_the_paper_is_not_touched_by_the_signed_one(cast, pdf, trusting):
    document = issued.issued(cast)
    made = Issue.objects.get(document=document)
    before = made.pdf.sha256
    kept(cast, document, authority().sign(pdf))
    made.refresh_from_db()
    assert made.pdf.sha256 == before
    with open_bytes(made.docx) as stream:
        assert docx_texts(stream.read())
