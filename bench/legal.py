"""Measure `read_notice` on labelled notices beside a first-match baseline. Run: ``python -m bench.legal [--show]``.

The notices (tests/corpus/legal/notices.jsonl) are written for this project about invented organisations: the figures
are "on written notices", not on the web. Those whose identifier's SHA-256 is odd are held out: their errors are
counted, never shown, and the floors hold for them. "kept" is the share of named publishers that examining keeps.

Figures that begin with "second" are of the second set, numbered 2001 to 2999, and those with "third" of the third,
20001 to 20999, held out as a whole; "fourth" is half of the fourth set, 30001 to 30999, and "fifth" half of the fifth,
40001 to 40999, in Dutch, Portuguese and Polish. These come with the page's address and title. All four were written
without regard to what the rules can read; they say most of what to expect.
"framed" is all of the held-out, each inside the words of a whole page: its menu above, newsletter, links and cookie
banner below (docs/explanation/legal-notices.md).
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from detectors.html.site_links import is_page_of
from detectors.knowledge import Knowledge, load_knowledge
from detectors.legal import LegalMention, Site, read_notice, warm
from detectors.mentions import mentions_in
from detectors.model import Role
from detectors.names import core
from detectors.same_names import same_name

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "tests" / "corpus" / "legal" / "notices.jsonl"
FRAMES = NOTICES.with_name("frames.toml")
FLOORS = ROOT / "bench" / "floors.toml"
SECOND = range(2001, 3000)
PRACTICE = 3001  # from here on items are for learning, but for the third set and half of the fourth and the fifth
THIRD = range(20001, 21000)
FOURTH = range(30001, 31000)
FIFTH = range(40001, 41000)

# Numbers that name one entity: where the truth has none, any of these is another organisation's.
_OF_ENTITIES = {"siren", "de_register", "es_nif", "nl_kvk", "pt_nipc", "br_cnpj", "pl_krs", "pl_nip"}
_ARTICLE = re.compile(r"(?i)^(?:l'|la |le |les |the |die |der |das |el |los |las |il |lo |gli )")
_FIRST = re.compile(
    r"(?i)(?:édité par|éditeur(?: du site)?|propriétaire|published by|owned (?:and operated )?by|operated by|"
    r"herausgeber|betreiber|§ 5 \w+|titular|titolare)\s*:?\s*(?:la société |l'|the |die |der )?([^\n,.(:]{2,80})"
)


def load() -> list[dict[str, Any]]:
    """Return the labelled notices."""
    return [json.loads(line) for line in NOTICES.read_text("utf-8").splitlines()]


def held_out(identifier: str) -> bool:
    """Tell whether an item is one of those that are never looked at."""
    number = number_of(identifier)
    halved = number < PRACTICE or number in FOURTH or number in FIFTH
    return number in THIRD or (halved and bool(hashlib.sha256(identifier.encode()).digest()[0] & 1))


def framed(item: dict[str, Any]) -> dict[str, Any]:
    """Return a notice as it stands on a whole page: below its menu, above its newsletter, links and cookie banner."""
    frame = _frames()[item["lang"]]
    return {**item, "text": f"{frame['above']}{item['text']}\n{frame['below']}"}


@cache
def _frames() -> dict[str, dict[str, str]]:
    return tomllib.loads(FRAMES.read_text("utf-8"))


def number_of(identifier: str) -> int:
    """Return the number in an identifier, which tells its set: "fr-2031b" -> 2031."""
    return int(re.findall(r"\d+", identifier)[0])


def publisher(mentions: tuple[LegalMention, ...]) -> LegalMention | None:
    """Return the mention that says best who publishes: notice before privacy before copyright."""
    ranked = [
        m
        for kind in ("notice", "privacy", "copyright")
        for m in mentions
        if m.role is Role.PUBLISHER and m.kind == kind
    ]
    return ranked[0] if ranked else None


def site_of(item: dict[str, Any]) -> Site:
    """Return what a check would know of the site: its host, and of later items the page's title and address."""
    titles = (item["title"],) if "title" in item else ()
    return Site(item["site"], titles, legal="url" in item and is_page_of("legal", item["url"]))


def judge(item: dict[str, Any]) -> dict[str, bool]:
    """Judge one notice: publisher, person, numbers, and whether any other role was taken for the publisher."""
    mentions = read_notice(item["text"], item["lang"], site_of(item))
    best = publisher(mentions)
    name, person = (best.name or None, best.person) if best else (None, False)
    right = name is None if item["publisher"] is None else bool(name) and _same(name or "", item["publisher"])
    truth = core(item["publisher"] or "")
    others = {core(other) for _, other in item["others"]} - {truth}
    named = {core(m.name) for m in mentions if m.role is Role.PUBLISHER and m.name}
    confused = any(a and (a.startswith(b) or b.startswith(a)) for a in named - {truth} for b in others)
    numbers = dict(best.numbers) if best else {}
    return {
        "publisher": right,
        "person": person == item["person"],
        "numbers": all(numbers.get(kind) == number for kind, number in item["numbers"].items()),
        "no_stray_number": bool(item["numbers"]) or not numbers.keys() & _OF_ENTITIES,
        "not_confused": not confused,
        "kept": item["publisher"] is None or not name or name in _kept_names(item),
    }


def _kept_names(item: dict[str, Any]) -> set[str]:
    """Return the names that examining keeps: those that nothing shows to be an organisation's are dropped."""
    return {m.name for m in mentions_in(item["text"], item["lang"], site_of(item), _knowledge())}


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


def _same(name: str, truth: str) -> bool:
    """Compare names; an article before one of them is no difference ("La Fondation Arcadie", "Fondation Arcadie")."""
    return same_name(name, truth) or same_name(_ARTICLE.sub("", name), _ARTICLE.sub("", truth))


def baseline(item: dict[str, Any]) -> bool:
    """Judge the first name after a publisher's word, whatever it is."""
    match = _FIRST.search(item["text"])
    name = match.group(1).strip() if match else None
    return name is None if item["publisher"] is None else bool(name) and _same(name or "", item["publisher"])


def shares(items: list[dict[str, Any]]) -> dict[str, float]:
    """Return the share of right answers for each question."""
    judged = [judge(item) for item in items]
    return {question: sum(row[question] for row in judged) / len(judged) for question in judged[0]}


def measure() -> dict[str, float]:
    """Return the figures that floors hold, for the held-out half of each set."""
    items = [item for item in load() if held_out(item["id"])]
    later = {"second": SECOND, "third": THIRD, "fourth": FOURTH, "fifth": FIFTH}
    sets = {name: [item for item in items if number_of(item["id"]) in numbers] for name, numbers in later.items()}
    first = [item for item in items if not any(number_of(item["id"]) in numbers for numbers in later.values())]
    return {
        **shares(first),
        **{f"{name}_{question}": share for name, part in sets.items() for question, share in shares(part).items()},
        **{f"framed_{question}": share for question, share in shares(list(map(framed, items))).items()},
        "baseline": sum(map(baseline, items)) / len(items),
    }


def growth() -> dict[str, float]:
    """Return, for hostile repetitions, how many times longer 100,000 characters take than 10,000; 10 is linear."""

    def cost(unit: str, size: int) -> float:
        started = time.perf_counter()
        read_notice(unit * (size // len(unit)), "de" if "GmbH" in unit else "fr", Site("x.example", ("Le journal",)))
        return time.perf_counter() - started

    units = [
        "éditeur ",
        "Éditeur : Foo SA\n",
        "SIREN 303 265 045 ",
        "Éditeur | Hébergeur\n",
        "Éditeur\n",
        "© 2019 Foo, ",
        "von der Foo GmbH betrieben ",
        "Le journal est un site de ",
        "(",
        "a" * 40 + " ",
    ]
    return {unit.strip(): round(cost(unit, 100_000) / cost(unit, 10_000), 1) for unit in units}


def main() -> int:
    """Print both halves beside the baseline; return 1 when the held-out half is below a floor."""
    warm()
    items = load()
    development = [item for item in items if not held_out(item["id"])]
    if "--show" in sys.argv:
        for item in development:
            wrong = [question for question, right in judge(item).items() if not right]
            if wrong:
                print(item["id"], wrong, item["publisher"], item["person"])
                mentions = read_notice(item["text"], item["lang"], site_of(item))
                print("   ", [(m.role.value, m.kind, m.name, m.person) for m in mentions])
    figures = measure()
    print(f"development ({len(development)}):", {k: round(v, 3) for k, v in shares(development).items()})
    print(f"held out ({len(items) - len(development)}):", {k: round(v, 3) for k, v in figures.items()})
    for language in sorted({item["lang"] for item in items}):
        part = [item for item in items if item["lang"] == language and held_out(item["id"])]
        print(f"  {language} ({len(part)}): publisher {shares(part)['publisher']:.3f}")
    started, size = time.perf_counter(), sum(len(item["text"]) for item in items)
    for item in items:
        read_notice(item["text"], item["lang"], site_of(item))
    print(f"{size / (time.perf_counter() - started) / 1e6:.2f} million characters a second")
    print("growth for 10 times the text:", growth())
    floors = tomllib.loads(FLOORS.read_text("utf-8"))["legal"]
    below = {name: figures[name] for name, floor in floors.items() if name in figures and figures[name] < floor}
    print("below floor:" if below else "floors held", below or "")
    return int(bool(below))


if __name__ == "__main__":
    sys.exit(main())
