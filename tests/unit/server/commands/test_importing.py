"""``masthead knowledge import``: what it says, on a terminal and off it, and what a kill costs."""

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.functional.command import run
from tests.unit.server.imports.test_gleif import ONE, company, table


def lei(number: int) -> str:
    return f"{number:018d}00"


def register(path: Path, count: int) -> Path:
    rows = (company(lei(number), f"Company {number} SA") for number in range(count))
    path.write_text(table(ONE, *rows, company("broken"), company(category="SOLE_PROPRIETOR")))
    return path


def test_an_import_says_what_it_did_and_names_what_it_could_not_read(tmp_path):
    file = register(tmp_path / "level1.csv", 50)
    done = run({}, tmp_path / "home", "knowledge", "import", "gleif", str(file))
    assert done.status == 1
    assert "line 52: not an LEI" in done.stderr
    assert "52 rows, 1 bad; left out: 1 natural person" in done.stdout
    assert "50 organisations" in done.stdout
    again = run({}, tmp_path / "home", "knowledge", "import", "gleif", str(file), "--json")
    told = json.loads(again.stdout)
    assert told["files"][0]["bad_rows"] == [{"line": 52, "reason": "not an LEI"}]
    assert told["registers"]["records"] == 50
    listed = json.loads(run({}, tmp_path / "home", "knowledge", "list", "--json").stdout)
    assert [i["file"] for i in listed["registers"]["imports"]] == ["level1.csv"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("gleif", "nowhere.csv"), "nowhere.csv"),
        (("sirene", "level1.csv"), "no column"),
        (("gleif", "level1.csv", "--resume"), "nothing to go on with"),
    ],
)
def test_what_cannot_be_imported_is_said(tmp_path, arguments, words):
    register(tmp_path / "level1.csv", 1)
    done = run({}, tmp_path, "knowledge", "import", *arguments)
    assert done.status == 2
    assert words in done.stderr


def rows_staged(folder: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{folder}/imports.sqlite?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT coalesce(sum(rows), 0) FROM imports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_a_killed_import_goes_on_where_it_ended(tmp_path):
    file, folder = register(tmp_path / "level1.csv", 60_000), tmp_path / "knowledge"
    folder.mkdir()
    env = {**os.environ, "MASTHEAD_KNOWLEDGE": str(folder)}
    command = [sys.executable, "-m", "server.cli", "knowledge", "import", "gleif", str(file)]
    behind = ["nice", "-n", "5", *command]  # it waits for who looks at it, not the other way round
    process = subprocess.Popen(behind, env=env, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while rows_staged(folder) == 0 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    staged = rows_staged(folder)
    assert 0 < staged < 60_002
    done = subprocess.run([*command, "--resume", "--json"], env=env, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    assert (told["files"][0]["rows"], told["files"][0]["bad"], told["registers"]["records"]) == (60_002, 1, 60_000)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def test_progress_shows_on_a_terminal(tmp_path):
    file = register(tmp_path / "level1.csv", 12_000)
    main, other = pty.openpty()
    env = {**os.environ, "MASTHEAD_KNOWLEDGE": str(tmp_path), "TERM": "xterm", "COLUMNS": "120"}
    command = [sys.executable, "-m", "server.cli", "knowledge", "import", "gleif", str(file)]
    with ThreadPoolExecutor(1) as pool:  # a terminal that nobody reads from holds up who writes to it
        reading = pool.submit(b"".join, iter(partial(_read, main), b""))
        subprocess.run(command, env=env, stderr=other, stdout=subprocess.DEVNULL, check=False, timeout=600)
        os.close(other)
        shown = reading.result().decode(errors="replace")
    os.close(main)
    assert " %" in shown
    assert "compiling" in shown
