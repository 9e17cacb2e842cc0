from __future__ import annotations

import json
from importlib.resources import files

import pytest

from server.collect.rdap import services
from server.errors import SettingsError


def test_https_is_preferred() -> None:
    document = (
        b'{"services": [[["FR", "re"], ["http://a.example/", "https://b.example/"]], [["de"], ["http://c.example"]]]}'
    )
    assert services(document) == {"fr": "https://b.example/", "re": "https://b.example/", "de": "http://c.example"}


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"[]",
        b"{}",
        b'{"services": 1}',
        b'{"services": [[["fr"], []]]}',
        b'{"services": [[["fr"], [1]]]}',
        b"[" * 99999,
    ],
)
def test_another_shape_is_a_settings_error(document: bytes) -> None:
    with pytest.raises(SettingsError):
        services(document)


def test_shipped_snapshot_is_readable_and_says_what_it_is() -> None:
    document = files("server.collect").joinpath("data/dns.json").read_bytes()
    found = services(document)
    assert {"com", "net", "org", "fr", "uk"} <= set(found)
    assert len(found) > 1000
    assert all(url.startswith(("https://", "http://")) and url.endswith("/") for url in found.values())
    assert json.loads(document)["publication"] > "2026"
