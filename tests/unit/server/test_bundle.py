"""Bundles: the same for the same, whole, signed, and any change is found."""

from __future__ import annotations

import io
import json
import zipfile
from hashlib import sha256

import msgspec
import pytest
from warcio.archiveiterator import ArchiveIterator

from detectors.knowledge import Contents, Extract, Group
from detectors.model import Capture, Level, Page, Read, Seen, Want
from server.bundle import CAPTURE, DIGEST, KNOWLEDGE, MANIFEST, PAGES, VERDICT, WARC, read_bundle, write_bundle
from server.errors import BundleError
from server.replay import replay
from server.report.document import document
from server.signing import Signer
from tests.unit.server.making import Here, capture, verdict

HTML = "<p>undisclosed_control of Zoë</p>"


@pytest.fixture
def signer(tmp_path):
    return Signer(tmp_path / "keys" / "signing.pem")


@pytest.fixture
def made(signer):
    taken = capture(HTML)
    return write_bundle(document("x", verdict(taken=taken), "en"), taken, signer)


def changed(data: bytes, path: str, content: bytes | None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != path:
                new.writestr(name, old.read(name))
        if content is not None:
            new.writestr(path, content)
    return out.getvalue()


def file(data: bytes, path: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(path)


def test_what_goes_in_comes_out(signer):
    taken = capture(HTML)
    bundle = read_bundle(write_bundle(document("x", verdict(taken=taken), "en"), taken, signer))
    assert bundle.capture == taken
    assert bundle.verdict["verdict"] == "undisclosed_control"
    assert bundle.public_key == signer.public_key


def test_the_warc_holds_what_was_read(made):
    records = {
        record.rec_headers["WARC-Target-URI"]: record.content_stream().read()
        for record in ArchiveIterator(io.BytesIO(file(made, WARC)))
    }
    assert records["https://blog.example/post"] in (HTML.encode(), b"OWNERDOMAIN=acme.example")
    assert b"Acme SA" in records["whois://registry.example/blog.example"]
    assert json.loads(file(made, PAGES).splitlines()[1])["url"] == "https://blog.example/post"


def test_a_response_that_the_capture_does_not_tell_of_is_found(signer):
    """Whoever signs anew with a key of his own still cannot pair a capture with other bytes than it names."""
    url, body = "https://blog.example/post", "<p>été</p>".encode("latin-1")
    digest = sha256(body).hexdigest()
    seen = Page(Seen(url, "2026-11-23T10:00:00Z", digest), url, url, 200, "<p>été</p>")
    taken = Capture(url, "2026-11-23T10:00:00Z").with_reads((Read(Want("page", url, "checked"), seen),))
    shown = document("x", verdict(taken=taken), "en")
    whole = write_bundle(shown, taken, signer, raw={digest: body})
    assert read_bundle(whole).capture == taken
    other = msgspec.structs.replace(seen, seen=Seen(url, "2026-11-23T10:00:00Z", "0" * 64))
    swapped = msgspec.structs.replace(taken, reads=(Read(Want("page", url, "checked"), other),))
    forged = _signed_anew(whole, CAPTURE, swapped.to_json(), signer)
    with pytest.raises(BundleError, match="is not what"):
        read_bundle(forged)


def _signed_anew(data: bytes, path: str, content: bytes, signer: Signer) -> bytes:
    manifest = json.loads(file(data, MANIFEST))
    for resource in manifest["resources"]:
        if resource["path"] == path:
            resource |= {"hash": f"sha256:{sha256(content).hexdigest()}", "bytes": len(content)}
    told = json.dumps(manifest).encode()
    signed = {"algorithm": "Ed25519", "publicKey": signer.public_key, "signature": signer.sign(told)}
    digest = {"path": MANIFEST, "hash": f"sha256:{sha256(told).hexdigest()}", "signedData": signed}
    return changed(changed(changed(data, path, content), MANIFEST, told), DIGEST, json.dumps(digest).encode())


def test_the_manifest_names_every_file(made):
    manifest = json.loads(file(made, MANIFEST))
    assert manifest["wacz_version"] == "1.1.1"
    assert {r["path"] for r in manifest["resources"]} == {WARC, PAGES, CAPTURE, VERDICT}


def test_the_same_gives_the_same_bytes(signer):
    taken = capture(HTML)
    shown = document("x", verdict(taken=taken), "en")
    assert write_bundle(shown, taken, signer) == write_bundle(shown, taken, signer)


@pytest.mark.parametrize("path", [WARC, PAGES, CAPTURE, VERDICT, MANIFEST, DIGEST])
def test_any_changed_or_missing_file_is_found(made, path):
    content = file(made, path)
    other = content.replace(b'"signature": "', b'"signature": "AAAA') if path == DIGEST else content + b" "
    with pytest.raises(BundleError):
        read_bundle(changed(made, path, other))
    with pytest.raises(BundleError):
        read_bundle(changed(made, path, None))


def test_a_file_that_nobody_signed_is_found(made):
    with pytest.raises(BundleError, match="extra"):
        read_bundle(changed(made, "extra.json", b"{}"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip" * 50])
def test_what_is_no_bundle_is_said(data):
    with pytest.raises(BundleError):
        read_bundle(data)


def test_a_bomb_is_not_unpacked(made):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"\0" * (65 * 1024 * 1024))
    with pytest.raises(BundleError, match="too large"):
        read_bundle(out.getvalue())


def test_a_replay_gives_the_same_verdict(made):
    result = replay(read_bundle(made), Here())
    assert result.same
    assert result.verdict.verdict is Level.UNDISCLOSED_CONTROL


def test_a_replay_names_what_differs(signer):
    taken = capture(HTML)
    shown = document("x", verdict(taken=taken), "en")
    shown["versions"] = {**shown["versions"], "knowledge": "older"}
    result = replay(read_bundle(write_bundle(shown, taken, signer)), Here())
    assert not result.same
    assert result.versions == (("knowledge", "older", "standin"),)
    assert result.fields == ("versions",)


def test_a_replay_of_a_verdict_without_core_is_said(signer):
    taken = capture(HTML)
    shown = document("x", verdict(taken=taken), "en")
    data = write_bundle({**shown, "control": None}, taken, signer)
    assert replay(read_bundle(data), Here()).fields == ("control",)
    del shown["control"]
    with pytest.raises(BundleError, match=r"verdict\.json"):
        replay(read_bundle(write_bundle(shown, taken, signer)), Here())


def test_a_bundle_replays_from_the_claims_that_it_holds(signer):
    taken = capture(HTML)
    shown = document("x", verdict(taken=taken), "en")
    shown["versions"] = {**shown["versions"], "knowledge": "of then"}
    then = Extract(version="of then", contents=Contents(groups=(Group(id="acme", name="Acme"),)))
    bundle = read_bundle(write_bundle(shown, taken, signer, then))
    assert bundle.consulted == then
    assert replay(bundle, Here()).same
    assert not replay(read_bundle(write_bundle(shown, taken, signer)), Here()).same


def test_claims_of_another_shape_are_said(signer):
    taken = capture(HTML)
    made = write_bundle(
        document("x", verdict(taken=taken), "en"), taken, signer, Extract(version="1", contents=Contents())
    )
    with pytest.raises(BundleError, match=r"knowledge\.json"):
        read_bundle(changed(made, KNOWLEDGE, b"{}"))
