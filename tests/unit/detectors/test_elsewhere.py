"""Sentences that name an organisation and speak of something else than who is behind the site."""

import pytest

from detectors.elsewhere import (
    has_another_subject,
    introduces_another,
    is_hearsay,
    is_not_so,
    line_before,
    sentence_around,
    speaks_of_a_namesake,
    speaks_of_a_site,
    speaks_of_others_data,
)


@pytest.mark.parametrize(
    "before",
    [
        "The shop where I bought it ",
        "My previous blog was ",
        "The products on this site are ",
        "I recommend the shop ",
        "I write for a magazine, which is ",
        "Ik schreef eerder voor Libelle, ",
        "Pisałam do magazynu Kuchnia, którego ",
        "The site I write about is ",
        "Mon ancien blog était ",
        "Das Blog, über das ich schreibe, wird ",
        "La tienda donde compré ",
        "Il sito del produttore è ",
        "De webwinkel waar ik kocht is ",
        "De producten op deze site zijn ",
        "O meu antigo blogue era ",
        "Sklep, w którym kupiłam, ",
        "Produkty na tej stronie są ",
    ],
)
def test_another_site_is_spoken_of(before: str) -> None:
    assert has_another_subject(before)


@pytest.mark.parametrize(
    "before",
    [
        "This site is ",
        "This blog, like its newsletter, is ",
        "Our marks, logos and this website are ",
        "Alle merken en deze website zijn ",
        "Ten serwis i jego produkty są ",
        "O site Kruimels é ",
        "Ce blog, où vous lisez des recettes, est ",
    ],
)
def test_the_site_itself_is_spoken_of(before: str) -> None:
    assert not has_another_subject(before)


@pytest.mark.parametrize(
    "sentence",
    [
        "Some readers believe that this site is ",
        "Until 2012 this site was ",
        "Bis Ende 2012 wurde diese Seite ",
        "Certains croient que ce blog ",
        "Sommige lezers denken dat deze site ",
        "Perguntam se este site é ",
        "Niektórzy uważają, że ten blog ",
        "Do 2012 roku strona była ",
    ],
)
def test_hearsay_and_the_past(sentence: str) -> None:
    assert is_hearsay(sentence)


@pytest.mark.parametrize("sentence", ["Since 2012 this site is ", "Founded until now: 2012 ", "This site is "])
def test_no_hearsay(sentence: str) -> None:
    assert not is_hearsay(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Animal Crossing is published by Nintendo Co., Ltd.",
        "Animal Crossing est édité par Nintendo Co., Ltd.",
        "Animal Crossing gehört Nintendo Co., Ltd.",
    ],
)
def test_what_is_said_of_a_thing_of_the_sites_name(sentence: str) -> None:
    assert speaks_of_a_namesake(sentence, "Nintendo Co., Ltd.", ["Animal Crossing"])
    assert speaks_of_a_namesake(sentence, "Nintendo Co., Ltd.", ["animalcrossing"])
    assert not speaks_of_a_namesake(sentence, "Nintendo Co., Ltd.", ["Pikmin Fields"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Sleep Verdict is operated by Somnell Ltd.",
        "Sleep Verdict is a website owned by Somnell Ltd.",
        "Sleep Verdict wird von der Somnell GmbH betrieben.",
        "sleepverdict.com est édité par Somnell SAS.",
        "Somnell Ltd, 4 Fore Street.",
    ],
)
def test_what_is_said_of_the_site(sentence: str) -> None:
    assert not speaks_of_a_namesake(sentence, "Somnell Ltd", ["Sleep Verdict", "sleepverdict", "Somnell"])


def test_a_short_name_begins_too_many_sentences() -> None:
    assert not speaks_of_a_namesake("Tea is made by Olivar SA.", "Olivar SA", ["Tea"])


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        ("Some people believe that this site is owned by Olivar SA", "."),
        ("Is this site owned by Olivar SA", "? No."),
        ("This site was owned by Olivar SA", " until 2012."),
        ("On me demande si ce site appartient à Olivar SA", "."),
        ("Diese Seite gehörte früher der Olivar GmbH", "."),
    ],
)
def test_what_is_asked_believed_or_over(before: str, rest: str) -> None:
    sentence = sentence_around(f"I cook. {before}{rest}", len("I cook. ") + 5, len("I cook. ") + len(before))
    assert sentence[0] == before
    assert is_not_so(*sentence)
    assert not is_not_so("This site is owned by Olivar SA", ".")


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Photos courtesy of ", "Olivar Ltd"),
        ("", "Merci à notre partenaire Olivar SARL"),
        ("I worked for ten years at ", "Olivar Ltd"),
        ("", "My clients include Olivar Ltd"),
        ("We are ", "not Olivar Ltd"),
        ("Venue: ", "Olivar Ltd"),
        ("", "Newsletter sent by Olivar Ltd"),
    ],
)
def test_who_is_thanked_credited_or_mentioned(before: str, name: str) -> None:
    assert introduces_another(before, name)


@pytest.mark.parametrize(
    ("before", "name"), [("", "Olivar SARL"), ("La société ", "Olivar"), ("Anschrift: ", "Olivar GmbH")]
)
def test_a_line_that_names_the_firm(before: str, name: str) -> None:
    assert not introduces_another(before, name)
    assert not introduces_another("", "My Little Olivar SAS")


@pytest.mark.parametrize("heading", ["Fulfilled by", "Nos partenaires", "Venue:"])
def test_a_heading_that_leads_on_to_somebody(heading: str) -> None:
    assert introduces_another("", "Olivar Ltd", heading)
    assert not introduces_another("", "Olivar Ltd", "About us")
    assert not introduces_another("", "Olivar Ltd", "Contact:")


def test_what_belongs_to_somebody_is_not_the_site() -> None:
    assert has_another_subject("The shop that I link to is ")
    assert has_another_subject("La boutique partenaire ")
    assert not has_another_subject("This site and its shop are ")
    assert not has_another_subject("Ce blog ")


@pytest.mark.parametrize(
    "sentence", ["Gewinnspiel: Verantwortlicher ist die Olivar GmbH", "If you click, the controller is Olivar Ltd"]
)
def test_the_data_of_a_contest_or_of_what_others_serve(sentence: str) -> None:
    assert speaks_of_others_data(sentence)
    assert not speaks_of_others_data("Verantwortlicher ist die Olivar GmbH")


def test_words_for_a_site() -> None:
    assert speaks_of_a_site("Ce blog est tenu par Olivar")
    assert not speaks_of_a_site("Olivar SA, 4 rue du Port")


def test_the_line_above() -> None:
    text = "Privacy\nContest\nController: Olivar Ltd"
    assert line_before(text, text.index("Olivar")) == "Contest"
    assert line_before(text, 3) == ""
