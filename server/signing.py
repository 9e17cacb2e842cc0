"""The Ed25519 key that signs lists and evidence bundles: one file, made at first use, readable by its owner only."""

from __future__ import annotations

import hmac
import os
import tempfile
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from server.errors import SettingsError


class Signer:
    """Signs with the key kept at `path`; raises `SettingsError` when the file is no such key."""

    def __init__(self, path: Path) -> None:
        try:
            self._key = _load(path) if path.exists() else _make(path)
        except (OSError, ValueError, TypeError) as error:
            raise SettingsError(f"MASTHEAD_SIGNING_KEY: {path} cannot be used: {error}") from error

    @property
    def public_key(self) -> str:
        """The public key: base64 of its 32 bytes."""
        return b64encode(self._key.public_key().public_bytes(form.Encoding.Raw, form.PublicFormat.Raw)).decode()

    def secret(self, purpose: str) -> bytes:
        """Return 32 bytes that nobody without the key can compute, others for each purpose."""
        private = self._key.private_bytes(form.Encoding.Raw, form.PrivateFormat.Raw, form.NoEncryption())
        return hmac.digest(private, purpose.encode(), "sha256")

    def sign(self, data: bytes) -> str:
        """Return base64 of the signature over exactly these bytes."""
        return b64encode(self._key.sign(data)).decode()


def verify(public_key: str, signature: str, data: bytes) -> bool:
    """Tell whether `signature` over `data` was made with the key; malformed ones were not."""
    try:
        Ed25519PublicKey.from_public_bytes(b64decode(public_key, validate=True)).verify(
            b64decode(signature, validate=True), data
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _load(path: Path) -> Ed25519PrivateKey:
    key = form.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("it is not an Ed25519 key")
    return key


def _make(path: Path) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, part = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
        os.link(part, path)  # whole at once: nobody reads half a key
    except FileExistsError:  # another process was first
        return _load(path)
    finally:
        Path(part).unlink()
    return key
