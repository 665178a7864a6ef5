"""A certificate authority of our own, and PDFs signed by it: everything is made anew in each run."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from asn1crypto import keys, x509
from cryptography import x509 as make
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """A root and a person whom it certified; `revoke` names the person on its list of revoked ones."""

    root: make.Certificate
    root_key: rsa.RSAPrivateKey
    certificate: make.Certificate
    key: rsa.RSAPrivateKey

    def trust_in(self, folder: Path) -> None:
        """Put the root where an installation keeps those that it trusts."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "root.pem").write_bytes(self.root.public_bytes(serialization.Encoding.PEM))

    def revoke_in(self, folder: Path) -> None:
        """Put a list that names the person's certificate beside the root."""
        now = datetime.now(UTC)
        revoked = (
            make.RevokedCertificateBuilder()
            .serial_number(self.certificate.serial_number)
            .revocation_date(now - DAY)
            .build()
        )
        builder = make.CertificateRevocationListBuilder().issuer_name(self.root.subject)
        builder = builder.last_update(now - DAY).next_update(now + DAY).add_revoked_certificate(revoked)
        made = builder.sign(self.root_key, hashes.SHA256())
        (folder / "revoked.crl").write_bytes(made.public_bytes(serialization.Encoding.DER))

    def sign(self, pdf: bytes) -> bytes:
        """`pdf` with an embedded signature of the person."""
        load = x509.Certificate.load
        signer = signers.SimpleSigner(
            signing_cert=load(self.certificate.public_bytes(serialization.Encoding.DER)),
            signing_key=keys.PrivateKeyInfo.load(
                self.key.private_bytes(
                    serialization.Encoding.DER,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            ),
            cert_registry=SimpleCertificateStore(),
        )
        signed = io.BytesIO()
        signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False),
            signers.PdfSignatureMetadata(field_name=f"Sig{len(pdf)}"),
            signer=signer,
            output=signed,
        )
        return signed.getvalue()


@cache
def authority(name: str = "Nguyễn Thị Hòa", *, ended: bool = False) -> Authority:
    """An authority that certified `name`; the certificate has `ended` where it is asked."""
    now = datetime.now(UTC)
    root_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    root_name = make.Name([make.NameAttribute(NameOID.COMMON_NAME, "Nguồn chứng thực thử nghiệm")])
    whole = {"first": now - 400 * DAY, "last": now + 400 * DAY, "is_root": True}
    root = _certificate(subject=root_name, issuer=root_name, key=root_key, by=root_key, **whole)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = make.Name([make.NameAttribute(NameOID.COMMON_NAME, name)])
    last = now - 10 * DAY if ended else now + 300 * DAY
    facts = {"first": now - 300 * DAY, "last": last, "is_root": False}
    certificate = _certificate(subject=subject, issuer=root_name, key=key, by=root_key, **facts)
    return Authority(root, root_key, certificate, key)


def _certificate(*, subject, issuer, key, by, first, last, is_root):
    builder = make.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(make.random_serial_number()).not_valid_before(first).not_valid_after(last)
    builder = builder.add_extension(make.BasicConstraints(ca=is_root, path_length=None), critical=True)
    usage = {
        "digital_signature": not is_root, "content_commitment": not is_root, "key_encipherment": False,
        "data_encipherment": False, "key_agreement": False, "key_cert_sign": is_root, "crl_sign": is_root,
        "encipher_only": False, "decipher_only": False,
    }  # fmt: skip
    builder = builder.add_extension(make.KeyUsage(**usage), critical=True)
    return builder.sign(by, hashes.SHA256())
