"""``masthead knowledge list|check|import``."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

import msgspec

from detectors.knowledge import KnowledgeError, check_paths, describe, load_knowledge
from detectors.knowledge.load import imported
from detectors.knowledge.table import REGISTERS, SELLERS
from server.errors import SettingsError
from server.report.safe import printable
from server.settings import Settings


def run(args: Namespace) -> int:
    """List the groups, check the shipped files and those of MASTHEAD_KNOWLEDGE, or import: 1 for what is wrong."""
    settings = Settings.load()
    if args.action == "import":
        from server.commands.importing import run_import  # noqa: PLC0415 - only when asked for

        return run_import(args, settings)
    paths = () if settings.knowledge is None else (settings.knowledge,)
    if args.action == "check":
        return _check(list(check_paths(paths)), as_json=args.json)
    try:
        knowledge = load_knowledge(paths)
        tables = {"registers": imported(REGISTERS, paths), "sellers": imported(SELLERS, paths)}
    except KnowledgeError as error:
        raise SettingsError(f"MASTHEAD_KNOWLEDGE: {error}") from error
    rows = describe(knowledge)
    if args.json:
        headers = {name: msgspec.to_builtins(table.header) if table else None for name, table in tables.items()}
        groups = msgspec.to_builtins(rows)
        print(json.dumps({"version": knowledge.version, "groups": groups, **headers}, indent=2))
        return 0
    for row in rows:
        print(printable(f"{row.id:<16} {row.name}  {row.country}  {row.cited} of {row.claims} claims cited"))
    print(f"\nversion {knowledge.version}, {len(rows)} groups")
    for done in (done for table in tables.values() if table is not None for done in table.header.imports):
        print(printable(f"{done.source}  {done.file}, imported {done.read}, {done.rows} rows"))
    return 0


def _check(problems: list[msgspec.Struct], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"problems": msgspec.to_builtins(problems)}, indent=2))
    for problem in () if as_json else problems:
        print(printable(": ".join(filter(None, map(str, msgspec.structs.astuple(problem))))), file=sys.stderr)
    return 1 if problems else 0
