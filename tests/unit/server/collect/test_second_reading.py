from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.model import Registration, RegistrationState
from detectors.registration import parse_whois
from server.collect.second_reading import LIMIT, compared, extract_of

ANSWERS = sorted((Path(__file__).parents[2] / "detectors" / "registration" / "answers").glob("*.toml"))
ANSWER = """Domain Name: ACME.COM
Registrar: Registrar Nine Inc.
Creation Date: 2001-02-03T04:05:06Z
Updated Date: 2023-02-03T04:05:06Z
Registry Expiry Date: 2027-02-03T04:05:06Z
Registrant Name: Cordelia Marsh
Registrant Email: cordelia@acme.com
Admin Name: Cordelia Marsh
"""


def found(**fields: object) -> Registration:
    return Registration("acme.com", state=RegistrationState.FOUND, organization="Acme Inc.", **fields)  # type: ignore[arg-type]


def test_the_extract_holds_no_contact() -> None:
    extract = extract_of(ANSWER)
    assert "Creation Date" in extract
    assert "Registrar Nine" in extract
    assert "Cordelia" not in extract
    assert "cordelia" not in extract


def test_the_extract_is_bounded() -> None:
    assert len(extract_of("Creation Date: 2001-02-03\n" * 590)) <= LIMIT


def test_dates_that_agree_stay() -> None:
    mine = found(created="2001-02-03T04:05:06Z", updated="2023-02-03T04:05:06Z", registrar="Registrar Nine Inc.")
    assert compared(mine, ANSWER) == mine


def test_a_date_of_another_year_is_dropped() -> None:
    assert compared(found(created="2019-09-09", expires="2027-02-03"), ANSWER).created is None
    assert compared(found(created="2019-09-09", expires="2027-02-03"), ANSWER).expires == "2027-02-03"


def test_days_and_months_in_another_order_are_no_contradiction() -> None:
    assert compared(found(created="2001-03-02"), ANSWER).created == "2001-03-02"


def test_a_registrar_that_only_the_other_finds_is_kept() -> None:
    assert compared(found(created="2001-02-03"), ANSWER).registrar == "Registrar Nine Inc."


@pytest.mark.parametrize("state", [RegistrationState.AVAILABLE, RegistrationState.THROTTLED, RegistrationState.UNKNOWN])
def test_answers_without_a_registration_are_left_alone(state: RegistrationState) -> None:
    answer = Registration("acme.com", state=state)
    assert compared(answer, ANSWER) is answer


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_no_written_answer_is_contradicted(path: Path) -> None:
    for case in tomllib.loads(path.read_text("utf-8")).get("answer", []):
        mine = parse_whois(case["text"], case["domain"])
        both = compared(mine, case["text"])
        assert (both.created, both.updated, both.expires) == (mine.created, mine.updated, mine.expires), case["format"]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*ANSWER.splitlines(), "", "created: ", "Expires: 31/02/2020", "Registrar:"]), max_size=40)
)
def test_any_answer_is_survived(lines: list[str]) -> None:
    both = compared(found(created="2001-02-03", expires="not a date"), "\n".join(lines))
    assert both.organization == "Acme Inc."
