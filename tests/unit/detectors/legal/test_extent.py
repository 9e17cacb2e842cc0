"""Where a name ends."""

import pytest

from detectors.legal.extent import end_of_name, is_form
from detectors.legal.folding import fold
from detectors.legal.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("pl", "Drukarnia Nowa Sp. z o.o. z siedzibą w Łodzi", "Drukarnia Nowa Sp. z o.o."),
        ("pl", "Stalmet Sp. z o.o. Sp. k., Zabrze", "Stalmet Sp. z o.o. Sp. k."),
        ("pl", "Fundacja Czysta Narew, ul. Rynek 5", "Fundacja Czysta Narew"),
        ("pt", "Filhos – Materiais de Construção, S.A. com sede em Vagos", "Filhos – Materiais de Construção, S.A."),
        ("pt", "Ondas e Sal, Lda. é uma empresa", "Ondas e Sal, Lda."),
        ("pt", "Olivar, S.A. tem sede em Braga", "Olivar, S.A."),
        ("pt", "Passo Pequeno – Sapatinhos, Lda.", "Passo Pequeno"),
        ("pt", "Olivar é uma empresa", "Olivar"),
        ("de", "Cunha – Transporte, GmbH", "Cunha"),
        ("nl", "Bakkerij Van Dongen B.V. gevestigd te Breda", "Bakkerij Van Dongen B.V."),
        ("fr", "Olivar USA, Inc. m'a fait attendre", "Olivar USA"),
        ("en", "Olivar, as we know", "Olivar"),
    ],
)  # fmt: skip
def test_a_name_ends_behind_its_form_or_before_its_sentence(lang: str, text: str, name: str) -> None:
    assert text[: end_of_name(text, fold(text), 0, len(text), vocabulary(lang))].rstrip(" –") == name


@pytest.mark.parametrize(("text", "form"), [("Sp. z o.o.", True), ("Lda.", True), ("de Lisboa", False), ("", False)])
def test_a_form_is_nothing_else(text: str, form: bool) -> None:
    assert is_form(text) is form
