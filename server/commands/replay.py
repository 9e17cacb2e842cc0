"""``masthead replay BUNDLE``."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from server.bundle import read_bundle
from server.children import ChildError, Children
from server.errors import BundleError, UsageError
from server.logs import configure
from server.replay import Replay, replay
from server.report.text import print_verdict
from server.settings import Settings


def run(args: Namespace) -> int:
    """Replay a bundle: 0 when the verdict is the same byte for byte, 1 when it is not or the bundle is damaged."""
    configure()
    settings = Settings.load()
    try:
        data = Path(args.bundle).read_bytes()
    except OSError as error:
        raise UsageError(f"{args.bundle}: {error.strerror}") from error
    bundle = read_bundle(data)
    with Children.by(settings) as children:
        try:
            result = replay(bundle, children)
        except ChildError as error:
            raise BundleError(f"capture.json: it cannot be examined: {error.reason}") from error
    if args.json:
        print(json.dumps(_as_json(result, bundle.public_key), indent=2))
    else:
        print_verdict(str(bundle.verdict.get("id", "")), result.verdict, settings.lang, sys.stdout)
        print("\n" + _in_words(result))
    return 0 if result.same else 1


def _as_json(result: Replay, public_key: str) -> dict[str, object]:
    versions = {name: {"bundle": then, "now": now} for name, then, now in result.versions}
    return {"same": result.same, "signed_by": public_key, "versions": versions, "fields": list(result.fields)}


def _in_words(result: Replay) -> str:
    if result.same:
        return "Replayed: the same verdict, byte for byte."
    lines = [f"The {name} is version {now}; the bundle was made with {then}." for name, then, now in result.versions]
    return "\n".join([*lines, f"The verdict differs in: {', '.join(result.fields)}."])
