"""The page's own reading: how each of a page's statements is shown, as the browser measures it and sends it."""

from __future__ import annotations

import json

import pytest

from tests.browser import looks
from tests.browser.driving import poll
from tests.browser.front import Reply
from tests.browser.test_tabs import document

pytestmark = pytest.mark.network
URL = f"http://{looks.HOST}/"


def test_each_statement_is_measured_where_a_reader_sees_it_best(launch, front, signed):
    markers = [{"kind": "label", "quote": one.quote, "where": "checked:content"} for one in looks.STATEMENTS]
    said = {"owner": {"level": "clear", "reasons": [], "markers": markers}}
    said["material"] = {"level": "absent", "reasons": [], "markers": []}
    verdict = json.dumps(document(URL, "disclosed", disclosure=said)).encode()
    front.answer("/v1/checks", Reply(200, verdict, {"Content-Type": "application/json"}))
    front.answer("/v1/checks/abc/seen", Reply(422, b'{"detail": "kept as sent"}'))
    signed.serve(front, [], 5)
    browser = launch(front, key=signed.key, sites=True)
    tab = browser.open(URL)
    popup = browser.popup(tab)
    popup.click("check")
    popup.comes_to("disclosed")
    tab.activate()
    popup.click("measure")
    poll(lambda: "POST /v1/checks/abc/seen" in front.paths())
    sent = next(asked.json() for asked in front.asked if asked.path.startswith("/v1/checks/abc/seen"))
    for number, (one, measured) in enumerate(zip(looks.STATEMENTS, sent["statements"], strict=True)):
        look = {"shown": one.shown, "size": one.size, "colour": one.colour, "background": one.background}
        assert measured == {"of": "owner", "index": number, **look}, one.quote
