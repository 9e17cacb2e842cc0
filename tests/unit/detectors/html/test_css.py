"""Style sheets as far as sight needs them."""

import pytest

from detectors.html.css import MAX_RULES, Cascade, declarations, sheet


def keys(css: str) -> set[str]:
    return set(sheet(css).raws)


@pytest.mark.parametrize(
    ("selector", "key"),
    [
        ("p", "p"),
        (".a", ".a"),
        ("#b", "#b"),
        ("div.a > p.note", ".note"),
        ("*", "*"),
        ("p:not(.x)", "p"),
        ("ul li a.b.c", ".b"),
    ],
)
def test_rules_are_filed_under_their_last_compound(selector: str, key: str) -> None:
    assert keys(f"{selector}{{display:none}}") == {key}


@pytest.mark.parametrize("selector", ["a:hover", "[hidden]", "p::before", "", "x" * 500])
def test_what_a_path_cannot_answer_is_left_out(selector: str) -> None:
    assert not keys(f"{selector}{{display:none}}")


@pytest.mark.parametrize("selector", ["a + .b", "a ~ .b"])
def test_siblings_are_not_answered(selector: str) -> None:
    assert not sheet(f"{selector}{{display:none}}").rules(".b")


def test_rules_of_two_sheets_keep_their_order_and_tell_what_they_ask_for() -> None:
    cascade = Cascade([sheet(".a p{color:red}"), sheet("#b p:not(i){color:blue}")])
    found = cascade.rules("p")
    assert set(found) == {".a", "#b"}
    assert found[".a"][0].order < found["#b"][0].order
    assert {".a", "#b", "p", "i"} <= cascade.asked


def test_importance_is_read_and_pictures_do_not_count() -> None:
    assert [(one.name, one.value, one.important) for one in declarations("DISPLAY: none !Important; zoom: 1")] == [
        ("display", "none", True)
    ]


def test_comments_strings_and_broken_braces() -> None:
    css = '/* .a{display:none} */ .b{content:"}.c{display:none}"; display:none} } .d{display:none}'
    assert keys(css) == {".b", ".d"}


def test_a_sheet_has_a_limit() -> None:
    css = "".join(f".a{i}{{color:red}}" for i in range(MAX_RULES + 10))
    assert len(keys(css)) == MAX_RULES
