"""The page of figures: every floor that is shown, and every curve of style."""

from __future__ import annotations

from detectors.style.fitted import fitted
from server.reference_figures import figures_page
from server.web.ourselves import MEASURED, figures


def test_every_figure_stands_there_once():
    page = figures_page("<!-- made -->")
    assert "<!-- made -->" in page
    for each in figures():
        assert page.count(f"| `{each.floor}` | {each.at_least} |") == 1
    for lang in MEASURED:
        for curve in fitted(lang).curves:
            assert (
                f"| {lang} | {curve.words} | {curve.posts} | {100 * curve.error_rate:.1f} | {curve.strangers} |" in page
            )
