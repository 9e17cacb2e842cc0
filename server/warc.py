"""What was read, as WARC records (ISO 28500), and a look into such a file.

A page or file whose bytes are kept is a `response` with the headers that we keep; one of which only the text is kept is
a `conversion`. A registry's answer, redacted, is a `resource`. Bodies are as they were after the transfer: unpacked.
"""

from __future__ import annotations

import io
import uuid
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from detectors.model import Capture, Page, Registration, TextFile

MAX_BODY = 16 * 1024 * 1024  # bytes of one record that are looked at
_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
_HTTP = "application/http; msgtype=response"


class WarcError(Exception):
    """The file is no WARC that we would write; the text says why."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One record; `headers` are those of a response and empty for the other types."""

    type: str
    uri: str
    when: str
    content: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


def write_warc(capture: Capture, raw: Mapping[str, bytes]) -> bytes:
    """Return the records of a capture, gzipped one by one; `raw` holds bodies as fetched by their SHA-256."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for place, part in enumerate(_parts(capture, raw)):
        named = uuid.uuid5(uuid.NAMESPACE_URL, f"{place} {part.when} {part.uri}")
        http = StatusAndHeaders("200 OK", list(part.headers), protocol="HTTP/1.1") if part.type == "response" else None
        record = writer.create_warc_record(
            part.uri,
            part.type,
            io.BytesIO(part.body),
            warc_content_type=part.content,
            warc_headers_dict={"WARC-Date": part.when, "WARC-Record-ID": f"<urn:uuid:{named}>"},
            http_headers=http,
        )
        writer.write_record(record)
        record.raw_stream.close()  # warcio swaps in a temporary file for its digests and leaves it open
    return buffer.getvalue()


def responses(warc: bytes) -> Iterator[tuple[str, str]]:
    """Yield (address, SHA-256 of the body) of each response of a file; raises `WarcError`."""
    try:
        for record in ArchiveIterator(io.BytesIO(warc)):
            if record.rec_type == "response":
                body = record.content_stream().read(MAX_BODY)
                yield record.rec_headers.get_header("WARC-Target-URI") or "", sha256(body).hexdigest()
    except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError) as error:
        raise WarcError(f"it cannot be read: {type(error).__name__}") from error


def _parts(capture: Capture, raw: Mapping[str, bytes]) -> Iterator[_Part]:
    for read in capture.reads:
        value = read.value
        if isinstance(value, Page | TextFile):
            yield _fetched(value, raw)
        elif isinstance(value, Registration) and value.seen is not None:
            text = value.text.encode("utf-8", "replace")
            yield _Part("resource", value.seen.where, value.seen.when, _TEXT, text)


def _fetched(value: Page | TextFile, raw: Mapping[str, bytes]) -> _Part:
    """Return the response as fetched, else what its text was converted to."""
    if isinstance(value, Page):
        uri, text, content, headers = value.final_url, value.html, _HTML, value.headers
    else:
        uri, text, content, headers = value.url, value.text, _TEXT, ()
    converted = text.encode("utf-8", "replace")
    body = raw.get(value.seen.sha256, converted)
    if sha256(body).hexdigest() != value.seen.sha256:
        return _Part("conversion", uri, value.seen.when, content, converted)
    kept = headers or (("content-type", content.partition(";")[0]),)
    length = ("content-length", str(len(body)))
    return _Part("response", uri, value.seen.when, _HTTP, body, (*kept, length))
