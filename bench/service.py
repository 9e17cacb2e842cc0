"""A stored verdict over HTTP: ``python -m bench.service``.

Our service, on SQLite and on PostgreSQL, and the least that could answer (`bench.service_peer`, on SQLite), each on
the same server with the same threads and with the same documents, asked by wrk in turns. Ratios within one run, medians
over rounds; the floors say how much of the peer's throughput is reached, and how many times its 99th percentile of
latency ours may be. PostgreSQL runs on the same processors, which it shares with what it is measured with.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import msgspec

from bench import ROOT, floors_of, without
from detectors.model import Capture, Verdict
from server.commands.serve import THREADS
from server.store import Store, new_id
from tests.postgresql import Postgres, PostgresMissingError

ROUNDS, SECONDS, CONNECTIONS, DOCUMENTS = 5, 3, 16, 100
CASE = ROOT / "tests" / "cases" / "a01-persona-group-mail-domain" / "expected.json"
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0}
OPEN = build_opener(ProxyHandler({})).open
SERVE = """
from granian import Granian
from granian.constants import Interfaces
Granian({app!r}, address="127.0.0.1", port={port}, interface=Interfaces.WSGI, workers=1, blocking_threads={threads},
        backpressure=1024, factory=True, log_enabled=False).serve()
"""


def main() -> int:
    """Print the ratios; return 1 when one is not within its floor."""
    if shutil.which("wrk") is None:
        return without("wrk (Debian: apt-get install wrk)")
    floors = floors_of("service")
    within = True
    for database in ("sqlite", "postgresql"):
        try:
            throughput, latency = _on(database)
        except PostgresMissingError as missing:
            print(f"postgresql: skipped: {missing}", file=sys.stderr)
            within = within and not os.environ.get("CI")
            continue
        print(f"{database}: a stored verdict at {throughput:.2f} times the throughput of one SQLite key read in Flask,")
        print(f"  with {latency:.2f} times its 99th percentile of latency")
        within = within and throughput >= floors[database]["throughput"] and latency <= floors[database]["latency"]
    return 0 if within else 1


def _on(database: str) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        if database == "sqlite":
            return _measured(Path(name), f"sqlite:///{name}/store.sqlite")
        return _measured(Path(name), stack.enter_context(Postgres(durable=True)).database())


def _measured(folder: Path, store: str) -> tuple[float, float]:
    """Return the medians of (our throughput / the peer's) and (our latency / the peer's)."""
    made = Store(store)
    core = msgspec.json.decode(CASE.read_bytes(), type=Verdict)
    identifiers = [new_id() for _ in range(DOCUMENTS)]
    for identifier in identifiers:
        made.verdicts.save(identifier, core, Capture(core.url, core.checked_at), owner="", private=False, listed=True)
    made.close()
    ours_env = {"MASTHEAD_STORE": store, "MASTHEAD_SIGNING_KEY": f"{folder}/key.pem"}
    peer_env = {"PEER_STORE": f"{folder}/peer.sqlite"}
    _asking(folder / "ask.lua", identifiers)
    with _served("server.serving:app", ours_env, f"/v1/checks/{identifiers[0]}") as ours:
        _copy(ours, identifiers, folder / "peer.sqlite")
        with _served("bench.service_peer:app", peer_env, f"/v1/checks/{identifiers[0]}") as peer:
            rounds = [(_asked(ours, folder), _asked(peer, folder)) for _ in range(ROUNDS + 1)][1:]
    return (
        statistics.median(mine[0] / theirs[0] for mine, theirs in rounds),
        statistics.median(mine[1] / theirs[1] for mine, theirs in rounds),
    )


def _asking(script: Path, identifiers: list[str]) -> None:
    listed = ", ".join(json.dumps(f"/v1/checks/{identifier}") for identifier in identifiers)
    script.write_text(
        f"local paths, n = {{{listed}}}, 0\n"
        "function request()\n"
        "  n = n % #paths + 1\n"
        '  return wrk.format("GET", paths[n])\n'
        "end\n"
    )


def _copy(ours: str, identifiers: list[str], to: Path) -> None:
    """Give the peer the very bytes that we answer with."""
    with closing(sqlite3.connect(to)) as peer, peer:
        peer.execute("PRAGMA journal_mode=WAL")
        peer.execute("CREATE TABLE documents (id TEXT PRIMARY KEY, body BLOB)")
        for identifier in identifiers:
            with OPEN(f"{ours}/v1/checks/{identifier}") as answer:
                peer.execute("INSERT INTO documents VALUES (?, ?)", (identifier, answer.read()))


@contextmanager
def _served(app: str, env: dict[str, str], ready: str) -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    code = SERVE.format(app=app, port=port, threads=THREADS)
    process = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, **env}, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1200):  # tenths of a second, on a machine that has much else to do
            try:
                OPEN(f"http://127.0.0.1:{port}{ready}").close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(120)


def _asked(base: str, folder: Path) -> tuple[float, float]:
    """Return (requests a second, seconds at the 99th percentile)."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-s", str(folder / "ask.lua"), base]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    late = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    if rate is None or late is None or "Non-2xx" in said:
        raise RuntimeError(said)
    return float(rate[1]), float(late[1]) * UNITS[late[2]]


if __name__ == "__main__":
    sys.exit(main())
