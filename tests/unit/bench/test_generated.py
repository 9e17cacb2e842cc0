"""The generator of captured sites: the same for the same seed, and two families that share no part."""

import tomllib

import pytest

from bench.generated import corpus
from bench.generated.cast import invented_firm, listed_firm
from bench.generated.draw import HERE, LANGUAGES, Draw, Side, half, texts
from bench.generated.registries import HIDDEN, Holder, registration
from detectors.model import Page, RegistrationState
from detectors.numbers import find_numbers
from tests.unit.detectors.making import knowledge

SIDES: tuple[Side, ...] = ("training", "judging")
SHORT = {"innocent": 27, "guilty": 19}


def test_a_seed_gives_one_corpus() -> None:
    first = [site.capture.to_json() for site in corpus("training", knowledge(), **SHORT)]
    assert first == [site.capture.to_json() for site in corpus("training", knowledge(), **SHORT)]
    assert first != [site.capture.to_json() for site in corpus("training", knowledge(), seed=2, **SHORT)]
    assert len(set(first)) == len(first) == 46


def test_the_families_share_no_part() -> None:
    for language in LANGUAGES:
        for key, parts in texts(language).items():
            if key != "label":
                assert not set(half(parts, "training")) & set(half(parts, "judging")), (language, key)
    formats = [row["name"] for row in tomllib.loads((HERE / "registries.toml").read_text("utf-8"))["whois"]]
    assert not set(half(formats, "training")) & set(half(formats, "judging"))
    casts = [
        {listed_firm(Draw(side, f"{n}"), knowledge()).group for n in range(200)} for side in ("training", "judging")
    ]
    assert not casts[0] & casts[1]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_holder_is_read_as_it_was_written(side, lang) -> None:
    for number in range(12):
        draw = Draw(side, f"{number}", lang)
        firm = invented_firm(draw)
        held = registration(draw, firm.domain, Holder("organisation", firm.name, f"a@{firm.domain}"))
        assert held.organization == firm.name
        assert registration(draw, firm.domain, HIDDEN).state is RegistrationState.HIDDEN
        private = registration(draw, firm.domain, Holder("person", "Harriet Whitlow", "h@gmail.com"))
        assert private.person
        assert "Whitlow" not in private.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_numbers_pass_their_checks(lang) -> None:
    for number in range(20):
        stated = invented_firm(Draw("training", f"{number}", lang)).numbers
        text = f"SIREN {stated['siren']}\nVAT number: {stated['vat']}\nCIF: {stated['cif']}\nP. IVA {stated['vat_it']}"
        found = find_numbers(text)
        assert {n.kind for n in found} >= {"siren", "vat"}
        assert all(n.valid for n in found), [(n.kind, n.number) for n in found if not n.valid]


def test_a_site_shows_its_pages_and_leaves_nothing_unread() -> None:
    site = next(iter(corpus("judging", knowledge(), innocent=1, guilty=0)))
    pages = [read.value for read in site.capture.reads if isinstance(read.value, Page)]
    assert len(pages) >= 5
    assert all(
        "{" not in page.html.replace("{position", "").partition("<body")[2].partition("<script")[0] for page in pages
    )
