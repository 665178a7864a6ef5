"""The signed file of a paper comes back and is kept as it came."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from giaoban.documents.access import may_keep_signed
from giaoban.documents.models import Document, SignedFile
from giaoban.documents.reading import pdf_signatures
from giaoban.documents.vocabulary import SignatureReason, SignatureState, Verb
from giaoban.files.actions import keep, store
from giaoban.files.reads import path_of
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.reads import Officer

LIMIT_SECONDS: Final = 30
_SCRIPT: Final = str(Path(pdf_signatures.__file__))
_WEAKEST_FIRST: Final = (SignatureState.INVALID, SignatureState.UNKNOWN, SignatureState.VALID)
Found = list[dict[str, Any]]


def keep_signed(document: Document, *, file: File[bytes], actor: Officer, at: datetime) -> SignedFile:
    """
    Keep the signed PDF of an issued paper exactly as it came, with what its signatures say at this moment.

    A file with a broken signature is kept too and shown as such: it is what was sent. Raises `Refused`: no
    right, no PDF, the same file again.
    """
    may_keep_signed(actor, document).require()
    kept = keep(file)
    if kept.content_type != "application/pdf":
        raise Refused(_("A signed paper is a PDF; this file is of another kind. Nothing was kept."))
    state, signatures = check_signatures(path_of(kept.sha256).read_bytes())
    with transaction.atomic():
        stored = store(kept, at=at)
        signed = SignedFile(
            document=document, file=stored, sha256=stored.sha256, state=state, signatures=signatures,
            checked_at=at, kept_at=at, kept_by=actor.person,
        )  # fmt: skip
        try:
            with transaction.atomic():
                signed.save(force_insert=True)
        except IntegrityError as double:
            raise Refused(_("This very file is kept for the paper already.")) from double
        record(
            Verb.SIGNED_KEPT,
            actor=actor.person,
            target=document,
            at=at,
            after={"file": stored.name, "sha256": stored.sha256, "signature": state},
            acting_as=actor.capacity_at(committee_id=document.committee_id),
        )
    return signed


def check_signatures(data: bytes) -> tuple[SignatureState, Found]:
    """
    What the signatures of a PDF come to, weakest first, and what is known of each; nothing is written.

    Checked in a process of its own with limits, against the certificates in `settings.TRUSTED_ROOTS` and
    nothing from outside. A file that cannot be read is unknown.
    """
    command = [sys.executable, "-I", _SCRIPT, str(settings.TRUSTED_ROOTS)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own script
            command, input=data, capture_output=True, timeout=LIMIT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return _unreadable()
    if done.returncode != 0:
        return _unreadable()
    answer = json.loads(done.stdout)
    if "refused" in answer:
        return _unreadable()
    found: Found = answer["signatures"]
    if not found:
        return SignatureState.NONE, []
    states = {SignatureState(one["state"]) for one in found}
    return next(state for state in _WEAKEST_FIRST if state in states), found


def _unreadable() -> tuple[SignatureState, Found]:
    unknown = {
        "state": SignatureState.UNKNOWN.value, "signer": "", "issuer": "", "signed_at": None,
        "reason": SignatureReason.UNREADABLE.value, "revocation": False,
    }  # fmt: skip
    return SignatureState.UNKNOWN, [unknown]
