"""One private certificate authority; leaf certificates carry a subject organisation only when they are given one."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY = timedelta(days=1)


class Authority:
    """Issues certificates into `folder`; every leaf uses one key, so that a certificate costs one signature."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._now = datetime.now(UTC)
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._leaf_key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name(organization="Private Internet Root", common_name="Private Internet Root CA")
        self.root = self._build(self._name, self._key.public_key(), (), -30, 365, authority=True)
        self.bundle = folder / "ca.pem"
        self.bundle.write_bytes(self.root.public_bytes(serialization.Encoding.PEM))
        self._key_pem = self._leaf_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def context(self, names: tuple[str, ...], organization: str = "", *, expired: bool = False) -> ssl.SSLContext:
        """Return a server context whose certificate stands for `names`; `expired` ended it yesterday."""
        subject = _name(organization=organization, common_name=names[0] if len(names[0]) <= 64 else "")
        start, end = (-90, -1) if expired else (-10, 80)
        leaf = self._build(subject, self._leaf_key.public_key(), names, start, end)
        file = self.folder / f"{names[0][:80]}.pem"
        file.write_bytes(leaf.public_bytes(serialization.Encoding.PEM) + self._key_pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _build(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePublicKey,
        names: tuple[str, ...],
        start: int,
        end: int,
        *,
        authority: bool = False,
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._now + start * DAY)
            .not_valid_after(self._now + end * DAY)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
        )
        if authority:
            builder = builder.add_extension(_key_usage(signing=True), critical=True)
        else:
            builder = builder.add_extension(_key_usage(signing=False), critical=True)
            builder = builder.add_extension(x509.SubjectAlternativeName(map(x509.DNSName, names)), critical=False)
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
            builder = builder.add_extension(usage, critical=False)
        return builder.sign(self._key, hashes.SHA256())


def _name(organization: str, common_name: str) -> x509.Name:
    parts = ((NameOID.ORGANIZATION_NAME, organization), (NameOID.COMMON_NAME, common_name))
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _key_usage(*, signing: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=signing,
        crl_sign=signing,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
