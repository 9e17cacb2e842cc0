"""Whether the words of a label are enough for its readers: rules of language and country, as data with their source."""

from __future__ import annotations

from detectors.data_files import load_toml
from detectors.disclosure.phrases import Rule
from detectors.model import Adequacy

_ORDER: dict[Adequacy, int] = {"A": 0, "W": 1, "I": 2}


def warm() -> None:
    """Load the rules, so that nothing is read while examining."""
    load_toml("adequacy.toml")


def adequacy_of_words(rule: Rule, lang: str, country: str | None) -> tuple[Adequacy, tuple[str, ...]]:
    """Return whether the words are adequate, and the codes of what is wrong with them.

    Without a `country` the most lenient of the countries where `lang` is read counts.
    """
    law = load_toml("adequacy.toml")
    label = law["label"][rule.label]
    countries = [country.upper()] if country else law["countries"].get(lang, [])
    default: Adequacy = label["grade"]
    if rule.lang != lang and not label.get("international", False):
        default = weakest(default, label.get("foreign", "W"))
    grades: list[Adequacy] = [label.get("in", {}).get(code, default) for code in countries] or [default]
    grade = min(grades, key=_ORDER.__getitem__)
    if grade == "A":
        return grade, ()
    if rule.lang != lang and not label.get("international", False):
        return grade, ("wrong_language",)
    return grade, ("unclear_for_country" if label["grade"] == "A" else "vague",)


def weakest(*found: Adequacy) -> Adequacy:
    """Return the worst of several."""
    return max(found, key=_ORDER.__getitem__)
