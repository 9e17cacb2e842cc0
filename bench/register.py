"""Measure the register of promotion. Run: ``python -m bench.register``.

Quiet: personal posts of BENCH_DATA/style must not sound like copy. Heard: the advertising copy of
tests/corpus/style/copy.jsonl, written for this purpose, of which no phrase list was made.
"""

from __future__ import annotations

import json
import sys

from bench import ROOT, data, floors_hold, without
from bench.style_pairs import load
from detectors.style.register import register

COPY = ROOT / "tests" / "corpus" / "style" / "copy.jsonl"


def share(texts: list[tuple[str, str]]) -> float:
    """Return the share of texts, given with their language, that are called promotional."""
    found = [register(text, lang) for text, lang in texts]
    return sum(one is not None and one.promotional for one in found) / len(found)


def main() -> int:
    """Print every figure; return 1 when one is beyond its floor (a ceiling where less is better)."""
    folder = data("style")
    if folder is None:
        return without("BENCH_DATA/style")
    found = {}
    for name in ("en_blogs", "en_essays", "fr_blogs", "fr_fan"):
        found[name] = share([(text, name[:2]) for own in load(folder, name).values() for text in own])
    rows = [json.loads(line) for line in COPY.read_text("utf-8").splitlines()]
    for lang in ("en", "fr"):
        found[f"copy_{lang}"] = share([(row["text"], lang) for row in rows if row["lang"] == lang])
    print("  ".join(f"{name} {value:.4f}" for name, value in found.items()))
    return int(not floors_hold("register", found))


if __name__ == "__main__":
    sys.exit(main())
