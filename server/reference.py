"""The reference pages, made from the code they describe: ``python -m server.reference docs/reference``.

A test compares the pages with what this module makes, so they cannot grow old.
"""

from __future__ import annotations

import argparse
import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from detectors.indicators import kinds
from detectors.registry import Detector, all_detectors
from detectors.weigh import weights
from server.api import create_app
from server.api.problems import KINDS
from server.api.schemas import verdict_schema
from server.cli import parser
from server.reference_disclosure import disclosure_page
from server.reference_figures import figures_page
from server.report.messages import messages
from server.service import Service
from server.settings import Settings, describe

MADE = "<!-- Made by `python -m server.reference docs/reference`; do not edit. -->"


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    return {
        "settings.md": _settings(),
        "command.md": _command(),
        "api.md": _api(),
        "signals.md": _signals(),
        "disclosure.md": disclosure_page(MADE),
        "figures.md": figures_page(MADE),
        "verdict.schema.json": _schema(),
    }


def main() -> int:
    """Write the pages into the folder named on the command line."""
    folder = Path(sys.argv[1])
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


def _settings() -> str:
    rows = "\n".join(f"| `{name}` | {default} | {meaning} |" for name, default, meaning in describe())
    return f"""# Settings
{MADE}

Each setting is read from the environment, else from `masthead.toml` in the working folder or in the user's
configuration folder (the same name in lower case without `MASTHEAD_`), else it has its default.
`masthead settings` prints each with its value and where it comes from. An unusable value is an error that names it.

| name | default | meaning |
|---|---|---|
{rows}
"""


def _command() -> str:
    parts = "\n".join(_commands(parser()))
    return f"""# Command
{MADE}

{parts}
Exit status of `check`: 0 a verdict was given, whatever it says; 1 it could not be tried (a forbidden address or port, a
name that does not exist); 2 wrong usage (a malformed address, a user name in it, an e-mail address, an unusable
setting); 130 interrupted. Of `audit`: 0 complete, 1 a line has an error, 130 interrupted; `--resume` goes on. Of
`replay`: 0 the verdict is the same byte for byte, 1 it is not or the bundle is damaged.
"""


def _commands(root: argparse.ArgumentParser, prefix: str = "masthead") -> Iterator[str]:
    (subparsers,) = _branches(root)
    helps = {choice.dest: choice.help for choice in subparsers._choices_actions}
    for name, command in cast(dict[str, argparse.ArgumentParser], subparsers.choices).items():
        if _branches(command):
            yield from _commands(command, f"{prefix} {name}")
            continue
        options = [_option(action) for action in command._actions if action.dest != "help"]
        yield "\n".join([f"## {prefix} {name}", f"{helps[name]}.", "", *options, ""])


def _branches(command: argparse.ArgumentParser) -> list[Any]:
    return [action for action in command._actions if isinstance(action, argparse._SubParsersAction)]


def _option(action: argparse.Action) -> str:
    shown = " ".join([*action.option_strings, action.metavar if isinstance(action.metavar, str) else ""]).strip()
    choices = "|".join(action.choices) if action.choices else ""
    words = f": {action.help}" if action.help else ""
    return f"- `{shown or choices or action.dest}`{words}"


def _api() -> str:
    app = create_app(Service(Settings(), *[cast(Any, None)] * 4))
    with app.app_context():
        spec = cast(dict[str, Any], app.spec)
    parts = "\n".join(
        _operation(method, path, operation)
        for path, operations in sorted(spec["paths"].items())
        for method, operation in operations.items()
    )
    say = messages("en")
    problems = "\n".join(f"| `{kind}` | {status} | {say('problem', kind)} |" for kind, status in KINDS.items())
    return f"""# HTTP API
{MADE}

The description for programs is OpenAPI 3.1 at `/v1/openapi.json`; [use the API](../how-to/use-the-api.md) has examples.
Verdicts are described by [verdict.schema.json](verdict.schema.json). A key (`Authorization: Bearer masthead_...`) is
optional, but for the audits of a service that has a public address.

{parts}
## Errors
Errors are problem documents (RFC 9457), 404 and 405 included. Where the status alone does not explain one, its `type`
is `/problems/` and one of these; a check that failed has `failed` in its `error`. Any operation may be answered
with 421, by a server for one machine that was asked under another name, and any POST without JSON with 403, when a page
of another site sent it.

| type | status | meaning |
|---|---|---|
{problems}
"""


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    answers = [f"- {status}: {answer['description']}" for status, answer in sorted(operation["responses"].items())]
    more = [operation["description"], ""] if operation.get("description") else []
    title = f"## {method.upper()} {path}"
    return "\n".join([title, f"{operation['summary']}.", "", *more, *answers, ""])


def _signals() -> str:
    given = {**weights()["stated"], **weights()["weights"]}
    rows = "\n".join(_signal(detector, given.get(detector.id, 0.0)) for detector in all_detectors())
    accounts = {kind.id: (kind.label, ", ".join(sorted(kind.where))) for kind in kinds()}
    found = "\n".join(f"| `{name}` | {label} | {where} |" for name, (label, where) in sorted(accounts.items()))
    return f"""# Signals
{MADE}

Every signal is one detector, one small file below `detectors/`. It reads the sources named, and is UNKNOWN when one of
them could not be read. Its family is the cause that it shares with others; its weight (bans, log10 likelihood ratio)
comes from `detectors/data/weights.toml`, and one without a weight weighs 0. How evidence becomes a verdict is told in
[deciding](../explanation/deciding.md).

| signal | what it finds | strength and traps | example | question | family | reads | weight |
|---|---|---|---|---|---|---|---|
{rows}

## Accounts
What `ownership/shared_ids` looks for, and where. An account ties operators (agencies, webmasters) at most.

| kind | account | in |
|---|---|---|
{found}
"""


def _signal(detector: Detector, weight: float) -> str:
    words = inspect.getdoc(inspect.getmodule(detector.detect)) or ""
    first, _, rest = words.replace("``", "`").replace("|", "\\|").partition("\n\n")
    strength, _, example = rest.partition("Example: ")
    reads = ", ".join(f"`{need}`" for need in detector.needs)
    cells = [
        f"`{detector.id}`",
        first,
        strength,
        example,
        detector.question.value,
        detector.family.value,
        reads,
        f"{weight:g}",
    ]
    return "| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |"


def _schema() -> str:
    schema, definitions = verdict_schema()
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "$defs": definitions}
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(main())
