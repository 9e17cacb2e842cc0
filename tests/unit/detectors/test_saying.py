"""Whether the owner is said: absence is earned, and words that no grammar knows still count."""

import pytest

from detectors.model import MissingReason, Want
from detectors.planning import plan
from detectors.saying import earned
from detectors.subject import subject_of
from detectors.vague import own_ventures, ties, vague_statements
from tests.unit.detectors.making import capture, document, knowledge, missing, page, prose

POST, HOME = "https://blog.example/post", "https://blog.example/"


def is_earned(*further: tuple[Want, object], words: int = 200, lang: str = "en") -> bool:
    checked = page(POST, f"<main><h1>A post</h1>{prose(words)}</main>", lang=lang)
    reads = capture(POST, (Want("page", POST, "checked"), checked), *further)  # type: ignore[arg-type]
    return earned(reads, subject_of(reads, knowledge()))


READ_HOME = (Want("page", HOME, "home"), page(HOME, prose(200)))


def test_absence_is_earned_by_reading_what_could_say_it() -> None:
    assert is_earned(READ_HOME)
    assert is_earned(READ_HOME, (Want("page", f"{HOME}about", "about"), missing(MissingReason.NOT_FOUND)))


@pytest.mark.parametrize("why", ["home", "legal", "about", "style"])
def test_what_could_not_be_read_forbids_absence(why: str) -> None:
    source = "file" if why == "style" else "page"
    unread = (Want(source, f"{HOME}x", why), missing(MissingReason.TIMEOUT))
    assert not is_earned(READ_HOME, unread)


def test_an_icon_names_nobody_so_one_that_could_not_be_read_takes_nothing_away() -> None:
    checked = Want("page", POST, "checked"), page(POST, f"<main><h1>A post</h1>{prose(200)}</main>")
    (icon,) = (want for want in plan(capture(POST, checked, READ_HOME), knowledge()) if want.source == "icon")
    assert is_earned(READ_HOME, (icon, missing(MissingReason.TIMEOUT)))


def test_short_pages_and_unknown_languages_earn_nothing() -> None:
    assert not is_earned(READ_HOME, words=60)
    assert not is_earned(READ_HOME, lang="fi")


def test_another_sites_silence_does_not_matter() -> None:
    assert is_earned(READ_HOME, (Want("page", "https://other.example/legal", "legal"), missing(MissingReason.TIMEOUT)))


@pytest.mark.parametrize(
    "sentence",
    [
        "The Curly Diaries is a website owned by Olivar.",
        "Ce carnet est financé par Olivar.",
        "We work for Olivar and write after hours.",
        "Notre équipe écrit ici pour Olivar.",
        "The Curly Diaries. Powered by Olivar.",
        "Trabajo en Olivar desde 2016.",
        "Wydawcą tej strony jest Olivar.",
        "I am the founder of Olivar.",
        "Mon employeur s'appelle Olivar.",
        "Ich bin bei Olivar angestellt.",
        "Este es el blog de Olivar.",
        "Un site Olivar.",
    ],
)
def test_unforeseen_words_are_still_a_statement(sentence: str) -> None:
    read = document(f"<main><h1>A</h1><p>{sentence}</p>{prose(100)}</main>")
    assert list(vague_statements(read, lambda text: "Olivar" in text))


@pytest.mark.parametrize(
    "sentence",
    [
        "My own Olivar cream works for me every day.",
        "J'adore Olivar, et mes lectrices aussi.",
        "Olivar is owned by a family in Nice.",
        "My toothbrush is powered by Olivar cells.",
        "En el trabajo me gusta Olivar.",
        "Allez voir sur le site de Olivar, il y a des échantillons.",
        "Mi jefe dice que tengo mejor cara desde que uso Olivar.",
        "Un site que j'ouvre chaque matin m'a fait découvrir la crème Olivar, et depuis je dors.",
    ],
)
def test_praise_and_history_are_none(sentence: str) -> None:
    read = document(f"<main><h1>A</h1><p>{sentence}</p>{prose(100)}</main>")
    assert not list(vague_statements(read, lambda text: "Olivar" in text))


@pytest.mark.parametrize(
    "sentence",
    [
        "An Olivar website",
        "This is Olivar's blog.",
        "These pages are Olivar's.",
        "We at Olivar write these pages.",
        "Un site Olivar",
        "Ein Olivar-Blog",
        "Diese Seiten sind von Olivar.",
        "Estas páginas son de Olivar.",
        "Queste pagine sono di Olivar.",
        "Deze pagina's zijn van Olivar.",
        "Estas páginas são da Olivar.",
        "Te strony należą do firmy Olivar.",
        "This is the blog of Olivar, makers of fine soap.",
        "Este es el blog de Olivar y de quienes lo hacen.",
        "Questo è il blog ufficiale di Olivar.",
        "Dit is het blog van het merk Olivar.",
        "Editorial responsibility lies with Olivar",
        "Created with love by Olivar",
        "Content here is produced in-house at Olivar",
        "Our sister company Olivar sells all that is shown here",
        "C'est l'équipe marketing qui anime ces pages : Olivar",
        "Diese Seiten werden von Olivar gemacht.",
    ],
)
def test_a_sentence_that_says_whose_the_site_is_ties_it_to_a_known_owner(sentence: str) -> None:
    assert ties(sentence, lambda text: "Olivar" in text)


@pytest.mark.parametrize(
    "sentence",
    [
        "An Olivar-inspired website",
        "An Olivar fan website",
        "This is not Olivar's blog.",
        "This is Anna's blog about Olivar.",
        "Un blog sur Olivar",
        "Ein Blog über Olivar",
        "Una web inspirada en Olivar",
        "Een website van fans van Olivar",
        "This is the blog of Anna, who loves Olivar.",
        "C'est le blog de Claire sur Olivar.",
        "Das ist das Blog von Anna über Olivar.",
        "Este es el blog de Ana sobre Olivar.",
        "Questo è il blog di Anna su Olivar.",
        "Este é o blogue da Ana sobre a Olivar.",
        "To jest blog Anny o Olivar.",
        "These pages are not Olivar's.",
        "I found this on Olivar's blog.",
        "Have you seen the new Olivar site?",
        "Diese Seiten sind nicht von Olivar.",
        "Deze pagina's zijn niet van Olivar.",
        "Te strony nie należą do firmy Olivar.",
    ],
)
def test_a_sentence_about_another_site_ties_nothing(sentence: str) -> None:
    assert not ties(sentence, lambda text: "Olivar" in text)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "This blog is not owned by Olivar."),
        ("en", "Nobody at Olivar pays for this blog."),
        ("fr", "Ce blog n'appartient pas à Olivar."),
        ("de", "Diese Website wird nicht von Olivar finanziert."),
        ("es", "Este blog no pertenece a Olivar."),
    ],
)
def test_what_a_sentence_denies_ties_nothing_where_its_language_is_known(lang: str, sentence: str) -> None:
    assert ties(sentence, lambda text: "Olivar" in text)
    assert not ties(sentence, lambda text: "Olivar" in text, lang)
    assert ties("This site is not only about soap: it is owned by Olivar.", lambda text: "Olivar" in text, "en")


def test_comments_do_not_speak_for_the_site() -> None:
    comment = "<div id='comments'><ol><li class='comment'><p>This blog is owned by Olivar!</p></li></ol></div>"
    assert not list(vague_statements(document(prose(100) + comment), lambda text: "Olivar" in text))


def test_an_author_who_calls_a_firm_hers_hides_nothing() -> None:
    said = document(
        "<main><h1>A</h1><p>I opened my little shop Olivar in May.</p><p>My Olivar cream is nice.</p></main>"
    )
    assert [sentence for sentence, _ in own_ventures(said, lambda text: "Olivar" in text)] == [
        "I opened my little shop Olivar in May."
    ]


def test_a_word_inside_the_owners_name_ties_nothing() -> None:
    read = document("<main><p>I keep my fingers crossed that Olivar Employees never changes the bottle.</p></main>")
    assert not list(vague_statements(read, lambda text: "Olivar Employees" in text))
    told = document("<main><p>This blog is published by Olivar Employees, said the mayor.</p></main>")
    assert list(vague_statements(told, lambda text: "Olivar Employees" in text))
