"""Pages for people: whole without scripts, no cookie; everything a stranger wrote is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from apiflask import APIBlueprint
from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from detectors.model import Level, Question, ShownMarker
from server.address import AddressError
from server.clock import now
from server.errors import CannotTry
from server.operator import in_language
from server.places import Busy
from server.report.chain import beside, steps, ties
from server.report.claims import claim_in_words
from server.report.evidence import behind, commercial, on, otherwise_named, weighed
from server.report.excerpt import excerpt
from server.report.habits import habit_in_words
from server.report.messages import SIGNS, Messages, colour, messages
from server.report.pairs import figures_in_words, hand_in_words
from server.report.safe import printable, web_link
from server.report.words import (
    calibration_in_words,
    changes,
    colon,
    headline,
    missing_sources,
    moment,
    place_in_words,
    reasons_in_words,
    source_in_words,
)
from server.service import language, service
from server.store import Check, Stored
from server.web.drawing import NARROW, WIDE, draw
from server.web.history import history, kept_capture, looked_at
from server.web.places import sheets
from server.web.recorded import title
from server.web.typesetting import language_of_quotes, typeset

RECORDED = 500  # more than there will be; a demo lists them all
blueprint = APIBlueprint(
    "web",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static",
    enable_openapi=False,
)


@blueprint.get("/")
def front() -> Response:
    """Show the field for an address."""
    return _front()


@blueprint.post("/check")
def ask() -> AnyResponse:
    """Take an address and go to its check."""
    try:
        found = service().begin(request.form.get("url", "")[:4096], fresh=bool(request.form.get("fresh")))
    except (AddressError, CannotTry) as error:
        return _front(422, str(error), request.form.get("url", "")[:2048])
    except Busy as error:
        return _front(503, str(error))
    return redirect(url_for("web.look", identifier=found.id, lang=request.args.get("lang")), 303)


@blueprint.get("/check")
def again() -> AnyResponse:
    """Lead to the field for an address: a reload, or the other language, of the page that refused one."""
    return redirect(url_for("web.front", lang=request.args.get("lang")), 303)


@blueprint.get("/checks/<identifier>")
def look(identifier: str) -> Response:
    """Show a verdict, or that it is being made."""
    found = service().find(identifier)
    if found is None:
        return error_page(404)
    if isinstance(found, Check):
        return page("check.html", check=found, running=found.state in ("queued", "running"))
    return make_page(verdict_page(found, disputed="disputed" in request.args))


def verdict_page(stored: Stored, *, disputed: bool = False, inlined: str = "") -> str:
    """Return the page of a verdict in the reader's language; with the style sheet `inlined`, it stands alone."""
    shown = _verdict(stored, messages(language(request)))
    shown |= {"stored": stored, "status": stored.status(now()), "disputed": disputed}
    root = shown["permalink"].rpartition("/checks/")[0] if inlined else ""
    return _rendered("verdict.html", inlined=inlined, root=root, **shown)


def error_page(status: int) -> Response:
    """Return a page that says what went wrong."""
    return page("error.html", status, missing=status == 404)


def _verdict(stored: Stored, say: Messages) -> dict[str, Any]:
    """Return what the page of a verdict shows, in the order of the page."""
    core = stored.core
    chain, aside = ties(core, say), beside(core, say)
    here = service()
    capture = kept_capture(stored, here.store)
    return {
        "core": core,
        "tongue": lambda where: language_of_quotes(capture, where),
        "chain": chain,
        "beside": aside,
        "steps": steps(chain, aside),
        "looked": looked_at(capture),
        "weighed": weighed(core),
        "chain_words": "; ".join(f"{tie.source} {tie.tie} {tie.target}" for tie in (*chain, *aside)),
        "wide": draw(chain, aside, WIDE),
        "narrow": draw(chain, aside, NARROW),
        "behind": behind(core),
        "otherwise": otherwise_named(core),
        "said_against": on(Question.DISCLOSURE, core),
        "commercial": commercial(core),
        "style": on(Question.STYLE, core),
        "changing": changes(core, say),
        "missing": missing_sources(core, say),
        "events": history(stored, capture, here.store, say),
        "permalink": f"{(here.settings.public_url or request.url_root).rstrip('/')}/checks/{stored.id}",
    }


def _front(status: int = 200, problem: str = "", typed: str = "") -> Response:
    here = service()
    recorded = here.store.verdicts.listed(before=None, limit=RECORDED) if here.demo else ()
    ordered = sorted(recorded, key=lambda stored: (list(Level).index(stored.core.verdict), title(stored, "en")))
    return page("front.html", status, problem=problem, typed=typed, recorded=ordered)


def page(template: str, code: int = 200, **values: object) -> Response:
    """Return a page in the reader's language; no cache keeps it."""
    return make_page(_rendered(template, **values), code)


def make_page(html: str, code: int = 200) -> Response:
    """Return the answer with a page that was rendered in the reader's language."""
    response = make_response(html, code)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = language(request)
    return response


def _rendered(template: str, **values: object) -> str:
    lang = language(request)
    other = "fr" if lang == "en" else "en"
    here = service()
    shared = {"lang": lang, "other": other, "audits": bool(here.owner), "operator": here.operator}
    return render_template(template, **shared, **page_words(messages(lang)), **values)


def page_words(say: Messages) -> dict[str, Any]:
    """Return what templates turn facts into words with."""

    def ours(words: str) -> str:
        return typeset(words, say.lang)

    return {
        "say": lambda table, key, **values: ours(say(table, key, **values)),
        "ours": ours,
        "colon": colon(say),
        "calibration": lambda code: ours(calibration_in_words(code, say)),
        "signs": SIGNS,
        "colour": colour,
        "plain": printable,
        "moment": moment,
        "web_link": web_link,
        "quote_link": quote_link,
        "excerpt": excerpt,
        "sheets": sheets,
        "title": lambda stored: ours(title(stored, say.lang)),
        "habit": lambda name: ours(habit_in_words(name, say.lang)),
        "claim": lambda claim: ours(claim_in_words(claim, say)),
        "hand_says": lambda found: ours(hand_in_words(found, say)),
        "hand_figures": lambda found: ours(figures_in_words(found, say)),
        "place": lambda where: ours(place_in_words(where, say)),
        "place_of": lambda where: source_in_words(where, say),
        "stated": lambda sentences: in_language(sentences, say.lang),
        "places_words": lambda markers: _places(markers, say),
        "headline": lambda verdict: ours(headline(verdict, say)),
        "reasons": lambda codes: ours(reasons_in_words(codes, say)),
    }


def _places(markers: Sequence[ShownMarker], say: Messages) -> str:
    return "; ".join(f"{number}, {place_in_words(marker.where, say)}" for number, marker in enumerate(markers, 1))


def quote_link(where: str, words: str) -> str | None:
    """Return a link to `words` on the page `where` (a text fragment), or None when it is no web page."""
    link = web_link(where)
    if link is None or not words:
        return link
    start = " ".join(words.split()[:8])
    return f"{link.partition('#')[0]}#:~:text={quote(start, safe='').replace('-', '%2D')}"
