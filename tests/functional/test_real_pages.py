"""Real news and article pages under their own names: all get a verdict, none is accused. Data from BENCH_DATA."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.functional.command import run
from tests.functional.internet import Internet, PrivateInternet, Site
from tests.functional.scenario import ACCUSING

DATA = os.environ.get("BENCH_DATA", "")
FILES = sorted(Path(DATA, "pages").glob("*.html.gz")) if DATA else []
OWN_ADDRESS = re.compile(
    rb"<(?:link|meta)\b[^>]*(?:rel=[\"']?canonical|property=[\"']?og:url)[^>]*?(?:href|content)=[\"']?(https?://[^\"'\s>]+)",
    re.IGNORECASE,
)

pytestmark = [
    pytest.mark.network,
    pytest.mark.skipif(not FILES, reason="BENCH_DATA is unset or holds no pages"),
]


def address(file: Path, body: bytes) -> tuple[str, str]:
    """Return the host and path that the page gives as its own, else invented ones."""
    found = OWN_ADDRESS.search(body)
    parts = urlsplit(found[1].decode("ascii", "replace")) if found else None
    if parts is None or not re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", parts.netloc):
        return f"page-{file.name[:12]}.example", "/"
    return parts.netloc, parts.path or "/"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The URL of each file, by file name."""
    return {file.name: "https://{}{}".format(*address(file, gzip.decompress(file.read_bytes()))) for file in FILES}


@pytest.fixture(scope="module")
def env(pages: dict[str, str]) -> Iterator[dict[str, str]]:
    """Every page served where it belongs, with plain registry answers."""
    sites: dict[str, dict[str, bytes]] = {}
    for file in FILES:
        parts = urlsplit(pages[file.name])
        name = parts.path.strip("/") or "index.html"
        sites.setdefault(parts.netloc, {})[name if "." in name.rpartition("/")[2] else f"{name}.html"] = (
            gzip.decompress(file.read_bytes())
        )
    internet = Internet(tuple(Site(host, files) for host, files in sites.items()))
    with PrivateInternet(internet, network=5) as env:
        yield env


@pytest.mark.parametrize("name", [file.name for file in FILES], ids=lambda name: name[:12])
def test_a_real_page_gets_a_verdict_and_no_accusation(
    name: str, pages: dict[str, str], env: dict[str, str], tmp_path: Path
):
    done = run(env, tmp_path, "check", pages[name], "--json")
    assert done.status == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["verdict"] not in ACCUSING
    assert document["site_verdict"] not in ACCUSING
