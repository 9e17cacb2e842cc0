"""Editions of the knowledge: told apart by the files, loaded again when they change, and never lost to a bad file."""

from pathlib import Path

import pytest

from server import editions
from server.editions import edition_of, following, knowledge_of
from server.errors import SettingsError
from server.imports.compiling import compile_imports
from server.imports.importing import import_file
from server.imports.staging import Staging
from server.settings import Settings
from tests.unit.server.imports.test_gleif import ONE, A, company, table

GROUP = """
[group]
id = "olivar"
name = "{name}"
country = "FR"

[[entity]]
name = "{name}"
distinctive = false
uncited = true
"""


def write(folder: Path, text: str, name: str = "olivar.toml") -> None:
    part = folder / "part"
    part.write_text(text)
    part.replace(folder / name)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    monkeypatch.setattr(editions, "_held", {})


def test_an_edition_is_a_state_of_the_files(tmp_path):
    assert edition_of(None) == edition_of(tmp_path) == edition_of(tmp_path / "nothing") == ""
    seen = []
    for name in ("a.toml", "registers.index", "sellers.index", "b.toml"):
        write(tmp_path, "", name)
        seen.append(edition_of(tmp_path))
        assert edition_of(tmp_path) == seen[-1]
    (tmp_path / "notes.txt").write_text("no knowledge")
    (tmp_path / "registers.index.part").write_text("being written")
    assert edition_of(tmp_path) == seen[-1]
    write(tmp_path, "x", "sellers.index")
    seen.append(edition_of(tmp_path))
    assert len(set(seen)) == 5
    (tmp_path / "sellers.index").unlink()
    assert edition_of(tmp_path) not in seen


def test_what_is_edited_or_imported_is_known_at_once_and_loaded_once(tmp_path):
    first = knowledge_of(tmp_path)
    assert knowledge_of(tmp_path) is first
    write(tmp_path, GROUP.format(name="Olivar SARL"))
    second = knowledge_of(tmp_path)
    assert second.group("olivar").name == "Olivar SARL"
    file = tmp_path / "level1.csv"
    file.write_text(table(ONE, company(A, "KERVRAN SAS", "RA000189", "552081317")))
    with Staging(tmp_path) as staging:
        import_file("gleif", file, staging)
        compile_imports("gleif", tmp_path, staging)
    third = knowledge_of(tmp_path)
    assert third.registers.match_number("siren", "552081317").name == "KERVRAN SAS"
    assert second.registers.match_number("siren", "552081317") is None
    assert len({first.version, second.version, third.version}) == 3
    assert knowledge_of(tmp_path) is third


def test_a_bad_file_leaves_what_was_known_and_is_an_error_at_first(tmp_path):
    write(tmp_path, GROUP.format(name="Olivar SARL"))
    good = knowledge_of(tmp_path)
    write(tmp_path, "[group")
    assert knowledge_of(tmp_path) is good
    write(tmp_path, GROUP.format(name="Olivar & Fils SARL"))
    assert knowledge_of(tmp_path).group("olivar").name == "Olivar & Fils SARL"
    bad = tmp_path / "other"
    bad.mkdir()
    write(bad, "[group")
    with pytest.raises(SettingsError, match="olivar"):
        knowledge_of(bad)


def test_a_process_that_runs_for_long_has_a_folder_to_look_at(tmp_path, monkeypatch):
    monkeypatch.setattr(editions, "knowledge_folder", lambda: tmp_path / "masthead" / "knowledge")
    found = following(Settings(knowledge=None)).knowledge
    assert found == tmp_path / "masthead" / "knowledge"
    assert found.is_dir()
    named = Settings(knowledge=tmp_path)
    assert following(named) is named
