from __future__ import annotations

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from detectors.model import MissingReason
from server.collect.tls import parse_certificate
from server.errors import FetchError


def der(*names: str, organization: str | None = None) -> bytes:
    issued = trustme.CA(organization_name="Root of Trust").issue_cert(*names, organization_name=organization)
    pem = issued.cert_chain_pems[0].bytes()
    return x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)


def test_what_a_certificate_says() -> None:
    certificate = parse_certificate(der("Blog.test", "www.blog.test", organization="Acme SAS"), "blog.test")
    assert certificate.organization == "Acme SAS"
    assert certificate.names == ("blog.test", "www.blog.test")
    assert certificate.issuer == "Root of Trust"
    assert certificate.seen.where == "https://blog.test"
    assert certificate.not_before < certificate.not_after


def test_names_are_capped() -> None:
    names = [f"n{number}.test" for number in range(130)]
    assert parse_certificate(der(*names), "n1.test").names == tuple(names[:100])


def test_nonsense_is_unparsable() -> None:
    with pytest.raises(FetchError) as caught:
        parse_certificate(b"nonsense", "blog.test")
    assert caught.value.reason is MissingReason.UNPARSABLE
