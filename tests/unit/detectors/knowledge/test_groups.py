"""The shipped knowledge files: all load, cite what they claim, agree with each other, and the index is theirs."""

import re
from importlib.resources import files

import pytest

from detectors.data_files import KNOWLEDGE_FOLDERS
from detectors.knowledge import check_paths, describe, load_knowledge
from detectors.knowledge.compile import compiled
from detectors.knowledge.load import INDEX, sources
from detectors.names import core

DATA = files("detectors") / "data"
CONTENTS = sources()


def test_no_problem_is_found_in_the_shipped_files() -> None:
    assert check_paths() == []


def test_the_compiled_index_is_current() -> None:
    assert (DATA / INDEX).read_bytes() == compiled(), "run: python -m detectors.knowledge.compile"


def test_the_group_count_of_the_design_is_reached() -> None:
    assert len(describe(load_knowledge())) >= 150


def test_each_group_stands_in_the_file_of_its_id() -> None:
    stems = sorted(
        file.name.removesuffix(".toml") for file in (DATA / "groups").iterdir() if file.name.endswith(".toml")
    )
    assert sorted(group.id for group in CONTENTS.groups) == stems


@pytest.mark.parametrize("folder", KNOWLEDGE_FOLDERS)
def test_each_folder_has_files(folder: str) -> None:
    assert any(file.name.endswith(".toml") for file in (DATA / folder).iterdir())


def test_distinctive_names_are_no_common_words() -> None:
    forms = {
        core(form)
        for group in CONTENTS.groups
        for name in (*group.entities, *group.brands)
        if name.distinctive
        for form in name.forms
        if core(form) == form.casefold()
    }
    words = (
        "orange total gap apple target shell always tide dove dawn gain free sun mars galaxy vichy casino time people"
    )
    assert not forms & set(words.split())


def test_ambiguous_names_are_not_distinctive() -> None:
    ambiguous = {"Orange", "Total", "Gap", "Dell", "Ford", "Vichy", "Omega", "Always", "Tide", "Dove", "Garnier"}
    listed = {name.name: name.distinctive for group in CONTENTS.groups for name in group.brands}
    assert {name for name in ambiguous if listed.get(name)} == set()
    assert {"Vichy", "Ford", "Dell", "Orange", "Dove"} <= set(listed)


def test_every_citation_is_an_address_with_its_words_and_day() -> None:
    claims = [
        claim for group in CONTENTS.groups for claim in (*group.entities, *group.brands, *group.domains) if claim.cited
    ]
    claims += [claim for claim in (*CONTENTS.fronts, *CONTENTS.relations) if claim.cited]
    assert claims
    for claim in claims:
        assert claim.source.startswith(("https://", "http://"))
        assert claim.quote
        assert claim.read


def test_numbers_are_cited_and_their_check_digits_are_right() -> None:
    from stdnum import lei
    from stdnum.eu import vat
    from stdnum.fr import siren

    checks = {"siren": siren.is_valid, "lei": lei.is_valid, "vat": vat.is_valid}
    numbers = [
        (kind, number, entity.cited)
        for group in CONTENTS.groups
        for entity in group.entities
        for kind, number in entity.numbers
    ]
    assert numbers
    for kind, number, cited in numbers:
        assert cited
        assert checks[kind](number)


def test_our_own_words_about_groups_are_neutral() -> None:
    """Quotes may accuse; what we call things may not."""
    accusing = re.compile(r"(?<!\w)(?:fake|fraud|lie|liar|illegal|astroturf\w*|guilty|scam)(?!\w)", re.IGNORECASE)
    words = [group.name for group in CONTENTS.groups]
    for group in CONTENTS.groups:
        words += [form for name in (*group.entities, *group.brands) for form in name.forms]
    words += [form for front in CONTENTS.fronts for form in front.forms]
    words += [agency.name for agency in CONTENTS.agencies] + [provider.name for provider in CONTENTS.providers]
    assert not [text for text in words if accusing.search(text)]


def test_the_fronts_of_the_historical_cases_are_cited() -> None:
    cited = {front.name for front in CONTENTS.fronts if front.cited}
    assert {
        "Working Families for Wal-Mart",
        "Wal-Marting Across America",
        "All I want for Xmas is a PSP",
        "The Zero Movement",
        "HalloweenM3",
        "Lincoln Fry",
        "Barry Scott",
    } <= cited
