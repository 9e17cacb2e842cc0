"""An imported register that knows everybody accuses nobody: the recorded verdicts stay with registers of all kinds.

The registers are made of the cases themselves: every registrant and every organisation of a legal notice, by name,
by number, with the domain it holds, and once all of them held by one parent.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from itertools import count

import pytest
from msgspec.structs import replace

from detectors import Capture, examine, keepers
from detectors.inputs import Inputs
from detectors.knowledge import Knowledge
from detectors.knowledge.records import Record, Tie
from detectors.knowledge.registers import in_memory
from detectors.model import Level, Registration, Verdict
from tests.cases.test_cases import CASES, knowledge

ACCUSING = (Level.UNDISCLOSED_CONTROL, Level.STRONG_INDICATORS)
TOP = Record(id="top", source="top", read="", name="Parent of All SA", numbers=(("lei", "TOP"),))
HELD = Tie(to="top", type="controls", source="a statement")


@cache
def captures() -> tuple[Capture, ...]:
    return tuple(Capture.from_json(gzip.decompress((case / "capture.json.gz").read_bytes())) for case in CASES)


@cache
def recorded() -> tuple[Verdict, ...]:
    return tuple(examine(capture, knowledge()) for capture in captures())


def everybody() -> Iterator[Record]:
    """Yield a record of each organisation that the cases name, with its domain where it holds one."""
    number = count()
    for capture in captures():
        inputs = Inputs(capture, knowledge())
        for site in (inputs.subject, *inputs.promoted):
            holder = site.registration.organization if isinstance(site.registration, Registration) else None
            if holder and not keepers.works_for_others(holder):  # no register makes a web firm its customers' sister
                own = ((site.domain, "own"),)
                yield Record(id=f"r{next(number)}", source="x", read="", name=holder, numbers=(), domains=own)
        for mention in (found.mention for found in inputs.legal_mentions):
            if mention.name or mention.numbers:
                name = mention.name or "Nameless SA"
                yield Record(id=f"r{next(number)}", source="x", read="", name=name, numbers=mention.numbers)


REGISTERS = {
    "by number": lambda: (replace(record, domains=()) for record in everybody()),
    "with domains": everybody,
    "all of one parent": lambda: (TOP, *(replace(record, ties=(HELD,)) for record in everybody())),
}


@pytest.mark.parametrize("kind", REGISTERS)
def test_a_register_that_knows_everybody_accuses_nobody(kind: str) -> None:
    known = Knowledge(knowledge().contents, "x", in_memory(REGISTERS[kind]()))
    changed = 0
    for case, capture, before in zip(CASES, captures(), recorded(), strict=True):
        after = examine(capture, known)
        assert before.verdict in ACCUSING or after.verdict not in ACCUSING, case.name
        assert before.verdict not in ACCUSING or after.verdict == before.verdict, case.name
        changed += before.control != after.control
    assert changed  # the register was looked into
