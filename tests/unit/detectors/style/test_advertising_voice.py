"""A page that promotes somebody in the register of advertising copy."""

from __future__ import annotations

from detectors.promotion import Promotion
from detectors.style.advertising_voice import detect
from tests.unit.detectors.making import document, prose
from tests.unit.detectors.style.test_register import COPY

VICHY = Promotion("Vichy", "loreal", ("www.vichy.fr",), 9, 0.9)


def test_copy_is_told_with_its_signs() -> None:
    (found,) = detect(document(f"<p>{COPY}</p><p>{COPY}</p>"), (VICHY,))
    assert found.about.name == "Vichy"
    assert "clinically proven" in found.quote


def test_without_anything_promoted_or_as_a_diary_it_is_silent() -> None:
    assert not list(detect(document(f"<p>{COPY}</p><p>{COPY}</p>"), ()))
    assert not list(detect(document(prose(300)), (VICHY,)))
    assert not list(detect(document(f"<p>I read this: “{COPY * 2}”</p>{prose(300)}"), (VICHY,)))
