"""Audits through the command, over real sockets: complete, in any order, stopped, killed and gone on with."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.functional.command import MASTHEAD, environment, run
from tests.functional.internet import PrivateInternet
from tests.functional.scenario import differences, load_scenarios
from tests.functional.serving import READY_SECONDS

pytestmark = pytest.mark.network

# At this pace of the registry a list is long enough to be stopped in the middle, however late one looks.
UNHURRIED = {"MASTHEAD_REGISTRY_RATE": "1"}
# A server that asks us to wait holds up every domain of its registry: it has a test of its own.
UNTHROTTLED = [s for s in load_scenarios() if not s.name.startswith(("a19", "more-registrar"))]
SOME = UNTHROTTLED[::5]
BAD = ("Jane Doe", "jane@blog.example", "http://10.0.0.1/", "nowhere-at-all.example", "https://u:p@a.example/", "word")
KINDS = ("personal-query", "personal-query", "forbidden-address", "no-such-name", "userinfo", "malformed-url")


def documents(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def start(internet: PrivateInternet, home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    home.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        [str(MASTHEAD), "audit", *arguments],
        env=environment({**internet.env, **UNHURRIED}, home),
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def until_read(home: Path, process: subprocess.Popen[bytes], lines: int) -> None:
    """Wait until some lines were read; the store is the only witness that needs no word from the process."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with closing(sqlite3.connect(f"file:{home}/store.sqlite?mode=ro", uri=True, timeout=60)) as store:
                (done,) = store.execute("SELECT count(*) FROM audit_rows WHERE state <> 'waiting'").fetchone()
        except sqlite3.OperationalError:  # not made yet
            done = 0
        if done >= lines:
            return
        time.sleep(0.02)
    pytest.fail(f"no {lines} lines were read")


def verdicts(found: list[dict[str, Any]]) -> dict[str, tuple[str, str, list[str]]]:
    return {
        row["url"]: (row["verdict"]["verdict"], row["verdict"]["control"]["level"], row["verdict"]["notes"])
        for row in found
        if row["verdict"]
    }


def test_every_line_of_a_csv_is_answered_and_its_columns_are_kept(internet: PrivateInternet, tmp_path: Path):
    urls = [scenario.url for scenario in SOME]
    rows = io.StringIO()
    csv.writer(rows, delimiter=";").writerows(
        [("nr", "URL"), *enumerate(urls, 1), *((f"bad {n}", url) for n, url in enumerate(BAD))]
    )
    (tmp_path / "list.csv").write_text(rows.getvalue(), encoding="utf-8")
    done = run(internet.env, tmp_path / "home", "audit", str(tmp_path / "list.csv"), "-o", str(tmp_path / "out.jsonl"))
    assert (done.status, done.stdout) == (1, ""), done.stderr
    found = documents((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert [row["line"] for row in found] == list(range(2, 2 + len(urls) + len(BAD)))
    for scenario, row in zip(SOME, found, strict=False):
        assert row["url"] == scenario.url
        assert row["columns"] == {"nr": str(row["line"] - 1)}
        assert not (wrong := differences(scenario.expect, row["verdict"])), (scenario.name, wrong)
    assert tuple(row["error"]["type"] for row in found[len(urls) :]) == tuple(f"/problems/{kind}" for kind in KINDS)


def test_the_order_of_the_list_changes_no_verdict(internet: PrivateInternet, tmp_path: Path):
    urls = [scenario.url for scenario in SOME[:16]]
    answers = []
    for seed in (1, 2):
        random.Random(seed).shuffle(urls)
        (tmp_path / f"{seed}.txt").write_text("\n".join(urls), encoding="utf-8")
        done = run(internet.env, tmp_path / f"home{seed}", "audit", str(tmp_path / f"{seed}.txt"), "--jobs", "3")
        assert done.status == 0, done.stderr
        answers.append(verdicts(documents(done.stdout)))
    assert answers[0] == answers[1]
    assert len(answers[0]) == len(urls)


def test_an_interrupted_audit_says_how_to_go_on_and_does(internet: PrivateInternet, tmp_path: Path):
    urls = [scenario.url for scenario in UNTHROTTLED[:24]]
    (tmp_path / "list.txt").write_text("\n".join(urls), encoding="utf-8")
    out = tmp_path / "out.csv"
    arguments = (str(tmp_path / "list.txt"), "-o", str(out), "--jobs", "2")
    process = start(internet, tmp_path / "home", *arguments)
    until_read(tmp_path / "home", process, 3)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=READY_SECONDS)
    assert process.returncode == 130, stderr
    assert b"--resume" in stderr
    assert not out.exists()
    done = run(internet.env, tmp_path / "home", "audit", *arguments, "--resume")
    assert done.status == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))
    assert [row["url"] for row in rows] == urls
    assert all(row["verdict"] for row in rows)


def test_a_killed_audit_loses_and_doubles_nothing(internet: PrivateInternet, tmp_path: Path):
    urls = [scenario.url for scenario in UNTHROTTLED[24:48]]
    (tmp_path / "list.txt").write_text("\n".join(urls), encoding="utf-8")
    process = start(internet, tmp_path / "home", str(tmp_path / "list.txt"))
    until_read(tmp_path / "home", process, 6)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=READY_SECONDS)
    done = run(internet.env, tmp_path / "home", "audit", str(tmp_path / "list.txt"), "--resume")
    assert done.status == 0, done.stderr
    assert [row["url"] for row in documents(done.stdout)] == urls
    with closing(sqlite3.connect(tmp_path / "home" / "store.sqlite")) as store:
        kept = [url for (url,) in store.execute("SELECT url FROM verdicts")]
    assert len(kept) == len(set(kept)) == len(set(urls))


def test_standard_input_is_a_list_too(internet: PrivateInternet, tmp_path: Path):
    line = json.dumps({"url": SOME[0].url, "desk": "economy"})
    done = run(internet.env, tmp_path, "audit", "-", standard_input=line.encode())
    assert done.status == 0, done.stderr
    (row,) = documents(done.stdout)
    assert (row["line"], row["columns"]) == (1, {"desk": "economy"})


def test_a_report_is_written_beside_the_results(internet: PrivateInternet, tmp_path: Path):
    (tmp_path / "list.txt").write_text(SOME[0].url, encoding="utf-8")
    done = run(internet.env, tmp_path, "audit", "list.txt", "-o", "out.csv", "--report", "report")
    assert done.status == 0, done.stderr
    made = {file.name for file in (tmp_path / "report").iterdir()}
    assert made == {"report.html", "owners.csv", "shared.csv", "passages.csv", "hands.csv", "results.csv"}
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert SOME[0].url in page
    assert "<svg" in page
    lines = (tmp_path / "out.csv").read_bytes()
    assert (tmp_path / "report" / "results.csv").read_bytes() == lines


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-file.txt",),
        ("list.csv",),
        ("list.txt", "-o", "out.pdf"),
        ("list.txt", "-o", "no/such/folder/out.csv"),
        ("list.txt", "--resume"),
        ("list.txt", "--report", "no/such/folder"),
        ("results.csv", "-o", "./results.csv"),
        ("results.csv", "--report", "."),
        ("list.txt", "--jobs", "0"),
        (),
    ],
)
def test_wrong_usage_is_said_before_anything_is_read(internet: PrivateInternet, tmp_path: Path, arguments):
    (tmp_path / "list.csv").write_text("name\nx\n", encoding="utf-8")
    (tmp_path / "list.txt").write_text("blog.example\n", encoding="utf-8")
    (tmp_path / "results.csv").write_text("url\nblog.example\n", encoding="utf-8")
    done = run(internet.env, tmp_path, "audit", *arguments)
    assert (done.status, done.stdout) == (2, ""), done.stderr
    assert done.stderr
    assert (tmp_path / "results.csv").read_text(encoding="utf-8") == "url\nblog.example\n"
