"""The comparison of two hands for people: what may be said, on how much text, how often that is wrong, and why."""

from __future__ import annotations

from detectors.style import Comparison
from detectors.style.bundled import bundled
from detectors.style.explaining import Trait
from detectors.style.habits import LENGTHS
from detectors.style.hands import odds
from detectors.style.in_full import InFull, distinct
from server.report.habits import habit_in_words
from server.report.safe import printable

_STRONG = 0.5
_MOST, _LONGEST = 5, 300  # passages that are shown, and characters of each
LEAD = "A style is a lead, never proof: house styles, editors, translation and language models imitate or hide a hand."


def report(found: InFull) -> str:
    """Return the report as lines of plain text, safe to print."""
    result, why = found.result, found.why
    lines = [_finding(result)]
    lines += [
        f"Side {name}: {words} words in {posts} posts"
        for name, words, posts in zip("AB", result.words, result.posts, strict=True)
    ]
    lines.append(f"Cohort: {result.cohort} other hands{_shipped(result.shipped)}" if result.cohort else "Cohort: none")
    if result.error_rate is not None:
        lines.append(
            f"Measured: {result.error_rate:.1%} of such answers were wrong, on texts of {result.bucket} words a side "
            f"and more, with {result.strangers} pairs of two hands."
        )
    lines.append(f"Score for ranking: {result.score:.3f}")
    lines += _families(why.families, among=bool(result.cohort) and not result.shipped)
    lines += _traits("What speaks most for one hand:", [t for t in why.traits if t.counts > 0])
    lines += _traits("What speaks most for two hands:", [t for t in why.traits if t.counts < 0])
    lines += _passages(found)
    lines.append(LEAD)
    return "\n".join(map(printable, lines))


def _passages(found: InFull) -> list[str]:
    passages = distinct(found.passages)
    if not passages:
        return []
    lines = [f"Passages of a dozen equal words and more, on both sides: {len(passages)}"]
    for passage in passages[:_MOST]:
        sides = zip("AB", (passage.here, passage.there), strict=True)
        lines += [
            f"  {passage.words} words",
            *(f"    {name}: … {' '.join(text.split())[:_LONGEST]} …" for name, text in sides),
        ]
    return lines


def _finding(result: Comparison) -> str:
    if result.same_author is None:
        return f"No answer. {result.reason}"
    if result.same_author > _STRONG:
        weak = ". A " + result.reason if result.reason.startswith("weak") else ""
        return f"Consistent with one hand: probability {odds(result.same_author)}{weak}"
    return f"Not alike: probability of one hand {odds(result.same_author)}; this clears nobody."


def _shipped(name: str) -> str:
    """Return what is known of a cohort that ships; "" for one that was given."""
    if not name:
        return ""
    one = bundled(name)
    return f" that ship with Masthead ({one.kind}; {one.corpus}; {one.licence})"


def _families(families: dict[str, float], *, among: bool) -> list[str]:
    unit = "standard deviations above strangers" if among else "cosine, 1 at most"
    return [f"Likeness by family ({unit}):", *(f"  {name}: {value:.2f}" for name, value in families.items())]


def _traits(title: str, traits: list[Trait]) -> list[str]:
    if not traits:
        return []
    lines = [title]
    for trait in traits:
        unit = "" if trait.name in LENGTHS else " per 1,000 words"
        name = habit_in_words(trait.name, "en")
        lines.append(f"  {name}: A {trait.rates[0]:.3g}, B {trait.rates[1]:.3g}, others {trait.usual:.3g}{unit}")
        quotes = zip("AB", trait.examples, strict=True)
        lines += [f"    {name}: … {quote} …" for name, quote in quotes if quote]
    return lines
