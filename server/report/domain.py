"""What is known of a domain, for the terminal; nothing in it that a terminal would obey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from rich.console import Console
from rich.text import Text

from server.report.messages import Messages, messages
from server.report.safe import printable
from server.report.words import moment

WIDTH = 100
_FACTS = ("organization", "registrar", "created", "updated", "expires")


def print_domain(known: Mapping[str, Any], lang: str, out: TextIO) -> None:
    """Write what is known (`server.known.known_of`) to `out`."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    say = messages(lang)
    console.print(Text(printable(known["domain"]), "bold"))
    for title, lines in sections(known, say):
        shown = [printable(line) for line in lines]
        console.print(Text(f"\n{say('domain', title)}", "bold"))
        for line in shown or [say("domain", "nothing")]:
            console.print(Text(f"  {line}"))


def sections(known: Mapping[str, Any], say: Messages) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield each part by its key in the messages, with its lines; what strangers wrote is still as they wrote it."""
    yield "readings", _readings(known["readings"], say)
    yield "registration", _registration(known["registration"], say)
    yield "owners", _owners(known, say)
    yield "verdicts", (f"{v['checked_at'][:10]}  {v['url']}  {v['headline']}  ({v['id']})" for v in known["verdicts"])
    yield "indicators", (f"{i['label']} {i['value']}  {_others(i['others'], say)}" for i in known["indicators"])
    yield "neighbours", _neighbours(known["neighbours"], say)


def _readings(readings: Mapping[str, Any], say: Messages) -> Iterator[str]:
    if readings["count"]:
        first, last = moment(readings["first"]), moment(readings["last"])
        yield say("domain", "read", count=readings["count"], first=first, last=last)


def _registration(found: Mapping[str, Any] | None, say: Messages) -> Iterator[str]:
    if found is None:
        return
    yield say("domain", f"state_{found['state']}", source=found["source"] or "", when=(found["seen_at"] or "")[:10])
    yield from (f"{say('domain', name)} {found[name]}" for name in _FACTS if found[name])
    if found["name_servers"]:
        yield f"{say('domain', 'name_servers')} {', '.join(found['name_servers'])}"


def _owners(known: Mapping[str, Any], say: Messages) -> Iterator[str]:
    group = known["group"]
    if group is not None:
        cited = say("domain", "cited" if group["cited"] else "uncited")
        yield say("domain", f"group_{group['use']}", domain=group["domain"], group=group["name"]) + f" ({cited})"
    for entry in known["registers"]:
        key = f"register_{entry['use'] or 'own'}"
        yield say("domain", key, name=entry["name"], owner=entry["owner"]["name"], source=entry["source"])


def _neighbours(found: list[Mapping[str, Any]], say: Messages) -> Iterator[str]:
    for neighbour in found:
        yield f"{neighbour['site']}  ({neighbour['weight']:g})"
        for value in neighbour["shared"]:
            yield f"    {value['label']} {value['value']}  {_others(value['others'], say)}"


def _others(count: int, say: Messages) -> str:
    key = "alone" if not count else "one_other" if count == 1 else "others"
    return say("domain", key, count=count)
