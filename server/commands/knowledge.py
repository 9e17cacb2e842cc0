"""``masthead knowledge list|check``."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

import msgspec

from detectors.knowledge import KnowledgeError, check_paths, describe, load_knowledge
from server.errors import SettingsError
from server.report.safe import printable
from server.settings import Settings


def run(args: Namespace) -> int:
    """List the groups, or check the shipped files and those of MASTHEAD_KNOWLEDGE: 1 when something is wrong."""
    settings = Settings.load()
    paths = () if settings.knowledge is None else (settings.knowledge,)
    if args.action == "check":
        return _check(list(check_paths(paths)), as_json=args.json)
    try:
        knowledge = load_knowledge(paths)
    except KnowledgeError as error:
        raise SettingsError(f"MASTHEAD_KNOWLEDGE: {error}") from error
    rows = describe(knowledge)
    if args.json:
        print(json.dumps({"version": knowledge.version, "groups": msgspec.to_builtins(rows)}, indent=2))
        return 0
    for row in rows:
        print(printable(f"{row.id:<16} {row.name}  {row.country}  {row.cited} of {row.claims} claims cited"))
    print(f"\nversion {knowledge.version}, {len(rows)} groups")
    return 0


def _check(problems: list[msgspec.Struct], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"problems": msgspec.to_builtins(problems)}, indent=2))
    for problem in () if as_json else problems:
        print(printable(": ".join(filter(None, map(str, msgspec.structs.astuple(problem))))), file=sys.stderr)
    return 1 if problems else 0
