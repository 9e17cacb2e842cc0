"""Imports that are interrupted, repeated and replaced, and what the detectors then find."""

import json
import sqlite3

import pytest

from detectors import load_knowledge
from server.errors import UsageError
from server.imports import importing
from server.imports.compiling import compile_imports
from server.imports.importing import import_file
from server.imports.staging import FILE, NAMED_BAD_ROWS, Staging
from tests.unit.server.imports.test_gleif import ONE, TWO, A, B, company, relation, table
from tests.unit.server.imports.test_wikidata import claim, dump, entity, item


class Killed(BaseException):
    """As if the process ended."""


def registers(folder):
    return load_knowledge((folder,)).registers


def lei(number: int) -> str:
    return f"{number:018d}00"


@pytest.fixture
def many(tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 10)
    path = tmp_path / "many.csv"
    path.write_text(table(ONE, *(company(lei(n), f"Company {n} SA") for n in range(95)), company("bad")))
    return path


def test_an_interrupted_import_goes_on_and_nothing_is_read_twice(tmp_path, many):
    seen = []

    def killed(progress, share):
        seen.append(progress.rows)
        if progress.rows == 50:
            raise Killed

    with Staging(tmp_path) as staging, pytest.raises(Killed):
        import_file("gleif", many, staging, killed)
    with Staging(tmp_path) as staging:
        done = import_file("gleif", many, staging, lambda progress, share: seen.append(progress.rows), only_resume=True)
        assert (done.rows, done.bad, done.done) == (96, 1, True)
        assert seen == [10, 20, 30, 40, 50, 60, 70, 80, 90, 96]
        assert staging.bad_rows(done) == [(97, "not an LEI")]
        header = compile_imports("gleif", tmp_path, staging)
    assert header.records == 95
    assert registers(tmp_path).match_number("lei", lei(94)).name == "Company 94 SA"


def test_a_finished_import_is_not_done_again_unless_asked(tmp_path, many):
    with Staging(tmp_path) as staging:
        import_file("gleif", many, staging)
        told = []
        assert import_file("gleif", many, staging, lambda *_: told.append(1)).rows == 96
        assert told == []
        assert import_file("gleif", many, staging, lambda *_: told.append(1), again=True).rows == 96
        assert told != []


def test_there_must_be_something_to_go_on_with(tmp_path, many):
    with Staging(tmp_path) as staging, pytest.raises(UsageError, match="nothing to go on with"):
        import_file("gleif", many, staging, only_resume=True)


def test_a_failed_batch_leaves_nothing(tmp_path, many, monkeypatch):
    def broken(self, import_, found):
        Staging_organisations(self, import_, found)
        raise sqlite3.OperationalError("disk full")

    Staging_organisations = Staging._organisations  # noqa: N806
    monkeypatch.setattr(Staging, "_organisations", broken)
    with Staging(tmp_path) as staging, pytest.raises(sqlite3.OperationalError):
        import_file("gleif", many, staging)
    monkeypatch.undo()
    with sqlite3.connect(tmp_path / FILE) as connection:
        assert connection.execute("SELECT count(*) FROM organisations").fetchone() == (0,)
        assert connection.execute("SELECT line FROM imports").fetchone() == (0,)


def test_a_newer_file_adds_and_replaces_when_asked(tmp_path):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(table(ONE, company(A, "Kervran SAS"), company(B, "Orval SA")))
    new.write_text(table(ONE, company(A, "Kervran et Fils SAS")))
    with Staging(tmp_path) as staging:
        import_file("gleif", old, staging)
        progress = import_file("gleif", new, staging)
        compile_imports("gleif", tmp_path, staging)
        assert registers(tmp_path).match_number("lei", A).name == "Kervran et Fils SAS"
        assert registers(tmp_path).match_number("lei", B) is not None
        staging.forget_older(progress)
        header = compile_imports("gleif", tmp_path, staging)
    assert [i.file for i in header.imports] == ["new.csv"]
    assert registers(tmp_path).match_number("lei", B) is None


def test_one_organisation_in_several_registers_is_one(tmp_path):
    leis, ties, wiki = tmp_path / "1.csv", tmp_path / "2.csv", tmp_path / "w.json"
    leis.write_text(table(ONE, company(A, "KERVRAN SAS", "RA000189", "552081317"), company(B, "KERVRAN HOLDING SA")))
    ties.write_text(table(TWO, relation()))
    wiki.write_text(
        dump(
            item("Q1", "Kervran", P1278=[claim(A)], P856=[claim("https://kervran.example/")]),
            item("Q2", "Le Four Breton", P749=[claim(entity("Q1"))], P856=[claim("https://four.example/")]),
            item("Q3", "Somebody's Site", P856=[claim("https://somebody.example/")]),
        )
    )
    with Staging(tmp_path) as staging:
        for source, path in (("gleif", leis), ("gleif", ties), ("wikidata", wiki)):
            import_file(source, path, staging)
        compile_imports("gleif", tmp_path, staging)
    found = registers(tmp_path)
    owner = f"lei:{B}"
    assert found.match_number("siren", "552 081 317").group == owner
    assert found.match_name("Kervran").group == owner
    assert found.match_domain("www.kervran.example").group == owner
    assert found.match_domain("four.example").group == owner
    assert [s.subject for s in found.relations(owner, "Le Four Breton")] == ["KERVRAN SAS", "KERVRAN HOLDING SA"]
    assert found.match_domain("somebody.example") is None  # of a website alone nobody knows who holds it


def test_bad_rows_are_counted_all_and_named_up_to_a_limit(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(table(ONE, *(company("bad") for _ in range(NAMED_BAD_ROWS + 5))))
    with Staging(tmp_path) as staging:
        progress = import_file("gleif", path, staging)
        assert progress.bad == NAMED_BAD_ROWS + 5
        assert len(staging.bad_rows(progress)) == NAMED_BAD_ROWS
    assert json.loads(json.dumps(dict(progress.left_out))) == {}
