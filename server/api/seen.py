"""The page's own reading: a verdict as one reader's browser shows the statements that it rests on.

The reader's browser says how it shows them; the same capture is examined again so, and the answer goes to that reader
alone. Nothing is stored: what a stranger says that he saw changes no verdict for anyone else.
"""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response, jsonify

from detectors.html.colour import contrast
from detectors.model import Disclosed, Look, Verdict, Viewing
from server.api.problems import problem
from server.api.schemas import answers, told
from server.api.window import AsSeen, SeenStatement, Window
from server.service import service

blueprint = APIBlueprint("seen", __name__, url_prefix="/v1/checks", tag="Checks")


@blueprint.post("/<identifier>/seen")
@blueprint.input(Window, location="json", arg_name="window")
@blueprint.output(AsSeen)
@blueprint.doc(
    summary="A verdict as one browser shows the page",
    description=(
        "Statements are named by their number in `disclosure.owner.markers` or `disclosure.material.markers` of the "
        "verdict, and must stand on the checked page. The answer is this reader's only: nothing is stored."
    ),
    responses=answers(
        {404: told("No such verdict, or statement"), 410: told("Its page is no longer kept"), 429: told("Too many")}
    ),
)
def seen(identifier: str, window: Window) -> Response:
    """Examine the capture of a verdict again, with the looks that were measured."""
    here = service()
    stored = here.store.verdicts.get(identifier)
    if stored is None:
        return problem(404, "there is no such verdict")
    quotes = [_quote(stored.core, statement) for statement in window.statements]
    if None in quotes:
        return problem(404, "the verdict has no such statement on the checked page")
    looks = (_look(quote or "", one) for quote, one in zip(quotes, window.statements, strict=True))
    viewing = Viewing(window.width, tuple(look for look in looks if look is not None))
    verdict = here.as_seen(stored, viewing) if viewing.looks else stored.core
    statements = [
        {"of": one.of, "index": one.index, "quote": quote, "shown": one.shown}
        for quote, one in zip(quotes, window.statements, strict=True)
    ]
    response = jsonify(_answer(verdict, viewing, differs=_differs(verdict, stored.core), statements=statements))
    response.headers["Cache-Control"] = "no-store"
    return response


def _quote(core: Verdict, statement: SeenStatement) -> str | None:
    """Return the words of a statement, or None when the verdict has none of that number on the checked page."""
    markers = getattr(core.disclosure, statement.of).markers
    if statement.index >= len(markers) or markers[statement.index].where.partition(":")[0] != "checked":
        return None
    quote: str = markers[statement.index].quote
    return quote


def _look(quote: str, one: SeenStatement) -> Look | None:
    """Return how a statement is shown; one that the page does not hold was not measured."""
    if one.shown == "not_found":
        return None
    ratio = contrast(one.colour, one.background) if one.colour and one.background else None
    return Look(quote, one.shown == "yes", one.size, ratio)


def _differs(seen_: Verdict, read: Verdict) -> bool:
    """Tell whether the window shows something else than was read from afar."""
    levels = (seen_.verdict, seen_.disclosure.owner.level, seen_.disclosure.material.level)
    return levels != (read.verdict, read.disclosure.owner.level, read.disclosure.material.level)


def _answer(verdict: Verdict, viewing: Viewing, *, differs: bool, statements: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "width": viewing.width,
        "narrow": viewing.narrow,
        "statements": statements,
        "verdict": verdict.verdict.value,
        "site_verdict": verdict.site_verdict.value,
        "owner": _said(verdict.disclosure.owner),
        "material": _said(verdict.disclosure.material),
        "differs": differs,
    }


def _said(one: Disclosed) -> dict[str, Any]:
    return {"level": one.level.value, "reasons": list(one.reasons)}
