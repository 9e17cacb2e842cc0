"""Which accounts real pages carry, beside a naive pattern: `python -m bench.indicators [--ids]`.

Pages come from the folder that BENCH_DATA names. `--ids` prints every account with the text that shows it, to be judged
by eye: no list of true accounts exists. The naive pattern is the usual one, without word boundaries or lengths.
"""

from __future__ import annotations

import gzip
import os
import re
import sys
from collections import Counter
from pathlib import Path

from detectors.indicators import found_in, kinds
from detectors.model import Page, Seen
from detectors.page import read_document

NAIVE = re.compile(r"UA-\w+|G-\w+|GTM-\w+|pub-\w+")
_FAMILY = {
    "google-analytics": "UA-",
    "google-analytics-4": "G-",
    "google-tag-manager": "GTM-",
    "google-adsense": "pub-",
}


def main() -> None:
    """Print how many pages carry each kind, and how much of what the naive pattern finds is an account."""
    folder = os.environ.get("BENCH_DATA")
    files = sorted(Path(folder, "pages").glob("*.html.gz")) if folder else []
    if not files:
        print("indicators: skipped, BENCH_DATA names no folder with pages/")
        return
    pages_with: Counter[str] = Counter()
    accounts, naive, confirmed = 0, 0, 0
    for path in files:
        html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        url = f"https://page-{path.name[:8]}.example/"
        found = dict(found_in(read_document(Page(Seen(url, "", ""), url, url, 200, html))))
        accounts += len(found)
        pages_with.update({indicator.kind for indicator in found})
        known = {_FAMILY[i.kind] + i.value for i in found if i.kind in _FAMILY}
        guesses = set(NAIVE.findall(html))
        naive += len(guesses)
        confirmed += len(guesses & known)
        if "--ids" in sys.argv:
            print(path.name[:8])
            for indicator, text in found.items():
                print(f"    {indicator.kind:22} {indicator.value:40} {' '.join(text.split())[:100]}")
    for kind, pages in pages_with.most_common():
        print(f"{kind:22} on {pages} of {len(files)} pages")
    print(f"{len({k.id for k in kinds()})} kinds known; {accounts} accounts on {len(files)} pages")
    print(
        f"naive pattern: {naive} values, {confirmed} of them accounts by the strict patterns ({confirmed / naive:.0%})"
    )


if __name__ == "__main__":
    main()
