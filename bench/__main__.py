"""Accuracy and speed beside peers: ``python -m bench [NAME ...]``; all benches when none is named.

Data comes from the folder named by BENCH_DATA. Without it a bench that needs data is skipped with a line; in continuous
integration (CI set) that is an error.
"""

from __future__ import annotations

import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import bench

# Parts of other benches, and what fits numbers or draws pictures instead of measuring.
HELPERS = frozenset(
    {
        "__main__",
        "calibrate",
        "disclosure_pages",
        "disclosure_wholes",
        "downloader",
        "flame",
        "generated",
        "judged_drawing",
        "newcomer",
        "node",
        "real_pages",
        "sensing",
        "service_peer",
        "style_baselines",
        "style_cohort",
        "style_fit",
        "style_learning",
        "style_pairs",
    }
)


def names_of_all() -> list[str]:
    """Return the benches that measure."""
    return sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if module.name not in HELPERS)


def main() -> int:
    """Run each bench in a process of its own; return 1 when one is below its floors or cannot run in CI."""
    known = names_of_all()
    names = sys.argv[1:] or known
    if unknown := set(names) - set(known):
        print(f"no bench is called {', '.join(sorted(unknown))}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    data = os.environ.get("BENCH_DATA", "")
    if not data or not Path(data).is_dir():
        print("skipped: BENCH_DATA does not name a folder", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    failed = [name for name in names if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode]
    if failed:
        print(f"below their floors or not run: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
