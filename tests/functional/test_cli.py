"""The command as anyone would run it: exit statuses, what goes to which stream, and what is left behind."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from tests.functional.command import left_behind, run
from tests.functional.internet import PrivateInternet

OFFLINE = {"MASTHEAD_RESOLVER": "127.0.0.1:9", "MASTHEAD_ALLOWED_NETWORKS": "127.0.0.0/8"}
NETWORK = pytest.mark.network
SITE = "https://carnetdepeau.example/"


def test_help_names_every_command(tmp_path):
    done = run({}, tmp_path, "--help")
    assert done.status == 0
    assert all(word in done.stdout for word in ("check", "replay", "settings", "knowledge", "serve"))
    assert run({}, tmp_path).status == 2


@pytest.mark.parametrize(
    "url",
    [
        "",
        "word",
        "https://",
        "ftp://a.example/",
        "https://u:p@a.example/",
        "jane@a.example",
        "Jane Doe",
        "https://a b.example/",
    ],
)
def test_a_wrong_address_is_wrong_usage(tmp_path, url):
    done = run(OFFLINE, tmp_path, "check", url)
    assert (done.status, done.stdout) == (2, "")
    assert done.stderr.startswith("masthead: ")


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/", "http://169.254.169.254/", "http://[::1]/", "http://93.184.215.14:22/"]
)
def test_a_forbidden_address_is_not_tried(tmp_path, url):
    done = run(OFFLINE, tmp_path, "check", url, "--json")
    assert (done.status, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1


def test_what_was_typed_cannot_command_the_terminal(tmp_path):
    done = run(OFFLINE, tmp_path, "check", "https://a.example/\x1b[31m")
    assert done.status == 2
    assert "\x1b" not in done.stderr


def test_an_unusable_setting_is_named(tmp_path):
    done = run({"MASTHEAD_CHECK_DEADLINE": "soon"}, tmp_path, "check", SITE)
    assert done.status == 2
    assert "MASTHEAD_CHECK_DEADLINE" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_are_shown_with_their_origin(tmp_path):
    (tmp_path / "masthead.toml").write_text('rate_limit = "off"\n')
    shown = json.loads(run({"MASTHEAD_BIND": "127.0.0.1:9999"}, tmp_path, "settings", "--json").stdout)
    assert shown["MASTHEAD_BIND"] == {"value": "127.0.0.1:9999", "origin": "MASTHEAD_BIND"}
    assert shown["MASTHEAD_RATE_LIMIT"] == {"value": "off", "origin": "masthead.toml: rate_limit"}
    assert "MASTHEAD_BIND" in run({}, tmp_path, "settings").stdout


def test_a_slip_in_a_setting_is_said(tmp_path):
    assert "MASTHEAD_BIDN is no setting" in run({"MASTHEAD_BIDN": "x"}, tmp_path, "settings").stderr


def test_the_knowledge_is_listed_and_checked(tmp_path):
    listed = json.loads(run({}, tmp_path, "knowledge", "list", "--json").stdout)
    assert listed["groups"]
    (tmp_path / "extra").mkdir()
    (tmp_path / "extra" / "broken.toml").write_text("[group")
    broken = run({"MASTHEAD_KNOWLEDGE": str(tmp_path / "extra")}, tmp_path, "knowledge", "check")
    assert broken.status == 1
    assert "broken.toml" in broken.stderr


def test_a_bundle_that_is_none(tmp_path):
    (tmp_path / "x.wacz").write_bytes(b"nothing")
    assert run({}, tmp_path, "replay", "x.wacz").status == 1
    assert run({}, tmp_path, "replay", "absent.wacz").status == 2


@NETWORK
def test_a_name_that_does_not_exist_is_not_tried(internet: PrivateInternet, tmp_path: Path):
    done = run(internet.env, tmp_path, "check", "https://no-such-name.example/")
    assert (done.status, done.stdout) == (1, "")


@NETWORK
def test_a_check_saved_replayed_and_stored(internet: PrivateInternet, tmp_path: Path):
    first = run(internet.env, tmp_path, "check", SITE, "--json", "--save", "evidence")
    assert (first.status, first.stderr) == (0, "")
    document = json.loads(first.stdout)
    bundle = f"evidence/{document['id']}.wacz"
    replayed = run({}, tmp_path, "replay", bundle, "--json")
    assert replayed.status == 0, replayed.stdout + replayed.stderr
    assert json.loads(replayed.stdout)["same"] is True

    again = json.loads(run(internet.env, tmp_path, "check", SITE, "--json").stdout)
    assert again["id"] == document["id"]
    fresh = json.loads(run(internet.env, tmp_path, "check", SITE, "--json", "--fresh").stdout)
    assert fresh["supersedes"] == document["id"]

    text = run(internet.env, tmp_path, "check", SITE).stdout
    assert document["site"] in text
    assert "What would change this" in text


@NETWORK
def test_a_damaged_bundle_is_found(internet: PrivateInternet, tmp_path: Path):
    run(internet.env, tmp_path, "check", SITE, "--save", ".")
    (bundle,) = tmp_path.glob("*.wacz")
    with ZipFile(bundle) as opened:
        largest = max(opened.infolist(), key=lambda member: member.compress_size)
    data = bytearray(bundle.read_bytes())
    data[_start(data, largest) + largest.compress_size // 2] ^= 1
    bundle.write_bytes(data)
    assert run({}, tmp_path, "replay", bundle.name).status == 1


def _start(data: bytes, member: ZipInfo) -> int:
    """Return where the bytes of a member begin, behind its header, its name and what else stands there."""
    name, more = struct.unpack_from("<HH", data, member.header_offset + 26)
    return member.header_offset + 30 + int(name) + int(more)


@NETWORK
def test_a_person_in_the_registration_is_left_nowhere(internet: PrivateInternet, tmp_path: Path):
    scenario = "a20-person-in-whois"
    from tests.functional.scenario import load_scenarios

    found = next(s for s in load_scenarios() if s.name == scenario)
    done = run(internet.env, tmp_path, "check", found.url, "--save", "evidence")
    assert done.status == 0
    for place, text in [("output", done.stdout + done.stderr), *left_behind(tmp_path)]:
        for word in found.forbid:
            assert word not in text, place


@NETWORK
def test_two_sites_are_compared_by_what_their_authors_wrote(internet: PrivateInternet, tmp_path: Path):
    done = run(internet.env, tmp_path, "compare", SITE, "https://carnetdepeau.example/", "--json")
    assert (done.status, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["lang"] == "fr"
    assert min(told["words"]) >= 100
    assert told["same_author"] is None
    nowhere = run(internet.env, tmp_path, "compare", "https://no-such-name.example/", "some text")
    assert (nowhere.status, nowhere.stdout) == (1, "")
