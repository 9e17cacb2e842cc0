"""The language of a page: as declared, else as detected on enough text."""

from __future__ import annotations

import re

from detectors.html.facts import Facts

_TAG = re.compile(r"\s*([a-zA-Z]{2,3})(?:[-_].*)?\s*\Z", re.DOTALL)
_ENOUGH = 200  # characters; shorter strings are not detected reliably (service.md, Reading pages)
_SAMPLE = 4_000


def language_of(facts: Facts, text: str) -> str:
    """Return the lower-case primary language tag: declared by ``<html lang>`` or content-language, else detected."""
    for declared in (facts.lang, facts.metas.get("content-language", ""), facts.metas.get("language", "")):
        match = _TAG.match(declared[:40])
        if match:
            return match[1].lower()
    return detect(text)


def detect(text: str) -> str:
    """Return the language that py3langid finds in a text of at least 200 characters, else ""."""
    if len(text) < _ENOUGH:
        return ""
    import py3langid  # noqa: PLC0415 - its model takes a second to load

    return str(py3langid.classify(text[:_SAMPLE])[0])
