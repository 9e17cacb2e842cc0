"""What happens inside a child: it loads, then does tasks, each under limits of processor time and memory.

It loads once, and again when a task names an edition of the knowledge that it does not hold (`server.editions`).
"""

from __future__ import annotations

import gc
import json
import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import msgspec
import structlog

from detectors.copying import Other
from detectors.knowledge import Extract
from detectors.knowledge.table import FILES
from detectors.model import Capture, HandPrint, OtherHand, Viewing
from detectors.surrogates import without_halves
from server.editions import edition_of
from server.errors import MastheadError
from server.logs import configure
from server.memory import held_memory, limit_memory, trim_memory

# Bytes that a loaded child may grow by. Eight real pages of 1 MB take 83 million; a hostile page takes what it gets.
HEADROOM = 96 * 1024 * 1024
_KEPT = 32 * 1024 * 1024  # bytes grown by, after a task, that are worth giving back

_EDITIONS = 3  # of the knowledge held at once: the present one, by both its names, and the one before
SPENT = 77  # exit status of a child whose task failed and that cannot give back what the task used

Posts = tuple[str, ...]  # of one side of a comparison
HandAmong = tuple[HandPrint, tuple[tuple[OtherHand, HandPrint], ...], tuple[HandPrint, ...]]  # a hand, others, a cohort

log = structlog.get_logger(__name__)

RegistrationKind = Literal["whois", "rdap"]


class StartError(MastheadError):
    """A child cannot be set up: the knowledge cannot be read, or the installation is damaged."""


@dataclass
class _Mind:
    """What a child holds between its tasks; `failure` is why it has no knowledge."""

    memory: int = 0  # bytes of address space that loading may take beside what is mapped
    limit: int | None = None  # bytes of address space it may have between tasks
    loaded: int = 0  # bytes of address space once loaded
    thinker: Any = None
    folder: Path | None = None
    held: dict[str, Any] = field(default_factory=dict)  # knowledge by its edition, the newest last
    knowledge: Any = None  # by which the present task thinks
    failure: str = ""


_mind = _Mind()


def start(thinker: str, knowledge: Path | None, memory: int) -> None:
    """Set up a child. Pebble restarts a child whose initializer fails for ever, so a failure is kept for the tasks."""
    configure()
    _mind.memory, _mind.folder = memory, knowledge
    _let_grow()
    try:
        _mind.thinker = import_module(thinker)
        _mind.thinker.warm()
    except Exception as error:
        _mind.failure = f"{type(error).__name__}: {error}"
    else:
        _take_up(edition_of(knowledge))


def _take_up(edition: str) -> None:
    """Think by the knowledge of an edition: the one that is held, else what is on disk now.

    Who began with an older edition still gets that from a child that held it then; a child that was put in another's
    place since has only the present one. What cannot be loaded leaves the newest that could.
    """
    if edition not in _mind.held:
        _let_grow()
        present = edition_of(_mind.folder)
        try:
            loaded = _mind.thinker.load_knowledge((_mind.folder,) if _mind.folder else ())
        except Exception as error:
            _mind.failure = f"{type(error).__name__}: {error}"
            if not _mind.held:
                return
            log.warning("new knowledge cannot be read, the earlier stays", reason=_mind.failure)
            loaded = list(_mind.held.values())[-1]
        _mind.failure = ""
        _mind.held |= {edition: loaded, present: loaded}
        for old in list(_mind.held)[:-_EDITIONS]:
            del _mind.held[old]
        spare_the_collector()
        _mind.loaded = held_memory()
    _mind.knowledge = _mind.held[edition]


def spare_the_collector() -> None:
    """Keep what is loaded by now out of the garbage collector's sight, and let it look at the rest less often.

    Words and knowledge live as long as the process, and an examination leaves no circles behind: looking for some cost
    a sixth of the time of reading a page (`bench/examination.py`).
    """
    gc.unfreeze()  # what was loaded before and is not held any more goes, and with it its mapped file
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def _let_grow() -> None:
    """Let this process load: imported records are mapped, and all children share one copy of them."""
    files = [_mind.folder / name for name in FILES] if _mind.folder else []
    mapped = sum(file.stat().st_size for file in files if file.is_file())
    _mind.limit = held_memory() + _mind.memory + mapped
    limit_memory(_mind.limit)


def _ready() -> _Mind:
    if _mind.failure:
        raise StartError(f"examining cannot start: {_mind.failure}")
    return _mind


def timed(seconds: float, edition: str | None, task: Callable[..., bytes], *args: Any) -> bytes:
    """Do a task; the kernel ends this process when the task has used so many seconds of processor time.

    `edition` is that of the knowledge to think by; None for a task that needs none.
    """
    if edition is not None and _mind.thinker is not None:
        _take_up(edition)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    # Only during a task: who runs out of memory while pebble passes a message breaks the whole pool.
    limit_memory(_mind.loaded + HEADROOM if _mind.loaded else None)
    try:
        return task(*args)
    except Exception as error:
        limit_memory(None)
        _let_go(error)
        if _keeps_too_much():  # native code leaks where it runs out of memory, and the next task would pay for it
            os._exit(SPENT)
        raise
    finally:
        limit_memory(_mind.limit)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _keeps_too_much()


def _keeps_too_much() -> bool:
    """Give back what a task has used, if it is much; tell whether too much is left."""
    if held_memory() > _mind.loaded + _KEPT:
        _give_back()
    return bool(_mind.loaded) and held_memory() > _mind.loaded + _KEPT


def _let_go(error: BaseException | None) -> None:
    """Clear what the frames of an error hold, or a page that ran out of memory would take it from the next task too."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__


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


def passages_shared(given: bytes) -> bytes:
    """Return what each of some pages shares with a text, as JSON."""
    mind = _ready()
    text, others, most = msgspec.json.decode(given, type=tuple[str, tuple[Other, ...], int])
    return msgspec.json.encode(mind.thinker.passages_shared(text, others, most, mind.knowledge))


def survey(capture: bytes, last: bool) -> bytes:
    """Return what to read next or, of a complete capture, what its sites carry and say, as JSON."""
    mind = _ready()
    return msgspec.json.encode(mind.thinker.survey(Capture.from_json(capture), mind.knowledge, last=last))


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


def compare_in_full(a: Posts, b: Posts, lang: str | None, cohort: tuple[Posts, ...]) -> bytes:
    """Return the comparison of two sides with its reasons and the passages they share, as JSON."""
    return msgspec.json.encode(import_module("detectors.style.in_full").compare_in_full(a, b, lang, cohort))


def hand_print(posts: Posts, lang: str) -> bytes:
    """Return the print of the posts of one hand, as JSON."""
    return msgspec.json.encode(import_module("detectors.style.prints").printed(posts, lang))


def hands_compared(given: bytes) -> bytes:
    """Return the comparison of a hand with others, among a cohort, as JSON."""
    own, others, cohort = msgspec.json.decode(given, type=HandAmong)
    return msgspec.json.encode(import_module("detectors.style.hands").side_by_side(own, others, cohort))


def parse_registration(kind: RegistrationKind, body: bytes, domain: str) -> bytes:
    """Return what a registry's answer says, redacted, as JSON; known agencies are told from persons."""
    registration = import_module("detectors.registration")
    if kind == "rdap":
        parsed = registration.parse_rdap(json.loads(without_halves(body.decode("utf-8", "replace"))), domain)
    else:
        text = registration.decode_whois(body)
        second = import_module("server.collect.second_reading")
        parsed = second.compared(registration.parse_whois(text, domain), text)
    if _mind.knowledge is not None:
        parsed = registration.recognised(parsed, _mind.knowledge)
    return msgspec.json.encode(registration.redact(parsed))


def knowledge_version() -> bytes:
    """Return the version of the knowledge that this child has loaded."""
    return str(_ready().knowledge.version).encode()
