from __future__ import annotations

import json

import pytest

from detectors.model import LoggedCertificate, MissingReason
from server.collect.certificate_log import MOST, certificates_of
from server.errors import FetchError


def row(day: str, *names: str) -> dict[str, str]:
    return {"name_value": "\n".join(names), "not_before": f"{day}T00:00:00"}


def test_the_oldest_come_first_and_once() -> None:
    table = [
        row("2019-01-02", "B.example", "a.example"),
        row("2018-01-02", "a.example"),
        row("2018-01-02", "a.example"),
    ]
    assert certificates_of(json.dumps(table).encode()) == (
        LoggedCertificate("2018-01-02T00:00:00Z", ("a.example",)),
        LoggedCertificate("2019-01-02T00:00:00Z", ("a.example", "b.example")),
    )


def test_they_are_bounded_and_hold_no_address() -> None:
    table = [row(f"2018-01-{day:02d}", "a.example", "someone@a.example") for day in range(1, 29)]
    found = certificates_of(json.dumps(table).encode())
    assert len(found) == MOST
    assert all(certificate.names == ("a.example",) for certificate in found)


@pytest.mark.parametrize("body", [b"", b"{}x", b"[1]", b'[{"name_value": "a"}]', b"[" * 99_999, b"7"])
def test_another_shape_is_unparsable(body: bytes) -> None:
    with pytest.raises(FetchError) as error:
        certificates_of(body)
    assert error.value.reason is MissingReason.UNPARSABLE
