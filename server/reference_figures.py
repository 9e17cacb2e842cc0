"""The reference page of figures: the lower bounds that hold, and how often answers on style were wrong."""

from __future__ import annotations

from detectors.style.fitted import fitted
from server.report.messages import messages
from server.web.ourselves import MEASURED, figures


def figures_page(made: str) -> str:
    """Return the page; `made` says how it is made."""
    say = messages("en")
    floors = "\n".join(
        f"| `{each.floor}` | {each.at_least} | {each.words['en']} | {say('method', f'set_{each.set}')} |"
        for each in figures()
    )
    style = "\n".join(
        f"| {lang} | {curve.words} | {curve.posts} | {100 * curve.error_rate:.1f} | {curve.strangers} |"
        for lang in MEASURED
        for curve in fitted(lang).curves
    )
    return f"""# Figures
{made}

What each figure means, and what is not measured: [method and error rates](../explanation/method.md). A server shows the
same at `/method`.

## What must hold
Lower bounds of what was measured, from `bench/floors.toml`. Each is a share of the set, 1 being all, or a ratio where
the set says so.

| floor | at least | of what | set |
|---|---|---|---|
{floors}

## Style: how often an answer was wrong
On authors that nothing was fitted on, from so many words and posts a side on, with the pairs of two hands among which
it was counted. The numbers are those of `detectors/data/style/fitted.toml`.

| language | words | posts | wrong answers, % | pairs of two hands |
|---|---|---|---|---|
{style}
"""
