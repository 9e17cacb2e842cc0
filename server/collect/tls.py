"""The certificate that a host shows: verified, because an invalid one proves nothing about anybody."""

from __future__ import annotations

import ssl

from cryptography import x509
from cryptography.x509.oid import NameOID

from detectors.model import Certificate, MissingReason
from server import clock
from server.collect.dial import Dialer, Watch
from server.collect.provenance import stamp
from server.collect.target import read_target
from server.errors import FetchError, UsageError

MAX_NAMES = 100
_PORT = 443


def read_certificate(host: str, dialer: Dialer, context: ssl.SSLContext, watch: Watch) -> Certificate:
    """Return the leaf certificate of `host`:443 after a verified handshake.

    Raises `FetchError`: TLS_INVALID when the handshake or the verification fails, else as dialling does.
    """
    try:
        target = read_target(f"https://{host}/")
    except UsageError as error:
        raise FetchError(MissingReason.UNPARSABLE, str(error)) from None
    with dialer.open(target.address or target.host, _PORT, watch) as connection:
        try:
            with context.wrap_socket(connection, server_hostname=target.host.strip("[]")) as secure:
                der = secure.getpeercert(binary_form=True) or b""
        except ssl.SSLCertVerificationError as error:
            raise FetchError(MissingReason.TLS_INVALID, error.verify_message[:200]) from None
        except (TimeoutError, OSError, ValueError) as error:
            if watch.fired or isinstance(error, TimeoutError):
                raise FetchError(MissingReason.TIMEOUT) from None
            invalid = isinstance(error, ssl.SSLError | ValueError)
            reason = MissingReason.TLS_INVALID if invalid else MissingReason.UNREACHABLE
            raise FetchError(reason, "the TLS handshake failed") from None
    return parse_certificate(der, target.host)


def parse_certificate(der: bytes, host: str) -> Certificate:
    """Return what a DER certificate says; raises `FetchError` (UNPARSABLE) when it cannot be read."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        issuer = certificate.issuer
        return Certificate(
            seen=stamp(f"https://{host}", der),
            host=host,
            organization=_first(certificate.subject, NameOID.ORGANIZATION_NAME) or None,
            names=_dns_names(certificate),
            issuer=_first(issuer, NameOID.ORGANIZATION_NAME) or _first(issuer, NameOID.COMMON_NAME),
            not_before=clock.stamp(certificate.not_valid_before_utc),
            not_after=clock.stamp(certificate.not_valid_after_utc),
        )
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        raise FetchError(MissingReason.UNPARSABLE, "certificate") from None


def _first(name: x509.Name, kind: x509.ObjectIdentifier) -> str:
    return next((str(attribute.value).strip() for attribute in name.get_attributes_for_oid(kind)), "")


def _dns_names(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return ()
    return tuple(name.lower() for name in extension.value.get_values_for_type(x509.DNSName)[:MAX_NAMES])
