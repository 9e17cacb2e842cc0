"""`python -m tests.campaign [NAME ...] [--seed N] [--scale X]`: run campaigns, all of them by default."""

from __future__ import annotations

import argparse
import secrets
import sys
from importlib import import_module
from pathlib import Path

from tests.campaign.frame import Campaign

HERE = Path(__file__).parent
FRAME = {"__init__", "__main__", "frame"}


def names() -> list[str]:
    """Return the campaigns that there are."""
    return sorted(file.stem for file in HERE.glob("*.py") if file.stem not in FRAME)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[[], *names()], help="campaigns; all when none is named")
    parser.add_argument("--seed", type=int, default=0, help="the seed printed by an earlier run, to go on with it")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full length")
    parser.add_argument("--folder", type=Path, default=Path("run/campaign"), help="where the diaries are kept")
    asked = parser.parse_args()
    seed = asked.seed or secrets.randbelow(10**9)
    print(f"seed {seed}", flush=True)
    failed = []
    for name in asked.name or names():
        campaign = Campaign(name, seed, asked.folder.absolute(), asked.scale)
        import_module(f"tests.campaign.{name}").run(campaign)
        print(f"{name}: {len(campaign.complaints)} complaints", *campaign.complaints, sep="\n  ", flush=True)
        failed += campaign.complaints
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
