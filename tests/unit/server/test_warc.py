"""WARC records: as fetched where the bytes are kept, and told apart from what is only a text."""

from __future__ import annotations

import io
from hashlib import sha256

import pytest
from warcio.archiveiterator import ArchiveIterator

from detectors.model import Capture, Page, Read, Seen, TextFile, Want
from server.warc import WarcError, responses, write_warc

URL, WHEN = "https://blog.example/post", "2026-11-23T10:00:00Z"
LATIN = "<p>L'Oréal, été</p>".encode("latin-1")


def taken(body: bytes, text: str, *, headers=(("content-type", "text/html; charset=iso-8859-1"),)) -> Capture:
    page = Page(Seen(URL, WHEN, sha256(body).hexdigest()), URL, URL, 200, text, headers=headers)
    return Capture(URL, WHEN).with_reads((Read(Want("page", URL, "checked"), page),))


def records(warc: bytes) -> list[tuple[str, str, bytes]]:
    return [
        (record.rec_type, record.http_headers.get_header("content-type") if record.http_headers else "",
         record.content_stream().read())
        for record in ArchiveIterator(io.BytesIO(warc))
    ]  # fmt: skip


def test_bytes_in_another_charset_are_as_fetched():
    digest = sha256(LATIN).hexdigest()
    warc = write_warc(taken(LATIN, LATIN.decode("latin-1")), {digest: LATIN})
    assert records(warc) == [("response", "text/html; charset=iso-8859-1", LATIN)]
    assert list(responses(warc)) == [(URL, digest)]


def test_what_its_text_gives_back_needs_no_second_copy():
    body = "<p>été</p>".encode()
    assert records(write_warc(taken(body, body.decode()), {}))[0][::2] == ("response", body)


def test_a_text_alone_is_a_conversion():
    warc = write_warc(taken(LATIN, LATIN.decode("latin-1")), {})
    assert records(warc) == [("conversion", "", LATIN.decode("latin-1").encode())]
    assert list(responses(warc)) == []


def test_a_file_is_a_response_too():
    body = b"OWNERDOMAIN=acme.example"
    file = TextFile(Seen(URL, WHEN, sha256(body).hexdigest()), URL, body.decode())
    warc = write_warc(Capture(URL, WHEN).with_reads((Read(Want("file", URL), file),)), {})
    assert records(warc) == [("response", "text/plain", body)]


def test_what_is_no_warc():
    with pytest.raises(WarcError):
        list(responses(b"no warc"))
