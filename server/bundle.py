"""Evidence bundles: a WACZ (a zip of a WARC, its pages and a manifest) with capture, knowledge and verdict, signed.

The manifest, ``datapackage.json``, holds the SHA-256 of every other file; ``datapackage-digest.json`` holds its own and
an Ed25519 signature over its bytes. The same verdict gives the same bundle. Format: WACZ 1.1.1, specs.webrecorder.net.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from detectors.knowledge import Extract
from detectors.model import Capture, Page, TextFile
from server.errors import BundleError
from server.signing import Signer, verify
from server.warc import WarcError, responses, write_warc

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
    document: Mapping[str, Any],
    capture: Capture,
    signer: Signer,
    consulted: Extract | None = None,
    raw: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """Return the bundle of a verdict document, its capture and the claims of the knowledge that were consulted.

    `raw` holds bodies as fetched, by their SHA-256.
    """
    files = {
        WARC: write_warc(capture, raw),
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
    _compare(files[WARC], capture)
    consulted = _decoded(files, KNOWLEDGE, Extract) if KNOWLEDGE in files else None
    return Bundle(capture, consulted, _object(files, VERDICT), public_key)


def _compare(warc: bytes, capture: Capture) -> None:
    """Raise `BundleError` when a response in the WARC is not one that the capture says was read."""
    values = (read.value for read in capture.reads)
    texts = tuple(value for value in values if isinstance(value, Page | TextFile))
    told = {(value.final_url if isinstance(value, Page) else value.url, value.seen.sha256) for value in texts}
    try:
        if stray := next((where for where, digest in responses(warc) if (where, digest) not in told), None):
            raise BundleError(f"{WARC}: what it holds of {stray} is not what {CAPTURE} says was read")
    except WarcError as error:
        raise BundleError(f"{WARC}: {error}") from error


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
