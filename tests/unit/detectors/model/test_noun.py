"""Nouns that many threads begin to read at once."""

from __future__ import annotations

import subprocess
import sys

READING = """
import sys, threading
import detectors.examination
from detectors.model import Capture, Page, Read, Seen, Verdict, Want
from detectors.model.noun import prepare
page = Page(Seen("w", "2026-11-28T10:00:00Z", "0" * 64), "https://a.example/", "https://a.example/", 200, "<p>words")
read = Read(Want("page", page.url, "checked"), page)
data = Capture("https://a.example/", "2026-11-28T10:00:00Z", reads=(read,)).to_json()
sys.setswitchinterval(1e-7)
prepare()
together = threading.Barrier(16)
def begin():
    together.wait()
    Capture.from_json(data)
threads = [threading.Thread(target=begin) for _ in range(16)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
TIMES = 10  # without `prepare` about one process in four ends in a fault


def test_threads_that_begin_together_read_on() -> None:
    processes = [subprocess.Popen([sys.executable, "-c", READING]) for _ in range(TIMES)]
    assert [process.wait(600) for process in processes] == [0] * TIMES
