"""Pages about ourselves: how it is measured and decided, and who is behind this server."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from apiflask import APIBlueprint
from flask import Response

from detectors.model import Level
from detectors.style.fitted import fitted
from detectors.verdict import DAYS, DAYS_FIRM
from detectors.version import VERSION
from detectors.weigh import weights
from server.editions import knowledge_of
from server.service import service
from server.web import page

MEASURED = ("en", "fr")  # languages in which a probability of one hand was measured
blueprint = APIBlueprint("ourselves", __name__, enable_openapi=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A lower bound of what was measured: `floor` is its name in bench/floors.toml, `set` real, written,
    generated or run.

    `at_least` is a share of the set, 1 being all, or a ratio for the set run; `words` say of what, by language.
    """

    floor: str
    at_least: float
    set: str
    words: dict[str, str]


@cache
def figures() -> tuple[Figure, ...]:
    """Return the figures that the pages and the documentation show; a test compares them with the floors."""
    text = resources.files(__package__).joinpath("figures.toml").read_text(encoding="utf-8")
    return tuple(Figure(floor, **row) for floor, row in tomllib.loads(text).items())


@blueprint.get("/method")
def method() -> Response:
    """Say what is measured, by which rules it is judged, how often that is wrong, and what is never said."""
    here = service()
    return page(
        "method.html",
        levels=[level.value for level in Level],
        figures=figures(),
        curves=[(lang, curve) for lang in MEASURED for curve in fitted(lang).curves],
        days=DAYS,
        days_firm=DAYS_FIRM,
        versions=_versions(),
        rate=here.settings.rate_limit,
    )


@blueprint.get("/about")
def about() -> Response:
    """Say who is behind this server, as its operator states it."""
    return page("about.html")


def _versions() -> dict[str, Any]:
    return {
        "masthead": VERSION,
        "knowledge": knowledge_of(service().settings.knowledge).version,
        "calibration": weights()["calibration"],
        "prior": weights()["prior"],
    }
