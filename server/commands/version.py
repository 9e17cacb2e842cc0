"""``masthead --version``."""

from __future__ import annotations

from argparse import Namespace
from importlib.metadata import version


def run(_: Namespace) -> int:
    """Print the version of the program."""
    print(f"masthead {version('masthead')}")
    return 0
