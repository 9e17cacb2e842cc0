"""The drawing of the chain: everything inside its frame, nothing on top of anything."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.report.chain import Tie, steps
from server.web.drawing import NARROW, WIDE, draw, lines_of

PAGE, SITE = "https://blog.example/a", "blog.example"
CHAIN = (
    Tie(PAGE, SITE, "served_by", "is a page of"),
    Tie(SITE, "mail.example", "owner", "has its contact address in"),
    Tie(SITE, "ACME", "owner", "is registered to"),
    Tie("ACME", "Acme Group", "member_of", "is a company of"),
    Tie("Acme Group", "Acme", "owns", "owns"),
    Tie("Acme", PAGE, "promoted_on", "is praised on"),
)
BESIDE = (
    Tie(SITE, "other.example", "operator", "shares an account with", line="dotted"),
    Tie(SITE, "a private person", "owner", "is registered to", line="against"),
)
SHAPES = pytest.mark.parametrize("shape", [WIDE, NARROW], ids=["wide", "narrow"])


@SHAPES
def test_boxes_stand_inside_the_frame_and_apart(shape):
    drawing = draw(CHAIN, BESIDE, shape)
    assert drawing
    corners = [(box.x, box.y) for box in drawing.boxes]
    assert all(x >= 0 and y >= 0 for x, y in corners)
    assert all(x + shape.width <= drawing.width and y + shape.height <= drawing.height for x, y in corners)
    for at, (x, y) in enumerate(corners):
        assert all(abs(x - u) >= shape.width or abs(y - v) >= shape.height for u, v in corners[:at])


def test_the_narrow_drawing_fits_a_phone():
    assert draw(CHAIN, BESIDE, NARROW).width <= 360 - 2 * 16
    assert draw(CHAIN, BESIDE, WIDE).width <= 1120


@SHAPES
def test_the_way_to_the_owner_comes_first_and_the_page_is_drawn_twice(shape):
    drawing = draw(CHAIN, (), shape)
    names = [" ".join(box.lines) for box in drawing.boxes]
    assert names.index("ACME") < names.index("mail .example" if "mail .example" in names else "mail.example")
    assert sum(box.page for box in drawing.boxes) == 2
    assert len(drawing.arrows) == len(CHAIN)


def test_lines_tell_operators_and_contrary_evidence():
    assert sorted(arrow.line for arrow in draw(CHAIN, BESIDE, WIDE).arrows)[:2] == ["against", "dotted"]


@SHAPES
def test_what_speaks_against_is_never_left_out(shape):
    crowd = tuple(Tie(SITE, f"Body {n}", "owner", "is registered to") for n in range(9))
    assert "against" in {arrow.line for arrow in draw((*CHAIN, *crowd), BESIDE, shape).arrows}


def test_what_finds_no_room_is_left_to_the_list():
    many = tuple(Tie(SITE, f"Body {n}", "owner", "is registered to") for n in range(9))
    assert len(draw((CHAIN[0], *many), (), NARROW).boxes) == 2 + NARROW.most


def test_without_a_chain_there_is_no_drawing():
    assert draw((), BESIDE, WIDE) is None


@SHAPES
def test_a_name_twice_in_the_chain_ends_it_nowhere(shape):
    dell = (
        Tie("https://d.example/", "d.example", "served_by", ""),
        Tie("d.example", "Dell", "owner", "x"),
        Tie("d.example", "Dell Inc.", "owner", "x"),
        Tie("Dell Inc.", "Dell Technologies", "member_of", "x"),
        Tie("Dell Technologies", "Dell", "owns", "x"),
        Tie("Dell", "https://d.example/", "promoted_on", "x"),
    )
    assert len({(box.x, box.y) for box in draw(dell, (), shape).boxes}) == 6


@given(st.text(max_size=120), st.integers(5, 20), st.integers(1, 4))
def test_words_are_broken_to_the_room_there_is(words, letters, most):
    lines = lines_of(words, letters, most)
    assert len(lines) <= most
    assert all(len(line) <= letters for line in lines)


def test_addresses_break_where_they_can():
    assert lines_of("journaldemapeau.example", 15, 3) == ("journaldemapeau", ".example")
    assert all(a and b for a, b in pairwise(lines_of("a long-winded name of many words", 10, 9)))


@SHAPES
def test_arrows_bear_the_numbers_of_the_steps_below_and_stand_clear_of_the_boxes(shape):
    drawing = draw(CHAIN, BESIDE, shape)
    told = steps(CHAIN, BESIDE)
    for arrow in drawing.arrows:
        tie = next(tie for tie in (*CHAIN, *BESIDE) if arrow.words == f"{tie.source} {tie.tie} {tie.target}")
        assert arrow.number == (told.index(tie) + 1 if tie in told else 0)
        x, y = arrow.at
        for box in drawing.boxes:
            assert not (box.x < x < box.x + shape.width and box.y < y < box.y + shape.height)
    assert [arrow.number for arrow in drawing.arrows].count(0) == 1  # that a page is of its site needs no telling
