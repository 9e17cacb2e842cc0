"""The report of an audit as one file: everything inside, nothing fetched, nothing of a stranger's interpreted."""

from __future__ import annotations

import io
import re
import zipfile

import msgspec
import pytest

from detectors.model import Level
from server.audit import begin
from server.listing import Row
from server.store import Store
from server.web.audited import one_file, view
from tests.unit.server.making import capture
from tests.unit.server.report.test_summary import found, judged
from tests.unit.server.web.test_audits import done


@pytest.fixture
def audited(tmp_path):
    """A store with an audit of two sites that are done, and one line that is no address."""
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    rows = (Row(1, "a.example"), Row(2, "b.example"), Row(3, "<script>alert(1)</script>"))
    audit = begin(store, rows, source="f" * 64, owner="local", runner="command")
    for line in store.audits.all_lines(audit.id):
        if line.url:
            owner = "Vichy SA" if line.line == 1 else ""
            shared = found("ownership/shared_ids", "UA-1", "b.example")
            core = msgspec.structs.replace(judged(line.domain, owner, shared, group="L'Oréal"), url=line.url)
            store.verdicts.save(line.verdict, core, capture(url=line.url), owner="local", private=False)
            store.audits.collected(audit.id, line.url, capture(url=line.url))
            store.audits.judged(audit.id, line.url, Level.NO_FINDING.value)
    yield store, audit
    store.close()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_report_stands_alone(audited, lang):
    store, audit = audited
    page = one_file(view(audit, store), lang, "https://masthead.example/")
    assert "L&#39;Oréal" in page
    assert "UA-1" in page
    assert page.count("<svg") >= 3  # verdicts, owners, the graph
    assert "<script>" not in page
    sources = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert all(source.startswith(("#", "https://masthead.example/")) for source in sources)
    assert not re.search(r"url\((?!\"?data:)", page)


def test_a_level_chooses_the_lines(audited):
    store, audit = audited
    assert [line.line for line, _ in view(audit, store, {"level": "no_finding"})["lines"]] == [1, 2]
    assert view(audit, store, {"level": "disclosed"})["lines"] == []
    assert len(view(audit, store)["lines"]) == 3


def test_it_is_downloaded_beside_the_results(client):
    place = client.post("/audits", data={"list": "http://127.0.0.1/post"}).headers["Location"]
    done(client, place)
    base = "/v1" + place.split("?")[0]
    page = client.get(f"{base}/report.html")
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert "127.0.0.1" in page.text
    with zipfile.ZipFile(io.BytesIO(client.get(f"{base}/report.zip").data)) as archive:
        assert set(archive.namelist()) == {"report.html", "owners.csv", "shared.csv", "passages.csv", "hands.csv"}
    assert client.get(f"{base}/report.pdf").status_code == 404
    assert client.get(f"{base[:-4]}xxxx/report.html").status_code == 404
