"""Evidence bundles: a WACZ (a zip of a WARC, its pages and a manifest) with capture, knowledge and verdict, signed.

The manifest, ``datapackage.json``, holds the SHA-256 of every other file; ``datapackage-digest.json`` holds its own and
an Ed25519 signature over its bytes. The same verdict gives the same bundle. Format: WACZ 1.1.1, specs.webrecorder.net.
"""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
from warcio.warcwriter import WARCWriter

from detectors.knowledge import Extract
from detectors.model import Capture, Page, Registration, TextFile
from server.errors import BundleError
from server.signing import Signer, verify

WARC, PAGES = "archive/data.warc.gz", "pages/pages.jsonl"
CAPTURE, KNOWLEDGE, VERDICT = "capture.json", "knowledge.json", "verdict.json"
MANIFEST, DIGEST = "datapackage.json", "datapackage-digest.json"
MAX_FILE = 64 * 1024 * 1024  # bytes unpacked; a capture holds at most some dozens of pages of 4 MB
T = TypeVar("T")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the times that matter are inside


@dataclass(frozen=True, slots=True)
class Bundle:
    """An opened bundle whose hashes and signature are right; `public_key` is that of who signed it.

    `consulted` holds the claims of the knowledge that the verdict rests on; None in bundles made before they were kept.
    """

    capture: Capture
    consulted: Extract | None
    verdict: dict[str, Any]
    public_key: str


def write_bundle(
    document: Mapping[str, Any], capture: Capture, signer: Signer, consulted: Extract | None = None
) -> bytes:
    """Return the bundle of a verdict document, its capture and the claims of the knowledge that were consulted."""
    files = {
        WARC: _warc(capture),
        PAGES: _pages(capture),
        CAPTURE: capture.to_json(),
        VERDICT: _json(document),
    }
    if consulted is not None:
        files[KNOWLEDGE] = msgspec.json.format(msgspec.json.encode(consulted, order="deterministic"), indent=1)
    manifest = _json(
        {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "created": document["checked_at"],
            "software": f"Masthead {document['versions']['masthead']}",
            "mainPageUrl": document["url"],
            "resources": [
                {"name": path.rpartition("/")[2], "path": path, "hash": _hash(data), "bytes": len(data)}
                for path, data in files.items()
            ],
        }
    )
    signed = {"algorithm": "Ed25519", "publicKey": signer.public_key, "signature": signer.sign(manifest)}
    digest = _json({"path": MANIFEST, "hash": _hash(manifest), "signedData": signed})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in {**files, MANIFEST: manifest, DIGEST: digest}.items():
            packed = zipfile.ZIP_STORED if path.endswith(".gz") else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(path, _ZIP_EPOCH), data, packed)
    return buffer.getvalue()


def read_bundle(data: bytes) -> Bundle:
    """Open a bundle and verify every hash and the signature; raises `BundleError` naming the file that is wrong."""
    files = _unpacked(data)
    digest, manifest = _object(files, DIGEST), _object(files, MANIFEST)
    if digest.get("hash") != _hash(files[MANIFEST]):
        raise BundleError(f"{MANIFEST}: its hash is not the one in {DIGEST}")
    signed = digest.get("signedData")
    signed = signed if isinstance(signed, dict) else {}
    public_key = str(signed.get("publicKey"))
    if not verify(public_key, str(signed.get("signature")), files[MANIFEST]):
        raise BundleError(f"{DIGEST}: the signature over {MANIFEST} is not valid")
    resources = manifest.get("resources")
    listed = {str(r.get("path")): r.get("hash") for r in resources or () if isinstance(r, dict)}
    for path, content in files.items():
        if path not in (MANIFEST, DIGEST) and listed.get(path) != _hash(content):
            raise BundleError(f"{path}: its hash is not the one in {MANIFEST}")
    if absent := sorted({WARC, PAGES, CAPTURE, VERDICT, *listed} - set(files)):
        raise BundleError(f"{absent[0]}: is missing")
    capture = _decoded(files, CAPTURE, Capture)
    consulted = _decoded(files, KNOWLEDGE, Extract) if KNOWLEDGE in files else None
    return Bundle(capture, consulted, _object(files, VERDICT), public_key)


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_FILE:
                raise BundleError("the bundle is too large")
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BundleError(f"not a bundle: {error}") from error


def _object(files: Mapping[str, bytes], path: str) -> dict[str, Any]:
    if path not in files:
        raise BundleError(f"{path}: is missing")
    return _decoded(files, path, dict[str, Any])


def _decoded(files: Mapping[str, bytes], path: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(files[path], type=kind)
    except msgspec.DecodeError as error:
        raise BundleError(f"{path}: {error}") from error


def _warc(capture: Capture) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for place, (uri, when, kind, text) in enumerate(_texts(capture)):
        headers = {
            "WARC-Date": when,
            "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{place} {when} {uri}')}>",
        }
        body = io.BytesIO(text.encode("utf-8", "replace"))
        record = writer.create_warc_record(uri, "resource", body, warc_content_type=kind, warc_headers_dict=headers)
        writer.write_record(record)
        record.raw_stream.close()  # warcio swaps in a temporary file for its digests and leaves it open
    return buffer.getvalue()


def _texts(capture: Capture) -> Iterator[tuple[str, str, str, str]]:
    """Yield (address, time, content type, text) of what was read; registry answers as redacted."""
    for read in capture.reads:
        value = read.value
        if isinstance(value, Page):
            yield value.final_url, value.seen.when, "text/html; charset=utf-8", value.html
        elif isinstance(value, TextFile):
            yield value.url, value.seen.when, "text/plain; charset=utf-8", value.text
        elif isinstance(value, Registration) and value.seen is not None:
            yield value.seen.where, value.seen.when, "text/plain; charset=utf-8", value.text


def _pages(capture: Capture) -> bytes:
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "Pages read"}]
    for read in capture.reads:
        if isinstance(read.value, Page):
            page = read.value
            identifier = sha256(f"{page.view} {page.final_url}".encode()).hexdigest()[:16]
            lines.append({"id": identifier, "url": page.final_url, "ts": page.seen.when})
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "replace")


def _hash(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"
