"""Whether the words of a label are enough for its readers: rules of language and country, as data with their source."""

from __future__ import annotations

from typing import Literal, TypeAlias

from detectors.data_files import load_toml
from detectors.disclosure.phrases import Rule

Grade: TypeAlias = Literal["A", "W", "I"]

_ORDER: dict[Grade, int] = {"A": 0, "W": 1, "I": 2}


def warm() -> None:
    """Load the rules, so that nothing is read while examining."""
    load_toml("adequacy.toml")


def words_grade(rule: Rule, lang: str, country: str | None) -> tuple[Grade, tuple[str, ...]]:
    """Return the grade of the words (A adequate, W weak, I inadequate) and the codes of what is wrong with them.

    Without a `country` the most lenient of the countries where `lang` is read counts.
    """
    law = load_toml("adequacy.toml")
    label = law["label"][rule.label]
    countries = [country.upper()] if country else law["countries"].get(lang, [])
    default: Grade = label["grade"]
    if rule.lang != lang and not label.get("international", False):
        default = weakest(default, label.get("foreign", "W"))
    grades: list[Grade] = [label.get("in", {}).get(code, default) for code in countries] or [default]
    grade = min(grades, key=_ORDER.__getitem__)
    if grade == "A":
        return grade, ()
    if rule.lang != lang and not label.get("international", False):
        return grade, ("wrong_language",)
    return grade, ("unclear_for_country" if label["grade"] == "A" else "vague",)


def weakest(*grades: Grade) -> Grade:
    """Return the worst of several grades."""
    return max(grades, key=_ORDER.__getitem__)
