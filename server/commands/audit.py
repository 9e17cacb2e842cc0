"""``masthead audit FILE``."""

from __future__ import annotations

import sys
import threading
from argparse import Namespace
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TextIO

from server.audit import Auditor, begin, fingerprint
from server.check import open_checker
from server.commands.progress import auditing
from server.commands.stopping import INTERRUPTED, stopping
from server.errors import UsageError
from server.listing import Row, format_of, read_rows
from server.logs import configure
from server.processors import processors
from server.report.audited import tables
from server.report.results import Documents, columns_of, csv_lines, json_lines
from server.settings import Settings
from server.store import LOCAL, Audit, Store
from server.store.audits import Runner
from server.tasks import Tools
from server.view import shown

WAIT_SECONDS = 0.5
COMPLETE, WITH_ERRORS = 0, 1
RESULTS = "results.csv"  # in the folder of a report


def run(args: Namespace) -> int:
    """Audit the addresses of a list; return 0, 1 when a line has an error, 130 when interrupted."""
    configure()
    settings = Settings.load()
    data = _read(args.file)
    out = Path(args.output) if args.output else None
    _check_output(out)
    _check_report(args.report)
    _check_list_is_kept(Path(args.file), out, Path(args.report) / RESULTS if args.report else None)
    store = Store(settings.store)
    try:
        work = _queued if settings.queue == "store" else _here
        audit, done = work(settings, store, data, args)
        if not done:
            print(f"masthead: stopped; go on with: masthead audit {args.file} --resume", file=sys.stderr)
            return INTERRUPTED
        _write(out, store, audit, settings)
        if args.report:
            _report(Path(args.report), store, audit, settings)
        return WITH_ERRORS if store.audits.counts(audit.id).states.get("failed") else COMPLETE
    finally:
        store.close()


def _here(settings: Settings, store: Store, data: bytes, args: Namespace) -> tuple[Audit, bool]:
    """Do an audit in this process; return it, and whether it is done."""
    audit = _begun(store, data, args, "command") or begin(
        store, _rows(data, args), source=fingerprint(data), owner=LOCAL, runner="command"
    )
    with open_checker(settings, store, workers=processors()) as checker:
        auditor = Auditor(Tools(settings, store, checker), args.jobs)
        with stopping(auditor.stop, "addresses"), auditing(store.audits, audit, sys.stderr) as on_unit:
            return audit, auditor.run(audit, on_unit)


def _queued(settings: Settings, store: Store, data: bytes, args: Namespace) -> tuple[Audit, bool]:
    """Leave an audit to the workers and wait for them; return it, and whether it is done."""
    from server.queue import QueuedJobs  # noqa: PLC0415 - the engine is imported only by those who use it

    audit = _begun(store, data, args, "queue") or QueuedJobs(settings, store).audit(
        _rows(data, args), source=fingerprint(data), owner=LOCAL, private=False
    )
    stop = threading.Event()
    with stopping(stop.set, "addresses"), auditing(store.audits, audit, sys.stderr) as on_unit:
        while not (done := _is_done(store, audit)) and not stop.wait(WAIT_SECONDS):
            if on_unit is not None:
                on_unit("", "")
    return audit, done


def _is_done(store: Store, audit: Audit) -> bool:
    found = store.audits.get(audit.id)
    return found is not None and found.state == "done"


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from error


def _check_output(out: Path | None) -> None:
    if out is None:
        return
    if out.suffix.lower() not in (".jsonl", ".csv"):
        raise UsageError(f"-o {out}: the name must end in .jsonl or .csv")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"-o {out}: there is no such folder")


def _check_report(folder: str | None) -> None:
    if folder is None or Path(folder).is_dir():
        return
    if Path(folder).exists() or not Path(folder).absolute().parent.is_dir():
        raise UsageError(f"--report {folder}: there is no such folder, and none can be made there")


def _check_list_is_kept(given: Path, *written: Path | None) -> None:
    for file in written:
        if file is not None and file.exists() and given.exists() and file.samefile(given):
            raise UsageError(f"{file}: the results would take the place of the list; name another file")


def _begun(store: Store, data: bytes, args: Namespace, runner: Runner) -> Audit | None:
    """Return the audit that was begun on this list when --resume asks for it, else None."""
    if not args.resume:
        return None
    begun = store.audits.newest(fingerprint(data), LOCAL, runner)
    if begun is None:
        raise UsageError("--resume: no audit of this list was begun in this store")
    return begun


def _rows(data: bytes, args: Namespace) -> Iterator[Row]:
    return read_rows(data, format_of(args.file, data[:4096].decode("utf-8-sig", "replace")))


def _write(out: Path | None, store: Store, audit: Audit, settings: Settings) -> None:
    """Write the results whole or not at all: to a file beside, which then takes the name."""
    if out is None:
        _write_lines(sys.stdout, "jsonl", store, audit, settings)
        return
    part = out.with_name(out.name + ".part")
    with part.open("w", encoding="utf-8", newline="") as stream:
        _write_lines(stream, out.suffix.lower()[1:], store, audit, settings)
    part.replace(out)


def _write_lines(stream: TextIO, form: str, store: Store, audit: Audit, settings: Settings) -> None:
    def documents(identifiers: Collection[str]) -> Documents:
        found = store.verdicts.many(identifiers)
        return {one: shown(stored, settings.lang, settings.public_url or "") for one, stored in found.items()}

    lines = store.audits.all_lines
    if form == "csv":
        stream.writelines(csv_lines(lines(audit.id), documents, columns_of(lines(audit.id))))
    else:
        stream.writelines(json_lines(lines(audit.id), documents))


def _report(folder: Path, store: Store, audit: Audit, settings: Settings) -> None:
    """Write the report on an audit, its tables and the lines as CSV into a folder."""
    from server.web.audited import one_file, view  # noqa: PLC0415 - the pages are loaded only by those who want one

    folder.mkdir(exist_ok=True)
    shown = view(store.audits.get(audit.id) or audit, store)
    page = one_file(shown, settings.lang, settings.base_url)
    for name, text in {"report.html": page, **tables(shown["found"])}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    _write(folder / RESULTS, store, audit, settings)
