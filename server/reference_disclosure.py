"""The reference page about disclosure, made from the data that the detectors read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from detectors.data_files import load_toml
from detectors.disclosure.adequacy import weakest
from detectors.disclosure.phrases import LANGUAGES, grammar
from server.report.messages import messages

SHOWN_HOSTS = 3
SHOWN_NAMES = 6


def disclosure_page(made: str) -> str:
    """Return the page ``docs/reference/disclosure.md``; `made` is the line that says so."""
    return f"""# Disclosure
{made}

Whether words are enough is judged by language, country, place and look; how it is done is told in
[deciding](../explanation/deciding.md), how it is measured in [the corpus](../explanation/disclosure-corpus.md).

## Words, by country
A is adequate, W weak or ambiguous, I inadequate, for readers of that country in their own language. "Foreign" holds for
words that are not in the language of the page. Without a country the most lenient of the language's countries counts.
A rule without a source rests on general knowledge of the field and was not read anywhere.

{_words()}

## What can be wrong with a statement
{_lines(f"- `{code}`: {words}" for code, words in messages("en").table("reason").items())}

## Languages
{_languages()}

## Affiliate programmes
Links are known by their shape alone: {_count()}.
A programme whose host alone proves nothing needs its path or its parameters as well. Cloaked (`/go/...`) and shortened
links are possible, never certain; where they lead is asked only with `MASTHEAD_RESOLVE_LINKS` or `--resolve-links`. The
list is ours, from general knowledge of the programmes.

{_programmes()}
"""


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = tuple(heads)
    written = (f"| {' | '.join(row)} |" for row in rows)
    return _lines([f"| {' | '.join(names)} |", f"|{'---|' * len(names)}", *written])


def _words() -> str:
    law = load_toml("adequacy.toml")
    countries = sorted({code for codes in law["countries"].values() for code in codes})
    rows = (_label(name, label, countries) for name, label in law["label"].items())
    return _table(("words", "such as", *countries, "foreign", "source"), rows)


def _label(name: str, label: Mapping[str, Any], countries: Iterable[str]) -> tuple[str, ...]:
    grade = label["grade"]
    grades = (label.get("in", {}).get(code, grade) for code in countries)
    foreign = grade if label.get("international", False) else weakest(grade, label.get("foreign", "W"))
    return (f"`{name}`", label["means"], *grades, foreign, label.get("source", "none read"))


def _languages() -> str:
    countries = load_toml("adequacy.toml")["countries"]
    rules = {lang: grammar(lang).rules for lang in LANGUAGES}
    rows = (
        (lang, ", ".join(countries[lang]), str(len(found)), str(sum(len(rule.patterns) for rule in found)))
        for lang, found in rules.items()
    )
    return _table(("language", "countries", "rules", "phrases"), rows)


def _count() -> str:
    data = load_toml("affiliate_links.toml")
    hosts = {host.partition("/")[0] for entry in data["network"] for host in entry.get("hosts", ())}
    names = len(data["parameters"]["names"])
    return f"{len(hosts)} hosts of networks and shops, and {names} parameters that only affiliate systems use"


def _programmes() -> str:
    rows = map(_programme, load_toml("affiliate_links.toml")["network"])
    return _table(("programme or family of programmes", "hosts", "path", "parameters"), rows)


def _programme(entry: Mapping[str, Any]) -> tuple[str, ...]:
    hosts = entry.get("hosts", ())
    shown = ", ".join(f"`{host}`" for host in hosts[:SHOWN_HOSTS])
    more = f" and {len(hosts) - SHOWN_HOSTS} more" if len(hosts) > SHOWN_HOSTS else ""
    path = "of its own" if entry.get("path_pattern") else ""
    names = (*entry.get("params", ()), *entry.get("every", ()))[:SHOWN_NAMES]
    return entry["name"], f"{shown}{more}" if hosts else "any", path, ", ".join(f"`{name}`" for name in names)
