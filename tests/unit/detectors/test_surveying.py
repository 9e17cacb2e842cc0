"""One look at a capture gives what three looks give, and asks for no more than planning does."""

from __future__ import annotations

from detectors.authored import author_texts
from detectors.model import Want
from detectors.planning import plan
from detectors.sighting import sightings
from detectors.surveying import Survey, survey
from tests.unit.detectors.making import capture, knowledge, page, prose

URL = "https://blog.example/post"
TAKEN = capture(URL, (Want("page", URL, "checked"), page(URL, f"<article>{prose(150, 'She walks home.')}</article>")))


def test_what_is_wanted_is_all_that_an_incomplete_capture_gives() -> None:
    assert survey(TAKEN, knowledge(), last=False) == Survey(plan(TAKEN, knowledge()))


def test_in_the_last_round_nothing_is_wanted_and_everything_is_looked_at() -> None:
    looked = survey(TAKEN, knowledge(), last=True)
    assert looked == Survey((), sightings(TAKEN, knowledge()), author_texts(TAKEN, knowledge()))
    assert looked.texts
