"""The package: the same bytes each time, what is reviewed is what ships, and another server's package is its own."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile

from tests.browser.packing import EXTENSION, packed


def contents(package):
    with zipfile.ZipFile(package) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_same_package_is_made_each_time(tmp_path):
    first, second = packed(tmp_path / "one"), packed(tmp_path / "two")
    assert first.read_bytes() == second.read_bytes()
    run = [sys.executable, "-m", "tests.browser.packing", str(tmp_path / "three")]
    subprocess.run(run, check=True, capture_output=True, cwd=EXTENSION.parent, env={"TZ": "Asia/Tokyo", "PATH": ""})
    assert (tmp_path / "three" / first.name).read_bytes() == first.read_bytes()


def test_what_is_reviewed_is_what_ships(tmp_path):
    shipped = contents(packed(tmp_path))
    for name, data in shipped.items():
        if name != "data/server.json":
            assert data == (EXTENSION / name).read_bytes(), name
    assert {"manifest.json", "LICENSE", "vendor/noble-ed25519-LICENSE", "fonts/source-sans-3-OFL.txt"} <= set(shipped)
    assert not {name for name in shipped if name.endswith((".md", ".d.ts", ".map", "package.json"))}


def test_a_package_for_another_server_carries_its_key_and_its_list(tmp_path):
    snapshot = tmp_path / "snapshot"
    snapshot.mkdir()
    (snapshot / "snapshot.json").write_bytes(b'{"serial":9}')
    (snapshot / "key").write_text("c2VjcmV0\n", encoding="ascii")
    shipped = contents(packed(tmp_path, "https://desk.example", snapshot))
    assert json.loads(shipped["data/server.json"]) == {"url": "https://desk.example", "key": "c2VjcmV0"}
    assert shipped["data/snapshot.json"] == b'{"serial":9}'
    assert json.loads(shipped["manifest.json"])["host_permissions"] == ["https://desk.example/*"]
