"""Pages are compressed for those who take it, whole for all others, and the API's answers are left alone."""

from __future__ import annotations

import gzip

import pytest

TAKES = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/method", 200), ("/nowhere", 404)])
def test_a_page_is_the_same_in_fewer_bytes(client, path, status):
    plain = client.get(path, headers={"Accept": "text/html"})
    small = client.get(path, headers={"Accept": "text/html", **TAKES})
    assert (plain.status_code, small.status_code) == (status, status)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) < 0.6 * len(plain.data)
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_style_sheet_is_compressed_and_not_sent_twice(client):
    with client.get("/static/masthead.css", headers=TAKES) as first:
        assert first.headers["Content-Encoding"] == "gzip"
        assert b"@font-face" in gzip.decompress(first.data)
        assert first.headers["ETag"].startswith("W/")
    with client.get("/static/masthead.css", headers={**TAKES, "If-None-Match": first.headers["ETag"]}) as again:
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("headers", [{"Accept-Encoding": "gzip;q=0"}, {"Accept-Encoding": "br"}, {}])
def test_who_does_not_take_it_is_not_given_it(client, headers):
    assert "Content-Encoding" not in client.get("/", headers=headers).headers


def test_fonts_heads_and_the_api_stay_as_they_are(client):
    for path in ("/static/fonts/source-sans-3-latin-400-normal.woff2", "/v1/openapi.json"):
        with client.get(path, headers=TAKES) as answer:
            assert answer.status_code == 200
            assert "Content-Encoding" not in answer.headers
    assert "Content-Encoding" not in client.head("/", headers=TAKES).headers
