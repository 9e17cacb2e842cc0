"""The key: one for all who begin at once, readable by its owner only, and never half of it."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from server.errors import SettingsError
from server.signing import Signer, verify


def test_processes_that_begin_at_once_have_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        for attempt in range(20):
            path = tmp_path / f"{attempt}" / "signing.pem"
            keys = set(pool.map(lambda path: Signer(path).public_key, [path] * 8))
            assert len(keys) == 1
            assert [file.name for file in path.parent.iterdir()] == ["signing.pem"]


def test_the_key_is_kept_and_its_owners_only(tmp_path):
    path = tmp_path / "keys" / "signing.pem"
    assert Signer(path).public_key == Signer(path).public_key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("not a key", encoding="utf-8")
    with pytest.raises(SettingsError, match="SIGNING_KEY"):
        Signer(path)


def test_a_signature_is_of_these_bytes_and_of_this_key(tmp_path):
    one, other = (Signer(tmp_path / name) for name in ("one.pem", "other.pem"))
    signature = one.sign(b"list")
    assert verify(one.public_key, signature, b"list")
    assert not verify(one.public_key, signature, b"lists")
    assert not verify(other.public_key, signature, b"list")
    assert not verify("not base64!", signature, b"list")


def test_a_secret_is_the_keys_and_the_purposes(tmp_path):
    one, other = (Signer(tmp_path / name) for name in ("one.pem", "other.pem"))
    assert len({one.secret("rates"), one.secret("more"), other.secret("rates")}) == 3
    assert one.secret("rates") == Signer(tmp_path / "one.pem").secret("rates")
