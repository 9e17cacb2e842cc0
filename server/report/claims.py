"""The sentences of detectors in the reader's language.

A detector states its claim in English, in the verdict's core. The English sentences stand in the message tables too,
with places for what was read; a claim is known again by them, and said by the same key of another language.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

from server.report.messages import Messages, messages


def claim_in_words(claim: str, say: Messages) -> str:
    """Return a detector's claim in the language of `say`; one that is not known stays as it is."""
    if say.lang == "en":
        return claim
    for key, pattern in _patterns():
        if match := pattern.fullmatch(claim):
            places = match.groupdict()
            if "account" in places:
                places["account"] = account_in_words(places["account"], say)
            return say("claim", key, **places)
    return claim


def account_in_words(label: str, say: Messages) -> str:
    """Return the name of a kind of account ("Google Ads account"): the service's name stays, what it is is said."""
    for kind in sorted(messages("en").table("account"), key=len, reverse=True):
        service = label.removesuffix(f" {kind}")
        if service != label:
            return say("account", kind, service=service)
    return label


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, _pattern(sentence)) for key, sentence in messages("en").table("claim").items())


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = (
        re.escape(words) + (f"(?P<{place}>.+)" if place else "") for words, place, _, _ in Formatter().parse(sentence)
    )
    return re.compile("".join(parts), re.DOTALL)
