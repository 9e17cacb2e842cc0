"""The mapped file of registers: what goes in is found, and what is damaged is said."""

import mmap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detectors.knowledge import KnowledgeError, load_knowledge
from detectors.knowledge.records import Record
from detectors.knowledge.table import REGISTERS, SELLERS, Table, hash_of, open_table, padded
from server.imports.compiling import compile_imports
from server.imports.staging import Staging
from server.imports.statements import Organisation


def made(folder, *organisations):
    with Staging(folder) as staging:
        progress = staging.begin("gleif", "gleif level 1", "file.csv", "file", "2026-11-28")
        progress.done = True
        staging.write(progress, organisations, [])
        compile_imports("gleif", folder, staging)
    return folder / REGISTERS.file


COMPANIES = [Organisation(f"lei:{n}", f"Company {n} SA", numbers=(("lei", str(n)),)) for n in range(500)]


def test_every_record_is_found_by_each_of_its_keys(tmp_path):
    table = open_table(REGISTERS, made(tmp_path, *COMPANIES))
    assert table.header.records == 500
    assert [i.file for i in table.header.imports] == ["file.csv"]
    for company in COMPANIES:
        for key in (f"i:{company.id}", f"lei:{company.numbers[0][1]}", f"n:{company.name.lower().replace(' ', '')}"):
            assert [r.source for r in table.find(key)] == [company.id]
    assert table.find("n:nobody") == []


def test_an_empty_file_finds_nothing(tmp_path):
    table = open_table(REGISTERS, made(tmp_path))
    assert (table.header.records, table.find("n:x")) == (0, [])


def test_the_knowledge_has_the_registers_of_its_folder_and_another_version(tmp_path):
    path = made(tmp_path, *COMPANIES)
    known = load_knowledge((tmp_path,))
    assert known.registers.match_number("lei", "7").name == "Company 7 SA"
    assert known.version != load_knowledge().version
    assert load_knowledge((tmp_path,)).version == known.version
    path.write_bytes(b"no such file")
    with pytest.raises(KnowledgeError, match="registers"):
        load_knowledge((tmp_path,))


def test_bytes_serve_as_well_as_a_mapped_file(tmp_path):
    path = made(tmp_path, *COMPANIES)
    assert Table(REGISTERS, path.read_bytes()).find("lei:7") == open_table(REGISTERS, path).find("lei:7")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return made(tmp_path_factory.mktemp("table"), *COMPANIES[:3]).read_bytes()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 2000), junk=st.binary(max_size=40))
def test_no_damage_is_taken_for_a_file(whole, cut, junk):
    data = whole[: min(cut, len(whole) - 1)] + junk
    if data != whole:
        with pytest.raises(ValueError, match=r"damaged|not a file"):
            Table(REGISTERS, data)


def test_sizes_are_whole_words_and_hashes_fit_them():
    assert [padded(n) for n in (0, 1, 8, 9)] == [0, 8, 8, 16]
    assert {len(kind.magic) for kind in (REGISTERS, SELLERS)} == {24}
    assert 0 <= hash_of("n:kervran") < 2**64
    assert mmap.ACCESS_READ
    assert "n:kervran" in Record(id="x", source="x", read="", name="Kervran SAS").keys
