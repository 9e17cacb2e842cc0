"""Knowledge files of one's own: what is refused, in which words, and how they replace what ships."""

from pathlib import Path

import pytest

from detectors.knowledge import KnowledgeError, check_paths, load_knowledge

GROUP = """
[group]
id = "acme"
name = "Acme"
country = "FR"

[[entity]]
name = "Acme SAS"
aliases = ["Acme"]
distinctive = true
uncited = true
"""
CITED = """
[group]
id = "acme"
name = "Acme"

[[entity]]
name = "Acme SAS"
distinctive = true
numbers = { siren = "632012100" }
source = "https://acme.example/legal"
read = 2026-11-23
quote = "Published by Acme SAS, 632 012 100 RCS Paris"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "acme.toml"
    path.write_text(text, "utf-8")
    return path


def test_an_extra_folder_adds_a_group(tmp_path: Path) -> None:
    write(tmp_path, GROUP)
    knowledge = load_knowledge([tmp_path])
    assert knowledge.match_name("ACME SAS").group == "acme"
    assert knowledge.version != load_knowledge().version


def test_an_extra_group_replaces_the_shipped_one_of_its_id(tmp_path: Path) -> None:
    write(tmp_path, GROUP.replace('"acme"', '"loreal"'))
    knowledge = load_knowledge([tmp_path])
    assert knowledge.group_name("loreal") == "Acme"
    assert knowledge.match_name("L'Oréal SA") is None


def test_a_cited_entity_with_its_number(tmp_path: Path) -> None:
    match = load_knowledge([write(tmp_path, CITED)]).match_name("Acme SAS")
    assert match.cited


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (GROUP + "colour = 1\n", "unknown field `colour`"),
        (GROUP.replace("uncited = true\n", ""), "needs a source, or uncited = true"),
        (GROUP.replace("distinctive = true\n", ""), "missing required field `distinctive`"),
        (GROUP + 'numbers = { siren = "632012100" }\n', "numbers need them"),
        (GROUP + 'valid_from = "soon"\n', "valid_from"),
        (GROUP.replace('aliases = ["Acme"]', 'aliases = ["ACM"]'), "never distinctive"),
        (GROUP.replace('name = "Acme SAS"', "name = []"), "needs a name"),
        (GROUP.replace('name = "Acme SAS"', 'name = ["Acme SAS", "Acme NV"]'), "a single name"),
        (CITED + "uncited = true\n", "says uncited = true"),
        (CITED.replace("read = 2026-11-23\n", ""), "belong together"),
        (CITED.replace("Published by Acme SAS", "Published by us"), "is not named in the words quoted"),
        (CITED.replace("632 012 100 RCS", "123 456 789 RCS"), "a number that the words quoted"),
        ("[[brand]]\nname = 'Acme'\ndistinctive = true\nuncited = true\n", "need a [group]"),
        ("[group\n", "Expected"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_entry(tmp_path: Path, text: str, problem: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(KnowledgeError, match=r"acme\.toml: ") as raised:
        load_knowledge([tmp_path])
    assert str(raised.value).startswith(str(path))
    assert problem in str(raised.value)
    assert [problem in found.problem for found in check_paths([tmp_path])] == [True]


def test_two_groups_may_not_claim_one_distinctive_name(tmp_path: Path) -> None:
    write(tmp_path, GROUP + "[[brand]]\nname = 'Lancôme'\ndistinctive = true\nuncited = true\n")
    assert [(found.entry, found.problem) for found in check_paths([tmp_path])] == [
        ("Lancôme", "is said to be distinctive, and is claimed by acme, loreal")
    ]


def test_two_groups_may_not_claim_one_domain(tmp_path: Path) -> None:
    write(tmp_path, GROUP + "[[domain]]\nname = 'loreal.com'\nuse = 'own'\nuncited = true\n")
    assert [found.entry for found in check_paths([tmp_path])] == ["loreal.com"]


def test_a_front_group_of_an_unknown_group_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "[[front]]\nname = 'Friends of Acme'\ndistinctive = true\nof = ['acme']\nuncited = true\n")
    assert [found.problem for found in check_paths([tmp_path])] == ["no group 'acme'"]


def test_a_group_must_be_found_by_its_own_name(tmp_path: Path) -> None:
    write(tmp_path, GROUP.replace('name = "Acme"', 'name = "Apex"'))
    assert [found.problem for found in check_paths([tmp_path])] == ["its name is neither an entity nor a brand of it"]


def test_an_unreadable_file_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "acme.toml").write_bytes(b"\xff\xfe")
    assert len(check_paths([tmp_path])) == 1
    with pytest.raises(KnowledgeError):
        load_knowledge([tmp_path])
