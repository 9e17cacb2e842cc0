"""Pages for people: no script, no cookie; everything a stranger wrote is escaped."""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote

from apiflask import APIBlueprint
from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from server.address import AddressError
from server.clock import now
from server.errors import CannotTry
from server.jobs import Busy
from server.report.messages import SIGNS, colour, messages
from server.report.safe import printable, web_link
from server.report.words import changes, headline, moment, reasons_in_words, source_name
from server.service import language, service
from server.store import Check

RECORDED = 50
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


@blueprint.get("/checks/<identifier>")
def look(identifier: str) -> Response:
    """Show a verdict, or that it is being made."""
    found = service().find(identifier)
    if found is None:
        return error_page(404)
    if isinstance(found, Check):
        return _page("check.html", check=found, running=found.state in ("queued", "running"))
    say = messages(language(request))
    core = found.core
    return _page(
        "verdict.html",
        stored=found,
        core=core,
        status=found.status(now()),
        changing=changes(core, say),
        missing=Counter(core.coverage.missing),
    )


def error_page(status: int) -> Response:
    """Return a page that says what went wrong."""
    return _page("error.html", status, missing=status == 404)


def _front(status: int = 200, problem: str = "", typed: str = "") -> Response:
    here = service()
    recorded = here.store.verdicts.listed(before=None, limit=RECORDED) if here.demo else ()
    return _page("front.html", status, problem=problem, typed=typed, recorded=recorded)


def _page(template: str, code: int = 200, **values: object) -> Response:
    lang = language(request)
    say = messages(lang)
    html = render_template(
        template,
        say=say,
        lang=lang,
        other="fr" if lang == "en" else "en",
        signs=SIGNS,
        colour=colour,
        plain=printable,
        moment=moment,
        web_link=web_link,
        quote_link=quote_link,
        headline=lambda verdict: headline(verdict, say),
        reasons=lambda codes: reasons_in_words(codes, say),
        source_name=lambda source: source_name(source, say),
        **values,
    )
    response = make_response(html, code)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = lang
    return response


def quote_link(where: str, words: str) -> str | None:
    """Return a link to `words` on the page `where` (a text fragment), or None when it is no web page."""
    link = web_link(where)
    if link is None or not words:
        return link
    start = " ".join(words.split()[:8])
    return f"{link.partition('#')[0]}#:~:text={quote(start, safe='').replace('-', '%2D')}"
