"""The lines of an audit with their verdicts, as JSON lines and as CSV that a spreadsheet may open."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Protocol

from detectors.style.hands import odds
from server.report.table import csv_line

Documents = Mapping[str, dict[str, Any]]  # verdict documents by their identifiers
Shown = Callable[[Collection[str]], Documents]
_BATCH = 200  # lines whose documents are made together
OWN_COLUMNS = (
    "line",
    "url",
    "verdict",
    "site_verdict",
    "scope",
    "headline",
    "owner",
    "group",
    "control",
    "owner_disclosure",
    "material_disclosure",
    "one_hand_with",
    "notes",
    "status",
    "checked_at",
    "expires_at",
    "id",
    "error",
    "detail",
)


class Listed(Protocol):
    """What is shown of one line of an audit (`server.store.Line`)."""

    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def columns(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def state(self) -> str: ...  # noqa: D102
    @property
    def error(self) -> str: ...  # noqa: D102
    @property
    def detail(self) -> str: ...  # noqa: D102
    @property
    def verdict(self) -> str | None: ...  # noqa: D102


def results(lines: Iterable[Listed], shown: Shown) -> Iterator[tuple[Listed, dict[str, Any]]]:
    """Yield each line with its form in the contract: line, url, verdict or error, and the list's other columns."""
    rest = iter(lines)
    while batch := list(islice(rest, _BATCH)):
        documents = shown({line.verdict for line in batch if line.state == "judged" and line.verdict})
        yield from ((line, _result(line, documents)) for line in batch)


def _result(line: Listed, documents: Documents) -> dict[str, Any]:
    document = documents.get(line.verdict or "") if line.state == "judged" else None
    found: dict[str, Any] = {"line": line.line, "url": line.text, "verdict": document, "error": _error(line, document)}
    if line.columns:
        found["columns"] = line.columns
    return found


def _error(line: Listed, document: Mapping[str, Any] | None) -> dict[str, str] | None:
    if line.state == "failed":
        return {"type": f"/problems/{line.error}", "detail": line.detail}
    if document is None:
        return {"type": "/problems/not-finished", "detail": "the audit was stopped before this line was judged"}
    return None


def json_lines(lines: Iterable[Listed], shown: Shown) -> Iterator[str]:
    """Yield each line as JSON, with its line feed."""
    for _, found in results(lines, shown):
        yield json.dumps(found, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"


def csv_lines(lines: Iterable[Listed], shown: Shown, columns: Iterable[str]) -> Iterator[str]:
    """Yield the header, then each line; `columns` are the list's other columns, which keep their places in front.

    One that is called as one of ours is shown as ``input_<name>``.
    """
    kept = tuple(dict.fromkeys(columns))
    yield csv_line((*(f"input_{name}" if name in OWN_COLUMNS else name for name in kept), *OWN_COLUMNS))
    for line, found in results(lines, shown):
        own = _own_cells(found)
        yield csv_line((*(line.columns.get(name, "") for name in kept), *(own[name] for name in OWN_COLUMNS)))


def columns_of(lines: Iterable[Listed]) -> tuple[str, ...]:
    """Return the names of the other columns of a list, in the order in which they first come."""
    return tuple(dict.fromkeys(name for line in lines for name in line.columns))


def _own_cells(found: Mapping[str, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = dict.fromkeys(OWN_COLUMNS, "")
    cells |= {"line": found["line"], "url": found["url"]}
    if found["error"] is not None:
        cells |= {"error": found["error"]["type"].rpartition("/")[2], "detail": found["error"]["detail"]}
    document = found["verdict"]
    if document is not None:
        control, group = document["control"], document["control"]["group"]
        cells |= {name: document[name] for name in OWN_COLUMNS if name in document}
        cells |= {
            "url": found["url"],
            "owner": (control["entity"] or {}).get("name", ""),
            "group": group["name"] if group else "",
            "control": control["level"],
            "owner_disclosure": document["disclosure"]["owner"]["level"],
            "material_disclosure": document["disclosure"]["material"]["level"],
            "one_hand_with": " ".join(_alike(document["style"])),
            "notes": " ".join(document["notes"]),
        }
    return cells


def _alike(style: Mapping[str, Any]) -> list[str]:
    """Return the sites that are consistent with one hand with this one, each with its probability."""
    found = (each for each in style.get("hands", ()) if (each["same_author"] or 0) > 0.5)
    return [f"{each['site']} ({odds(each['same_author'])})" for each in found]
