"""``masthead settings``."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace

from server.report.safe import printable
from server.settings import Settings, shown, unknown_variables


def run(args: Namespace) -> int:
    """Print each setting with its value and origin; warn of variables that look like settings and are none."""
    rows = list(shown(Settings.load()))
    if args.json:
        print(json.dumps({name: {"value": value, "origin": origin} for name, value, origin in rows}, indent=2))
    else:
        width = max(len(name) for name, _, _ in rows)
        for name, value, origin in rows:
            print(f"{name:<{width}}  {printable(value)}  ({printable(origin)})")
    for name in unknown_variables(os.environ):
        print(f"masthead: {printable(name)} is no setting", file=sys.stderr)
    return 0
