"""What an audit found, as the page of it and as one file to take along: pictures and style inside, nothing fetched."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import jinja2

from detectors.model import ControlLevel, DisclosureLevel, Level, Verdict
from server.report.messages import messages
from server.report.summary import graph_of, summarize
from server.store import Audit, Store
from server.store.audits import UNFINISHED
from server.view import lines_of
from server.web import page_words
from server.web.paper import style_sheet


@dataclass(frozen=True, slots=True)
class Facet:
    """A property by which lines are counted and chosen: the table of its words, its values in order, how it is read."""

    table: str
    values: tuple[str, ...]
    of: Callable[[Verdict], str]


FACETS = {
    "level": Facet("level", tuple(level.value for level in Level), lambda core: core.verdict.value),
    "control": Facet("control", tuple(level.value for level in ControlLevel), lambda core: core.control.level.value),
    "owner_said": Facet(
        "disclosure", tuple(level.value for level in DisclosureLevel), lambda core: core.disclosure.owner.level.value
    ),
}
SHOWN = 500  # lines of the table; the downloads have them all


def view(audit: Audit, store: Store, asked: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what the template `audit.html` shows; of the lines, those that have the `asked` values of `FACETS`."""
    chosen = {name: value for name, value in (asked or {}).items() if name in FACETS and value in FACETS[name].values}
    tallies: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    found = summarize(_counted(audit, store, tallies))
    wanted = (each for each in lines_of(store, audit.id) if _fits(each[1], chosen))
    lines = list(islice(wanted, SHOWN))
    return {
        "audit": audit,
        "counts": store.audits.counts(audit.id),
        "running": audit.state in UNFINISHED,
        "found": found,
        "graph": graph_of(found.shared),
        "facets": [(name, facet.table, _in_order(tallies[name], facet)) for name, facet in FACETS.items()],
        "chosen": chosen,
        "lines": lines,
        "more": sum(1 for _ in wanted),
    }


def one_file(shown: Mapping[str, Any], lang: str, root: str) -> str:
    """Return the report as a page that stands alone; links to verdicts lead to the service at `root`."""
    words = page_words(messages(lang))
    alone = {"lang": lang, "other": lang, "audits": False, "inlined": style_sheet(), "root": root.rstrip("/")}
    return _environment().get_template("audit.html").render(**words, **alone, **{**shown, "running": False})


def packed(files: Mapping[str, str]) -> bytes:
    """Return files as a ZIP archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(loader=jinja2.PackageLoader("server.web"), autoescape=True)


def _counted(audit: Audit, store: Store, tallies: Mapping[str, Counter[str]]) -> Iterator[Verdict]:
    """Yield each verdict once, and count in `tallies` what its lines have of each facet."""
    seen: set[str] = set()
    for line, core in lines_of(store, audit.id):
        if core is None or not line.verdict:
            continue
        for name, facet in FACETS.items():
            tallies[name][facet.of(core)] += 1
        if line.verdict not in seen:
            seen.add(line.verdict)
            yield core


def _fits(core: Verdict | None, chosen: Mapping[str, str]) -> bool:
    return all(core is not None and FACETS[name].of(core) == value for name, value in chosen.items())


def _in_order(tally: Mapping[str, int], facet: Facet) -> list[tuple[str, int]]:
    """Return the values of a facet that occur, in their own order, with the number of lines of each."""
    return [(value, tally[value]) for value in facet.values if value in tally]
