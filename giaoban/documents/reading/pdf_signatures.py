"""
The signatures of a PDF, checked in a process of its own: `python pdf_signatures.py ROOTS < paper.pdf`.

ROOTS is a folder of certificates (.pem, .crt, .cer, .der) that the installation trusts, and of lists of revoked
ones (.crl); it may be missing. Nothing is fetched from anywhere. Memory and time are limited here, for the bytes
are those of strangers. The script needs nothing of the project.

Output: {"signatures": [{"state", "signer", "issuer", "signed_at", "reason", "revocation"}, …]} or {"refused": words}.
`state` is valid, invalid or unknown; `signed_at` what the signer's clock said, ISO 8601, or null; `reason` is one
of REASONS; `revocation` says whether lists of revoked certificates could be asked.
"""

from __future__ import annotations

import importlib
import io
import json
import logging
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_LIMIT_MEMORY_BYTES: Final = 1024**3
_LIMIT_SECONDS: Final = 20
_LIMIT_SIGNATURES: Final = 20
_CERTIFICATES: Final = (".pem", ".crt", ".cer", ".der")
REASONS: Final = (
    "whole",  # every check was made and holds
    "changed",  # the bytes are not those that were signed
    "forged",  # the signature does not fit its certificate
    "changed_after",  # the file was changed after this signature in a way that signing does not allow
    "revoked",  # the certificate was revoked
    "no_root",  # its certificate leads to no root that the installation trusts
    "expired",  # the certificate does not hold today, and no trusted clock says when it was used
    "unreadable",  # the signature cannot be read
)


def limit_resources() -> None:
    """Bound memory and processor time of this process, where the system can."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_LIMIT_MEMORY_BYTES, _LIMIT_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_LIMIT_SECONDS, _LIMIT_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def signatures_of(data: bytes, roots: Path) -> dict[str, Any]:
    """The answer for one PDF."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        embedded = list(reader.embedded_signatures)[:_LIMIT_SIGNATURES]
    except (PdfError, ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        return {"refused": f"{type(error).__name__}: {error}"[:200]}
    trust = _trusted(roots)
    return {"signatures": [_checked(one, *trust) for one in embedded]}


def _trusted(folder: Path) -> tuple[list[Any], list[Any]]:
    """The trusted certificates and the lists of revoked ones; what cannot be read is left out."""
    from asn1crypto import crl, pem, x509

    roots: list[Any] = []
    lists: list[Any] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        ending = path.suffix.lower()
        if ending not in {*_CERTIFICATES, ".crl"}:
            continue
        kind = crl.CertificateList if ending == ".crl" else x509.Certificate
        data = path.read_bytes()
        armoured = pem.unarmor(data, multiple=True) if pem.detect(data) else [("", {}, data)]
        pieces = [piece for _name, _head, piece in armoured]
        for piece in pieces:
            with suppress(ValueError):
                loaded = kind.load(piece, strict=True)
                _ = loaded.native  # parsed to the end
                (lists if kind is crl.CertificateList else roots).append(loaded)
    return roots, lists


def _checked(embedded: Any, roots: list[Any], lists: list[Any]) -> dict[str, Any]:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.errors import PathError

    state, reason, asked = "unknown", "unreadable", False
    # First with the lists of revoked certificates, which must then speak of this one; else without.
    for mode in ("require", "soft-fail"):
        context = ValidationContext(trust_roots=roots, crls=lists, allow_fetching=False, revocation_mode=mode)
        try:
            status = validate_pdf_signature(embedded, signer_validation_context=context)
        except (SignatureValidationError, PathError, ValueError, KeyError, TypeError, AttributeError):
            return _answer(embedded, "unknown", "unreadable", revocation=False)
        state, reason = _judged(status)
        asked = mode == "require" and (state == "valid" or reason == "revoked")
        if asked or state == "invalid":
            break
    return _answer(embedded, state, reason, revocation=asked)


def _judged(status: Any) -> tuple[str, str]:
    """What the findings come to; whatever could not be found out is unknown."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if not status.intact:
        return "invalid", "changed"
    if not status.valid:
        return "invalid", "forged"
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    allowed = status.modification_level in {
        ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING,
    }  # fmt: skip
    if not whole and not allowed:
        return "invalid", "changed_after"
    if status.revoked:
        return "invalid", "revoked"
    if status.trusted:
        return "valid", "whole"
    problem = getattr(status.trust_problem_indic, "name", "")
    return "unknown", "expired" if "EXPIRED" in problem or "OUT_OF" in problem else "no_root"


def _answer(embedded: Any, state: str, reason: str, *, revocation: bool) -> dict[str, Any]:
    signer, issuer, signed_at = "", "", None
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        certificate = embedded.signer_cert
        signer = _name(certificate.subject)
        issuer = _name(certificate.issuer)
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        said = embedded.self_reported_timestamp
        signed_at = said.isoformat() if said is not None and said.tzinfo is not None else None
    return {
        "state": state,
        "signer": signer,
        "issuer": issuer,
        "signed_at": signed_at,
        "reason": reason,
        "revocation": revocation,
    }


def _name(name: Any) -> str:
    """The common name, else all that the certificate says."""
    found = name.native.get("common_name") or name.human_friendly
    return str(found[0] if isinstance(found, list) else found)[:200]


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    limit_resources()
    print(json.dumps(signatures_of(sys.stdin.buffer.read(), Path(sys.argv[1]))))
