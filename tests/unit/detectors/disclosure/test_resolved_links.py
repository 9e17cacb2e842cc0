"""Links that do not show where they lead, once somebody asked where."""

import msgspec

from detectors import examine, plan
from detectors.disclosure.resolved_links import detect
from detectors.model import FindingState, Redirection, Want
from tests.unit.detectors.making import capture, document, knowledge, page, prose, seen

URL = "https://blog.example/post"
SHORT, PAID = "https://bit.ly/pan", "https://www.amazon.com/dp/B0?tag=jo-20"
BODY = f"<main><article><h1>Pan</h1><p>I use <a href='{SHORT}'>this one</a>.</p>{prose(200)}</article></main>"
LED = Redirection(seen(SHORT), SHORT, (PAID,))


def test_where_a_link_leads_is_quoted_with_it():
    (evidence,) = detect(document(BODY), (LED,))
    assert evidence.quote == f"{SHORT} / {PAID}"


def test_a_link_of_another_page_is_not_named():
    assert not list(detect(document(prose(60)), (LED,)))


def test_links_are_asked_only_when_that_was_asked_for():
    read = capture(URL, (Want("page", URL, "checked"), page(URL, BODY)))
    assert not [want for want in plan(read, knowledge()) if want.source == "link"]
    asked = msgspec.structs.replace(read, resolve_links=True)
    assert Want("link", SHORT, "resolve") in plan(asked, knowledge())


def test_a_resolved_link_is_a_material_link_and_an_unresolved_one_is_not():
    checked = (Want("page", URL, "checked"), page(URL, BODY))
    for hops, state in (((PAID,), FindingState.FOUND), (("https://shop.example/pan",), FindingState.CLEAR)):
        led = Redirection(seen(SHORT), SHORT, hops)
        verdict = examine(capture(URL, checked, (Want("link", SHORT, "resolve"), led)), knowledge())
        (finding,) = [f for f in verdict.findings if f.detector == "disclosure/resolved_links"]
        assert finding.state is state
