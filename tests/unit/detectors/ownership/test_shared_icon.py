"""One icon on both sites."""

from detectors.icons import KIND
from detectors.model import FindingState, Grade, Icon, Neighbours, Read, Seen, SharedValue, Want
from detectors.rarity import faded

from .captures import HOST, PRAISE, SHOP, URL, WORDS, abouts, found, page, seen, verdict

ID = "ownership/shared_icon"
A, B = "a" * 64, "b" * 64


def icon(address: str, digest: str = A, why: str = "icon") -> Read:
    return Read(Want("icon", address, why), Icon(Seen(address, "2026-11-23T10:00:00Z", digest), address, 900))


def index(others: int = 0) -> Read:
    shared = (SharedValue(KIND, A, "icon", (), others),) if others else ()
    return Read(Want("neighbours", HOST), Neighbours(seen("index"), HOST, shared))


def both(theirs: str = A, head: str = "", path: str = "favicon.ico") -> tuple[Read, ...]:
    return (
        page(PRAISE, head=head),
        page(WORDS, SHOP, "promoted", head=head),
        icon(f"{URL}{path}"),
        icon(f"{SHOP}{path}", theirs, "promoted"),
    )


def test_the_same_bytes_on_both_sites() -> None:
    (evidence,) = found(ID, *both(), index(1))
    assert (evidence.about, evidence.quote, evidence.grade) == ("olivar.example", f"sha256:{A}", Grade.D)


def test_two_icons_are_not_one() -> None:
    assert abouts(ID, *both(B), index()) == []


def test_an_icon_that_many_sites_show_is_a_makers() -> None:
    assert abouts(ID, *both(), index(faded())) == ["olivar.example"]
    assert abouts(ID, *both(), index(faded() + 1)) == []


def test_an_icon_of_a_theme_is_nobodys() -> None:
    path = "wp-content/themes/labour/favicon.ico"
    assert abouts(ID, *both(head=f'<link rel="icon" href="/{path}">', path=path), index()) == []


def test_without_the_index_nothing_is_known() -> None:
    finding = next(finding for finding in verdict(*both()).findings if finding.detector == ID)
    assert finding.state is FindingState.UNKNOWN


def test_it_is_no_sign_of_an_owner_and_makes_no_note() -> None:
    told = verdict(*both(), index())
    assert told.control.level in ("none", "unknown", "possible")
    assert "shared_operator" not in told.notes
