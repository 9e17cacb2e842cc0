"""The tables of an audit's report as CSV that a spreadsheet may open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from server.report.pairs import COLUMNS, row_of
from server.report.summary import Summary
from server.report.table import csv_line


def tables(found: Summary) -> dict[str, str]:
    """Return each table by its file's name: one row for each owner and site, value and site, passage, pair of hands."""
    owners = ((owner.name, owner.group, site, level) for owner in found.owners for site, level in owner.sites)
    shared = ((each.value, each.claim, site) for each in found.shared for site in each.sites)
    passages = ((each.site, each.other, each.quote) for each in found.passages)
    hands = (row_of(pair).values() for pair in found.hands)
    return {
        "owners.csv": _written(("owner", "group", "site", "site_verdict"), owners),
        "shared.csv": _written(("value", "claim", "site"), shared),
        "passages.csv": _written(("site", "other", "passage"), passages),
        "hands.csv": _written(COLUMNS, hands),
    }


def _written(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    return "".join((csv_line(columns), *map(csv_line, rows)))
