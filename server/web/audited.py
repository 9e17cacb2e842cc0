"""What an audit found, as the page of it and as one file to take along: pictures and style inside, nothing fetched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

import jinja2

from detectors.model import Level, Verdict
from server.report.messages import messages
from server.report.summary import graph_of, summarize
from server.store import Audit, Line, Store
from server.store.audits import UNFINISHED
from server.web import page_words
from server.web.paper import style_sheet

SHOWN = 500  # lines of the table; the downloads have them all
_BATCH = 200  # lines whose verdicts are read together


def view(audit: Audit, store: Store, level: str = "") -> dict[str, Any]:
    """Return what the template `audit.html` shows; with a `level`, only the lines of that verdict."""
    found = summarize(verdict for _, verdict in _verdicts(audit, store))
    wanted = (each for each in _lines(audit, store) if not level or (each[1] and each[1].verdict.value == level))
    lines = list(islice(wanted, SHOWN))
    return {
        "audit": audit,
        "counts": store.audits.counts(audit.id),
        "running": audit.state in UNFINISHED,
        "found": found,
        "graph": graph_of(found.shared),
        "levels": [each.value for each in Level if found.levels[each.value]],
        "chosen": level,
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


def _lines(audit: Audit, store: Store) -> Iterator[tuple[Line, Verdict | None]]:
    rest = store.audits.all_lines(audit.id)
    while batch := list(islice(rest, _BATCH)):
        found = store.verdicts.many({line.verdict for line in batch if line.state == "judged" and line.verdict})
        for line in batch:
            stored = found.get(line.verdict or "")
            yield line, stored.core if stored else None


def _verdicts(audit: Audit, store: Store) -> Iterator[tuple[Line, Verdict]]:
    seen: set[str] = set()
    for line, core in _lines(audit, store):
        if core is not None and line.verdict and line.verdict not in seen:
            seen.add(line.verdict)
            yield line, core
