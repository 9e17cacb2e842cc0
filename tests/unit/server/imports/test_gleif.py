"""GLEIF's two levels: who is who and who consolidates whom, without natural persons and without accounting years."""

import csv
import io

import pytest

from server.errors import UsageError
from server.imports.gleif import LevelOne, LevelTwo, reader
from server.imports.statements import Held, Organisation
from tests.unit.server.imports.reading import read

A, B, C = "969500UP76J52A9OXU27", "529900ABCDEFGHIJKL53", "213800QILIUD4ROSUO03"
ONE = (
    "LEI",
    "Entity.LegalName",
    "Entity.OtherEntityNames.OtherEntityName.1",
    "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.1",
    "Entity.LegalAddress.Country",
    "Entity.RegistrationAuthority.RegistrationAuthorityID",
    "Entity.RegistrationAuthority.RegistrationAuthorityEntityID",
    "Entity.EntityCategory",
    "Entity.EntityStatus",
    "Registration.RegistrationStatus",
)
NAMES = ["StartNode.NodeID", "EndNode.NodeID", "RelationshipType", "RelationshipStatus"]
PERIODS = [f"Period.{n}.{name}" for n in (1, 2) for name in ("startDate", "endDate", "periodType")]
TWO = (*(f"Relationship.{name}" for name in (*NAMES, *PERIODS)), "Registration.RegistrationStatus")


def table(*rows) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def company(lei=A, name="KERVRAN SAS", authority="", number="", category="GENERAL", status="ACTIVE", state="ISSUED"):
    return (lei, name, "Biscuiterie Kervran", "", "FR", authority, number, category, status, state)


def test_an_organisation_with_its_names_and_numbers(tmp_path):
    data = table(
        ONE, company(authority="RA000189", number="552 081 317"), company(B, authority="RA000585", number="03004112")
    )
    said, bad, out = read(tmp_path / "f", data, reader)
    assert (bad, out) == ({}, {})
    first, second = said
    assert first == Organisation(
        f"lei:{A}", "KERVRAN SAS", ("Biscuiterie Kervran",), "FR", (("lei", A), ("siren", "552081317"))
    )
    assert second.numbers == (("lei", B), ("gb_company", "03004112"))


def test_what_is_left_out_and_what_is_bad(tmp_path):
    rows = (
        company(category="SOLE_PROPRIETOR", name="JANE DOE"),
        company(status="INACTIVE"),
        company(state="DUPLICATE"),
        company(lei="short"),
        company(name="  "),
        company(authority="RA000189", number="552 081 318"),
    )
    said, bad, out = read(tmp_path / "f", table(ONE, *rows), reader)
    assert out == {2: "natural person", 3: "closed", 4: "closed"}
    assert bad == {5: "not an LEI", 6: "no name"}
    assert [s.numbers for s in said] == [(("lei", A),)]  # a SIREN with a wrong check digit is none
    assert "DOE" not in repr(said)


def relation(
    kind="IS_DIRECTLY_CONSOLIDATED_BY", status="ACTIVE", periods=("",) * 6, state="PUBLISHED", held=A, holder=B
):
    return (held, holder, kind, status, *periods, state)


def test_a_relationship_with_its_own_period(tmp_path):
    accounting = ("2021-01-01T00:00:00Z", "2021-12-31T00:00:00Z", "ACCOUNTING_PERIOD")
    own = ("2017-12-06T01:00:00+01:00", "", "RELATIONSHIP_PERIOD")
    ended = ("2010-01-01", "2019-06-30", "RELATIONSHIP_PERIOD", "", "", "")
    rows = (
        relation(periods=(*accounting, *own)),
        relation("IS_ULTIMATELY_CONSOLIDATED_BY", holder=C),
        relation(status="INACTIVE", periods=ended),
    )
    said, bad, out = read(tmp_path / "f", table(TWO, *rows), reader)
    assert (bad, out) == ({}, {})
    assert [(s.holder, s.type, s.ultimate, s.valid_from, s.valid_to) for s in said if isinstance(s, Held)] == [
        (f"lei:{B}", "controls", False, "2017-12-06", ""),
        (f"lei:{C}", "controls", True, "", ""),
        (f"lei:{B}", "controls", False, "2010-01-01", "2019-06-30"),
    ]
    assert said[0].statement == f"gleif {A} IS_DIRECTLY_CONSOLIDATED_BY {B}"


def test_what_is_no_control(tmp_path):
    rows = (
        relation("IS_FUND-MANAGED_BY"),
        relation(state="ANNULLED"),
        relation(status="NULL"),
        relation(status="INACTIVE"),
        relation(held="x"),
    )
    said, bad, out = read(tmp_path / "f", table(TWO, *rows), reader)
    assert said == []
    assert out == {2: "relationship without control", 3: "withdrawn", 4: "withdrawn", 5: "ended, and not said when"}
    assert bad == {6: "not an LEI"}


def test_the_level_is_seen_and_another_file_is_said(tmp_path):
    from server.imports.files import Packed

    for header, kind in ((ONE, LevelOne), (TWO, LevelTwo)):
        (tmp_path / "f").write_text(table(header))
        with Packed(tmp_path / "f") as packed:
            assert isinstance(reader(packed), kind)
    with pytest.raises(UsageError, match="no column"):
        read(tmp_path / "f", "a,b\n1,2\n", reader)
