"""Measure `parse_whois` on real registry answers, beside python-whois and asyncwhois in the same run.

Run: ``BENCH_DATA=... python -m bench.registration [--show]``. Data: ``whois/records.jsonl`` in BENCH_DATA, one answer a
line with its truth (`source` names the collection, `state` is found, hidden, available or throttled). An owner is right
when `organization or registrant` equals the truth after NFKC, case folding and without punctuation. The peers run in a
child process that is killed after `SECONDS` a record, for some of their patterns need minutes on a few KB.
Exit status: 0, or 1 below a floor of ``bench/floors.toml``; without data one line and 0 (1 when CI is set).
"""

from __future__ import annotations

import hashlib
import json
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from concurrent.futures import TimeoutError as Expired
from typing import Any

from pebble import ProcessPool

from bench import data, floors_of, without
from detectors import warm
from detectors.registration import parse_whois, redact

SECONDS = 5.0
FR_FAMILY = ("fr", "re", "pm", "tf", "wf", "yt")
COLLECTIONS = ("weppos", "likexian")


def comparable(name: str | None) -> str:
    """Return a name as the score compares it."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", name or "").casefold()).strip()


def python_whois(text: str, domain: str) -> str | None:
    """Return the owner that python-whois reads."""
    import whois  # noqa: PLC0415 - a peer, loaded in its own process

    entry = whois.WhoisEntry.load(domain, text)
    found = [entry.get(key) for key in ("org", "registrant_organization", "registrant_name", "registrant", "name")]
    return next((x if isinstance(x, str) else x[0] for x in found if x), None)


def asyncwhois(text: str, domain: str) -> str | None:
    """Return the owner that asyncwhois reads."""
    from asyncwhois.parse import TLDBaseKeys  # noqa: PLC0415 - a peer, loaded in its own process
    from asyncwhois.parse_tld import DomainParser  # noqa: PLC0415

    parsed = DomainParser(ignore_not_found=True).parse(text, domain.rpartition(".")[2])
    owner = parsed.get(TLDBaseKeys.REGISTRANT_ORGANIZATION) or parsed.get(TLDBaseKeys.REGISTRANT_NAME)
    return owner if isinstance(owner, str) else None


def ours(text: str, domain: str) -> str | None:
    """Return the owner that Masthead reads."""
    found = parse_whois(text, domain)
    return found.organization or found.registrant


def run_peer(reader: Callable[[str, str], str | None], records: list[dict[str, Any]]) -> list[str | None]:
    """Read every record in a killable child; a crash or an expired guard reads nothing."""
    answers: list[str | None] = []
    with ProcessPool(max_workers=1) as pool:
        for record in records:
            try:
                answers.append(pool.schedule(reader, args=(record["text"], record["domain"]), timeout=SECONDS).result())
            except (Exception, Expired):  # a peer's crash is its result
                answers.append(None)
    return answers


def score(records: list[dict[str, Any]], answers: list[str | None]) -> dict[str, float]:
    """Return the share of owners right per collection and for .fr, and of hidden holders without a shown name."""
    right, total = Counter[str](), Counter[str]()
    for record, answer in zip(records, answers, strict=True):
        if record["state"] not in ("found", "hidden"):
            continue
        hit = comparable(answer) == comparable(record["organization"] or record["registrant"])
        family = record["domain"].rpartition(".")[2] in FR_FAMILY
        groups = ["no_placeholder"] if record["state"] == "hidden" else [record["source"]]
        for group in groups + (["fr"] if family else []):
            total[group] += 1
            right[group] += hit
    return {group: right[group] / total[group] for group in (*COLLECTIONS, "fr", "no_placeholder") if total[group]}


def states(records: list[dict[str, Any]]) -> dict[str, float]:
    """Return the share of free and of throttled answers that are seen as such."""
    right, total = Counter[str](), Counter[str]()
    for record in records:
        if record["state"] in ("available", "throttled"):
            total[record["state"]] += 1
            right[record["state"]] += parse_whois(record["text"], record["domain"]).state == record["state"]
    both = {"states": sum(right.values()) / max(sum(total.values()), 1)}
    return both | {state: right[state] / total[state] for state in total}


def milliseconds(reader: Callable[[str, str], object], records: list[dict[str, Any]]) -> tuple[float, float]:
    """Return the mean and the largest time of a record."""
    times = []
    for record in records:
        start = time.perf_counter()
        reader(record["text"], record["domain"])
        times.append((time.perf_counter() - start) * 1000)
    return statistics.mean(times), max(times)


def show_errors(records: list[dict[str, Any]]) -> None:
    """Print the records that are read wrongly."""
    for record in records:
        found = parse_whois(record["text"], record["domain"])
        truth = record["organization"] or record["registrant"]
        got = found.organization or found.registrant
        if found.state != record["state"] or comparable(got) != comparable(truth):
            print(f"  {record['record']}: {record['state']} {truth!r} read as {found.state} {got!r}")


def main() -> int:
    """Print the figures; return the exit status."""
    path = data("whois/records.jsonl")
    if path is None:
        return without("BENCH_DATA/whois/records.jsonl")
    raw = path.read_bytes()
    records = [json.loads(line) for line in raw.splitlines()]
    warm()
    mine = [ours(record["text"], record["domain"]) for record in records]
    figures = score(records, mine) | states(records)
    print(f"registration: {len(records)} answers")
    for name, result in (
        ("masthead", figures),
        ("python-whois", score(records, run_peer(python_whois, records))),
        ("asyncwhois", score(records, run_peer(asyncwhois, records))),
    ):
        print(f"  {name:13}" + "  ".join(f"{key} {value:.3f}" for key, value in result.items()))
    mean, worst = milliseconds(lambda text, domain: redact(parse_whois(text, domain)), records)
    print(f"  masthead     {mean:.2f} ms a record on average, {worst:.2f} ms at most, redaction included")
    if "--show" in sys.argv:
        show_errors(records)
    return judge(figures, hashlib.sha256(raw).hexdigest())


def judge(figures: dict[str, float], digest: str) -> int:
    """Compare with the floors: those pinned to these very data, else those for any data of the kind."""
    floors = floors_of("registration")
    wanted = floors["pinned"] if digest == floors["sha256"] else floors["unseen"]
    below = {key: floor for key, floor in wanted.items() if figures.get(key, 1.0) < floor}
    for key, floor in below.items():
        print(f"  below its floor: {key} {figures[key]:.3f} < {floor}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
