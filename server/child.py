"""What happens inside a child: it loads once, then does tasks, each under limits of processor time and memory."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import msgspec

from detectors.knowledge import Extract
from detectors.knowledge.table import FILE
from detectors.model import Capture, Viewing
from detectors.surrogates import without_halves
from server.errors import MastheadError
from server.memory import held_memory, limit_memory, trim_memory

# Bytes that a loaded child may grow by. Eight real pages of 1 MB take 83 million; a hostile page takes what it gets.
HEADROOM = 112 * 1024 * 1024
_KEPT = 32 * 1024 * 1024  # bytes grown by, after a task, that are worth giving back

RegistrationKind = Literal["whois", "rdap"]


class StartError(MastheadError):
    """A child cannot be set up: the knowledge cannot be read, or the installation is damaged."""


@dataclass
class _Mind:
    """What a child holds between its tasks; `failure` is why it could not be set up."""

    loaded: int = 0  # bytes of address space once loaded
    thinker: Any = None
    knowledge: Any = None
    failure: str = ""


_mind = _Mind()


def start(thinker: str, knowledge: Path | None, memory: int) -> None:
    """Set up a child. Pebble restarts a child whose initializer fails for ever, so a failure is kept for the tasks."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads would eat the address space
    with contextlib.suppress(OSError, ValueError):  # macOS refuses; the time limits still hold
        limit = memory + _mapped(knowledge)
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        _mind.thinker = import_module(thinker)
        _mind.thinker.warm()
        _mind.knowledge = _mind.thinker.load_knowledge((knowledge,) if knowledge else ())
        spare_the_collector()
        _mind.loaded = held_memory()
    except Exception as error:
        _mind.failure = f"{type(error).__name__}: {error}"


def spare_the_collector() -> None:
    """Keep what is loaded by now out of the garbage collector's sight, and let it look at the rest less often.

    Words and knowledge live as long as the process, and an examination leaves no circles behind: looking for some cost
    a sixth of the time of reading a page (`bench/examination.py`).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def _mapped(knowledge: Path | None) -> int:
    """Return the bytes of address space that imported registers take: all children share one copy of them."""
    file = knowledge / FILE if knowledge else None
    return file.stat().st_size if file and file.is_file() else 0


def _ready() -> _Mind:
    if _mind.failure:
        raise StartError(f"examining cannot start: {_mind.failure}")
    return _mind


def timed(seconds: float, task: Callable[..., bytes], *args: Any) -> bytes:
    """Do a task; the kernel ends this process when the task has used so many seconds of processor time."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    # Only during a task: who runs out of memory while pebble passes a message breaks the whole pool.
    limit_memory(_mind.loaded + HEADROOM if _mind.loaded else None)
    try:
        return task(*args)
    finally:
        limit_memory(None)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if held_memory() > _mind.loaded + _KEPT:
            _give_back()


def _give_back() -> None:
    """Drop what was parsed, and return what is free to the system: its allocator keeps it otherwise."""
    if forget := getattr(_mind.thinker, "forget", None):
        forget()
    gc.collect()
    trim_memory()


def plan(capture: bytes) -> bytes:
    """Return the wants of a capture, as JSON."""
    mind = _ready()
    return msgspec.json.encode(mind.thinker.plan(Capture.from_json(capture), mind.knowledge))


def author_texts(capture: bytes) -> bytes:
    """Return what the author of the checked site wrote, as JSON."""
    mind = _ready()
    return msgspec.json.encode(mind.thinker.author_texts(Capture.from_json(capture), mind.knowledge))


def sightings(capture: bytes) -> bytes:
    """Return what the sites of a capture carry, as JSON."""
    mind = _ready()
    return msgspec.json.encode(mind.thinker.sightings(Capture.from_json(capture), mind.knowledge))


def judge(capture: bytes) -> bytes:
    """Return the judgement on a capture, as JSON."""
    mind = _ready()
    return msgspec.json.encode(mind.thinker.judge(Capture.from_json(capture), mind.knowledge))


def replay(capture: bytes, given: bytes) -> bytes:
    """Return the verdict on a capture from kept claims, or from today's, and as a window shows it if one is given."""
    mind, taken = _ready(), Capture.from_json(capture)
    extract, viewing = msgspec.json.decode(given, type=tuple[Extract | None, Viewing | None])
    if extract is None:
        return msgspec.json.encode(mind.thinker.examine(taken, mind.knowledge, viewing))
    return msgspec.json.encode(mind.thinker.replay(taken, extract, viewing))


def compare(a: tuple[str, ...], b: tuple[str, ...], lang: str | None) -> bytes:
    """Return the comparison of two sides, as JSON."""
    return msgspec.json.encode(import_module("detectors.style").compare(a, b, lang))


def hand_print(posts: tuple[str, ...], lang: str) -> bytes:
    """Return the print of the posts of one hand, as JSON."""
    return msgspec.json.encode(import_module("detectors.style.prints").printed(posts, lang))


def parse_registration(kind: RegistrationKind, body: bytes, domain: str) -> bytes:
    """Return what a registry's answer says, redacted, as JSON."""
    registration = import_module("detectors.registration")
    if kind == "rdap":
        parsed = registration.parse_rdap(json.loads(without_halves(body.decode("utf-8", "replace"))), domain)
    else:
        text = registration.decode_whois(body)
        second = import_module("server.collect.second_reading")
        parsed = second.compared(registration.parse_whois(text, domain), text)
    return msgspec.json.encode(registration.redact(parsed))


def knowledge_version() -> bytes:
    """Return the version of the knowledge that this child has loaded."""
    return str(_ready().knowledge.version).encode()
