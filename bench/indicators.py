"""Which accounts real pages carry, beside a naive pattern: `python -m bench.indicators [--ids]`.

Pages come from the folder that BENCH_DATA names. `--ids` prints every account with the text that shows it, to be judged
by eye: no list of true accounts exists. The naive pattern is the usual one, without word boundaries or lengths.

What was judged stands in ``bench/floors.toml`` as the hash of all accounts found and the share that looked like what
its kind says; when other accounts are found on those pages, they have to be looked at again. Exit status: 1 when
they have not been, or when fewer kinds are known than the floor.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter

from bench import floors_of, without
from bench.real_pages import page_files, read_page
from detectors.indicators import found_in, kinds
from detectors.page import read_html

NAIVE = re.compile(r"UA-\w+|G-\w+|GTM-\w+|pub-\w+")
_FAMILY = {
    "google-analytics": "UA-",
    "google-analytics-4": "G-",
    "google-tag-manager": "GTM-",
    "google-adsense": "pub-",
}


def main() -> int:
    """Print how many pages carry each kind, and how much of what the naive pattern finds is an account."""
    files = page_files()
    if not files:
        return without("BENCH_DATA/pages")
    pages_with: Counter[str] = Counter()
    accounts, naive, confirmed = 0, 0, 0
    values: set[str] = set()
    for path in files:
        html = read_page(path)
        found = dict(found_in(read_html(html, f"https://page-{path.name[:8]}.example/")))
        accounts += len(found)
        values.update(f"{indicator.kind} {indicator.value}" for indicator in found)
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
    pages = hashlib.sha256("\n".join(path.name for path in files).encode()).hexdigest()
    return judge(values, len({kind.id for kind in kinds()}), pages)


def judge(values: set[str], known: int, pages: str) -> int:
    """Compare the accounts found with those that were judged by eye, on the same pages only; and the kinds known."""
    floors = floors_of("indicators")
    digest = hashlib.sha256("\n".join(sorted(values)).encode()).hexdigest()
    judged, same_pages = digest == floors["judged"], pages == floors["pages"]
    print(f"{len(values)} different accounts; " + (f"{floors['plausible']:.1%} plausible by eye" if judged else digest))
    if not judged:
        print(f"  not judged yet on these pages ({pages}): look at them (--ids), then write hash and share down")
    return int(
        (same_pages and not judged) or floors["plausible"] < floors["least_plausible"] or known < floors["kinds"]
    )


if __name__ == "__main__":
    sys.exit(main())
