"""The command: arguments only. Each command is a module of `server.commands`, imported when it is asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TypeAlias

from server.commands.stopping import INTERRUPTED

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
WRONG_USAGE, NOT_TRIED = 2, 1
MAX_JOBS = 256
SOURCES = ("wikidata", "gleif", "sirene", "rws", "sellers")  # as `server.imports.importing.READERS`


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; the reference page is made from it."""
    root = argparse.ArgumentParser(prog="masthead", description="Who is behind this blog? Quotes, sources and times.")
    root.add_argument("--version", action="store_true", help="print the version")
    commands = root.add_subparsers(dest="command", metavar="COMMAND")
    for add in (
        *(_check, _audit, _rejudge, _replay, _compare, _domain, _knowledge, _settings),
        *(_review, _export_snapshot, _keys, _doctor, _backup, _serve, _worker),
    ):
        add(commands)
    return root


def _check(commands: Commands) -> None:
    check = commands.add_parser("check", help="read one page and its site, and give a verdict")
    check.add_argument("url", metavar="URL", help="address of a page, or a bare host")
    check.add_argument("--json", action="store_true", help="print the verdict document, and nothing else")
    check.add_argument("--fresh", action="store_true", help="read again, though a valid verdict is stored")
    check.add_argument(
        "--resolve-links", action="store_true", help="ask by HEAD where shortened and cloaked links lead; reads again"
    )
    check.add_argument("--save", metavar="DIR", help="write the evidence bundle DIR/<id>.wacz")


def _audit(commands: Commands) -> None:
    audit = commands.add_parser("audit", help="check every address of a list")
    audit.add_argument(
        "file", metavar="FILE", help="addresses: plain lines, CSV with a url column, JSON lines; - reads standard input"
    )
    audit.add_argument("-o", "--output", metavar="OUT", help="write OUT.jsonl or OUT.csv; else JSON lines are printed")
    audit.add_argument("--report", metavar="DIR", help="write report.html and its tables as CSV into the folder DIR")
    audit.add_argument("--resume", action="store_true", help="go on with the audit that was begun on this list")
    audit.add_argument("--jobs", type=_count, default=16, metavar="N", help="domains read at a time (16)")


def _rejudge(commands: Commands) -> None:
    rejudge = commands.add_parser("rejudge", help="judge stored captures again, after the knowledge or weights changed")
    rejudge.add_argument("--json", action="store_true", help="print each change as a line of JSON, and nothing else")


def _replay(commands: Commands) -> None:
    replay = commands.add_parser("replay", help="examine a saved capture again, offline, and compare")
    replay.add_argument("bundle", metavar="BUNDLE", help="an evidence bundle (.wacz)")
    replay.add_argument("--json", action="store_true", help="print the result as JSON, and nothing else")


def _compare(commands: Commands) -> None:
    compare = commands.add_parser("compare", help="compare the writing style of two sides")
    compare.add_argument(
        "a", metavar="A", nargs="?", help="an address, a file, a folder of posts, a .jsonl file, or the text itself"
    )
    compare.add_argument("b", metavar="B", nargs="?", help="the other side, likewise")
    compare.add_argument("--lang", help="primary language tag of both sides; detected when not given")
    compare.add_argument(
        "--cohort",
        metavar="FILE",
        help="other hands of the same kind, at least 30 texts of 8: a folder with a file or folder for each, or a "
        ".jsonl or .csv file of text and author, site or url (without them each line is a hand)",
    )
    compare.add_argument("--pairs", metavar="FILE", help='.jsonl of {"id", "a": [texts], "b": [texts], "lang"}')
    compare.add_argument("--json", action="store_true", help="print the result as JSON, and nothing else")


def _domain(commands: Commands) -> None:
    domain = commands.add_parser("domain", help="what the store and the knowledge have of a domain")
    domain.add_argument("domain", metavar="D", help="a domain, or any address on it")
    domain.add_argument("--json", action="store_true", help="print it as JSON, and nothing else")


def _knowledge(commands: Commands) -> None:
    knowledge = commands.add_parser("knowledge", help="list, check or extend what is known of groups and agencies")
    actions = knowledge.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, text in (
        ("list", "the groups, and how many claims about each are cited"),
        ("check", "find what is wrong with the knowledge files"),
        ("import", "read files of a public register, and look organisations up in it from then on"),
    ):
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument("--json", action="store_true", help="print the result as JSON, and nothing else")
    action.add_argument("source", metavar="SOURCE", choices=SOURCES, help=f"one of {', '.join(SOURCES)}")
    action.add_argument("files", metavar="FILE", nargs="+", help="as published; .gz, .bz2 and .zip are unpacked")
    action.add_argument("--resume", action="store_true", help="go on where it ended; done in any case if it can be")
    action.add_argument("--again", action="store_true", help="read the files from their start, though they were read")
    action.add_argument("--replace", action="store_true", help="forget what older files of the register said besides")


def _settings(commands: Commands) -> None:
    settings = commands.add_parser("settings", help="print each setting with its value and where it comes from")
    settings.add_argument("--json", action="store_true", help="print them as JSON, and nothing else")


def _review(commands: Commands) -> None:
    review = commands.add_parser(
        "review", help="decide on a verdict: list it, or withdraw it; without ID, see what waits"
    )
    review.add_argument("id", metavar="ID", nargs="?", help="the verdict's identifier; without it, disputes that wait")
    decision = review.add_mutually_exclusive_group()
    decision.add_argument("--uphold", action="store_true", help="close its disputes and list it")
    decision.add_argument("--withdraw", action="store_true", help="take it back, everywhere it is shown")
    review.add_argument("--reason", metavar="TEXT", default="", help="why; shown with a withdrawal and in the log")
    review.add_argument("--json", action="store_true", help="print the disputes as JSON, and nothing else")


def _export_snapshot(commands: Commands) -> None:
    export = commands.add_parser("export-snapshot", help="write the signed list of sites, its signature and the key")
    export.add_argument("folder", metavar="DIR", nargs="?", default=".", help="where to; the working folder by default")


def _keys(commands: Commands) -> None:
    keys = commands.add_parser("keys", help="make, revoke and list API keys")
    keys.add_argument("action", choices=("create", "revoke", "list"))
    keys.add_argument("name", metavar="NAME|ID", nargs="?", help="create: what it is called; revoke: its identifier")
    keys.add_argument("--scope", action="append", help="what it may do: checks, comparisons, audits (all by default)")
    keys.add_argument("--rate", metavar="N/UNIT", help="how often, like 300/minute (the default)")
    keys.add_argument("--json", action="store_true", help="print the result as JSON, and nothing else")


def _doctor(commands: Commands) -> None:
    doctor = commands.add_parser("doctor", help="look whether everything that a check needs is there and whole")
    doctor.add_argument("--json", action="store_true", help="print the result as JSON, and nothing else")


def _backup(commands: Commands) -> None:
    backup = commands.add_parser("backup", help="copy a SQLite store while others write to it")
    backup.add_argument("file", metavar="FILE", help="the copy; it must not exist")


def _serve(commands: Commands) -> None:
    serve = commands.add_parser("serve", help="serve the API and the pages")
    serve.add_argument("--demo", action="store_true", help="list the recorded verdicts of the store on the front page")


def _worker(commands: Commands) -> None:
    worker = commands.add_parser("worker", help="do the jobs of a shared store (MASTHEAD_QUEUE=store)")
    worker.add_argument("--jobs", type=_count, default=16, metavar="N", help="jobs done at a time (16)")


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MAX_JOBS:
        raise ValueError
    return number


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    root = parser()
    args = root.parse_args(argv)
    if args.version:
        args.command = "version"
    if args.command is None:
        root.print_help()
        return WRONG_USAGE
    try:
        return int(import_module(f"server.commands.{args.command.replace('-', '_')}").run(args))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return NOT_TRIED
    except Exception as error:
        return _told(error)


def _told(error: Exception) -> int:
    """Say on stderr what went wrong, when it is an error that is meant to be shown; else let it fly."""
    from server.errors import MastheadError, SettingsError, UsageError  # noqa: PLC0415 - `--help` answers without it
    from server.report.safe import printable  # noqa: PLC0415

    if not isinstance(error, MastheadError):
        raise error
    print(f"masthead: {printable(str(error))}", file=sys.stderr)
    return WRONG_USAGE if isinstance(error, UsageError | SettingsError) else NOT_TRIED


if __name__ == "__main__":
    sys.exit(main())
