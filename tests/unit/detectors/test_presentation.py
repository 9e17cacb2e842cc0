"""How sites present themselves."""

import pytest

from detectors.model import Presentation, Want
from detectors.presentation import SelfPortrait, names_it, portray, trades_as
from detectors.subject import subject_of
from tests.unit.detectors.making import capture, knowledge, page, prose

HOME = "https://blog.example/"


def portrait(body: str, title: str, *, lang: str = "en", organisations: tuple[str, ...] = ()) -> SelfPortrait:
    read = page(HOME, f"<main>{body}</main>", title=title, lang=lang)
    return portray(
        subject_of(capture(HOME, (Want("page", HOME, "checked"), read)), knowledge()), organisations, knowledge()
    )


DIARY = "<p>I tried it on my skin and I told my sister about it. My mother laughed at me, and I laughed too.</p>"
FIRM = "<p>Our company was founded in 1952. Our products are made by our team; our customers know us.</p>"


@pytest.mark.parametrize(
    ("body", "title", "kind"),
    [
        (DIARY * 3, "Letters from the hill", Presentation.PERSON),
        (FIRM + prose(60), "Olivar", Presentation.COMPANY),
        (prose(80) + "<p>Add to cart. Free delivery. Your basket is empty.</p>", "Wool and more", Presentation.SHOP),
        (prose(80), "Hôpital de la Valserine", Presentation.INSTITUTION),
        (DIARY * 3 + "<p>Honest and unbiased: independent reviews by us.</p>", "Razors", Presentation.INDEPENDENT),
        (
            prose(80) + "<p>Our newsroom. Editor-in-chief. Our journalists.</p>",
            "The Harrow Herald",
            Presentation.MEDIUM,
        ),
        (prose(80), "Pictures", Presentation.UNKNOWN),
    ],
)
def test_kinds(body: str, title: str, kind: Presentation) -> None:
    assert portrait(body, title).kind is kind


def test_a_journal_in_a_title_makes_no_medium() -> None:
    body = "<p>J'ai testé ma crème et je suis contente. Ma peau aussi, je crois. Mon mari rit.</p>" * 3
    assert portrait(body, "Le journal de ma peau", lang="fr").kind is Presentation.PERSON


@pytest.mark.parametrize(
    ("body", "lang"),
    [
        ("Compré una lata y la probé con pan. No sé qué tiene, pero tengo la cocina llena y escribo contenta.", "es"),
        ("Ho comprato gli scarponi e vado piano. Avevo paura della salita, e invece faccio ancora un giro.", "it"),
        ("Comprei um pacote na feira e fiquei contente. Experimentei outras marcas e não gostei; sou desta.", "pt"),
        ("Kupiłam twaróg na targu i piekę sernik. Próbowałam też innych, ale wróciłam, bo jestem uparta.", "pl"),
    ],
)
def test_where_the_verb_says_who_speaks_a_diary_needs_no_pronoun(body: str, lang: str) -> None:
    assert portrait(f"<p>{body}</p>" * 3, "Notas", lang=lang).kind is Presentation.PERSON


@pytest.mark.parametrize(
    ("body", "lang"),
    [
        ("Robimy stoły i łóżka z dębu. Mamy suszarnię i pracujemy od 1994 roku, a meble oferujemy z gwarancją.", "pl"),
        ("Elaboramos aceite desde 1961. Tenemos molino propio y vendemos en lata; ofrecemos visitas.", "es"),
    ],
)
def test_a_workshop_that_speaks_of_its_work_is_no_person(body: str, lang: str) -> None:
    assert portrait(f"<p>{body}</p>" * 3, "Bukowina", lang=lang).kind is not Presentation.PERSON


@pytest.mark.parametrize("claim", ["Matratzen im unabhängigen Vergleich", "Kein Hersteller hat Einfluss auf die Liste"])
def test_a_claim_of_independence_is_read_in_its_cases(claim: str) -> None:
    assert portrait(FIRM + f"<p>{claim}.</p>", "Schlafen", lang="de").claim


def test_an_independent_brewery_claims_no_independent_opinion() -> None:
    assert not portrait(FIRM + "<p>An independent brewery since 1952.</p>", "Olivar").claim


def test_a_site_that_bears_its_publishers_name_speaks_as_it() -> None:
    assert portrait(prose(80), "Cycles Bergeron", organisations=("Cycles Bergeron SARL",)).kind is Presentation.COMPANY


def test_a_name_is_found_whole_and_never_by_a_part_of_a_word() -> None:
    shown = SelfPortrait(Presentation.UNKNOWN, (), ("Olivar Engineering",))
    assert names_it(shown, ["Olivar GmbH"])
    assert not names_it(shown, ["Oliva"])
    assert not names_it(shown, ["Engineering Olivar"])


def test_an_article_before_a_name_is_no_part_of_it() -> None:
    shown = SelfPortrait(Presentation.UNKNOWN, (), ("L’Atelier des Marcheurs",))
    assert names_it(shown, ["Atelier des Marcheurs SARL"])
    assert names_it(shown, ["L'Atelier des Marcheurs"])
    assert not names_it(shown, ["Marcheurs de l'Atelier SARL"])


def test_a_site_may_bear_the_beginning_of_a_legal_name() -> None:
    shown = SelfPortrait(Presentation.UNKNOWN, (), ("Harlow & Dunn",))
    assert names_it(shown, ["Harlow & Dunn Motors Limited"])
    assert not names_it(
        SelfPortrait(Presentation.UNKNOWN, (), ("Harlow & Dunn and friends",)), ["Harlow & Dunn Motors Limited"]
    )
    assert not names_it(SelfPortrait(Presentation.UNKNOWN, (), ("The",)), ["The Olivar Company Ltd"])


def test_a_trading_name_is_the_companys() -> None:
    line = "<p>Fennimore's Hardware is a trading name of Fennimore &amp; Daughters Ltd. Registered in England.</p>"
    shown = portrait(prose(80) + line, "Fennimore's Hardware")
    assert trades_as(shown, "Fennimore & Daughters Ltd")
    assert not trades_as(shown, "Olivar SAS")


def test_claims_are_found_with_words_between() -> None:
    assert portrait(prose(80) + "<p>Independent mattress reviews by light sleepers.</p>", "Quiet").claim


def test_a_name_that_only_machines_read_is_not_how_readers_see_the_site() -> None:
    data = '{"@type": "WebSite", "name": "Razors", "publisher": {"@type": "Organization", "name": "Olivar GmbH"}}'
    head = f'<script type="application/ld+json">{data}</script><meta property="og:site_name" content="Olivar">'

    def of(body: str) -> SelfPortrait:
        read = page(HOME, body + f"<main>{DIARY}</main>", title="Razors", head=head)
        subject = subject_of(capture(HOME, (Want("page", HOME, "checked"), read)), knowledge())
        return portray(subject, (), knowledge())

    assert not names_it(of(""), ["Olivar GmbH"])
    assert names_it(of('<nav><a href="/">Olivar</a></nav>'), ["Olivar GmbH"])


@pytest.mark.parametrize(
    ("lang", "title", "body"),
    [
        (
            "fr",
            "Le Courrier du Val",
            "La rédaction a visité l'usine. Une réunion est prévue jeudi à la salle des fêtes.",
        ),
        ("de", "Wochenkurier Hombach", "Die Redaktion verlost drei Karten. Der Stadtrat berät am Donnerstag erneut."),
        ("es", "El Heraldo del Valle", "Según esta redacción, el pleno debatirá el jueves la licencia de la obra."),
        (
            "it",
            "La Gazzetta delle Langhe",
            "La redazione ha raccolto le reazioni. I comitati chiedono i dati, i sindacati no.",
        ),
        ("nl", "Dagblad van het Noorden", "De redactie sprak met de wethouder over de brug, die in mei weer opengaat."),
        ("pt", "Jornal do Vale", "A redação visitou a fábrica. A assembleia vai votar a licença na quinta-feira."),
        ("pl", "Gazeta Podhalańska", "Redakcja odwiedziła nową halę. Rada miasta zagłosuje w czwartek nad drogą."),
    ],
)
def test_a_newspaper_is_one_in_every_language(lang: str, title: str, body: str) -> None:
    assert portrait(f"<p>{body}</p>" * 4, title, lang=lang).kind is Presentation.MEDIUM


def test_an_article_of_one_language_is_no_pronoun_of_another() -> None:
    italian = "<p>I comitati chiedono i dati e i sindacati i contratti, ma i lavori cominciano in maggio.</p>" * 5
    assert portrait(italian, "Alba", lang="it").kind is Presentation.UNKNOWN
    spanish = "<p>El mes pasado la fábrica cerró dos semanas y el mes que viene abrirá otra vez, dicen.</p>" * 5
    assert portrait(spanish, "Alba", lang="es").kind is Presentation.UNKNOWN


def test_the_language_of_pronouns_is_that_of_the_words_whatever_is_declared() -> None:
    body = "<p>J'ai testé cette crème et je suis contente. Ma peau aussi, je crois, et ma sœur est jalouse.</p>" * 4
    assert portrait(body, "Un blog", lang="en").kind is Presentation.PERSON
