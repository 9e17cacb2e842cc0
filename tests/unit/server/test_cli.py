"""The command line answers before anything heavy is imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from server.cli import SOURCES, main, parser

HEAVY = (
    "msgspec",
    "sqlalchemy",
    "flask",
    "requests",
    "lxml",
    "numpy",
    "rich",
    "pebble",
    "tldextract",
    "detectors.model",
)


def test_help_imports_nothing_heavy():
    code = f"import sys, server.cli as c; c.parser().format_help(); print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_command_has_its_module():
    from importlib.util import find_spec

    names = next(action.choices for action in parser()._actions if action.dest == "command")
    assert all(find_spec(f"server.commands.{name.replace('-', '_')}") for name in names)


def test_every_register_that_can_be_imported_is_offered():
    from server.imports.importing import READERS

    assert tuple(READERS) == SOURCES


def test_no_command_is_wrong_usage(capsys):
    assert main([]) == 2
    assert "usage: masthead" in capsys.readouterr().out


def test_an_unknown_command_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as error:
        main(["nonsense"])
    assert error.value.code == 2


def test_the_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("masthead ")


@pytest.mark.parametrize(("raised", "status"), [(KeyboardInterrupt, 130), (BrokenPipeError, 1)])
def test_interrupted(monkeypatch, raised, status):
    def run(args):
        raise raised

    monkeypatch.setattr("server.commands.version.run", run)
    assert main(["--version"]) == status
