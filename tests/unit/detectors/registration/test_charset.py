"""Bytes of answers in the character sets that registries use."""

from __future__ import annotations

import pytest

from detectors.registration import decode_whois


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("holder: L'Oréal SA\ndomain: exemple.fr", "utf-8"),
        ("holder: L'Oréal SA\ndomain: exemple.fr", "latin-1"),
        ("holder: L'Oréal SA\ndomain: exemple.fr", "utf-8-sig"),
        ("[登録者名] 桜餅例株式会社\n[ドメイン名] example.jp", "iso2022_jp"),
        ("[登録者名] 桜餅例株式会社\n[Domain Name] EXAMPLE.JP", "shift_jis"),
        ("도메인이름 : yesi.kr\n등록인 : 예시유한회사", "euc_kr"),
        ("Domain Name: lizi.cn\nRegistrant: 北京例子茶叶有限公司", "gb18030"),
        ("domain: primer.ru\norg: ООО Пример", "koi8_r"),
        ("domain: przyklad.pl\nowner: Żółw Spółka z o.o.", "iso8859_2"),
    ],
)
def test_the_text_comes_back(text: str, charset: str) -> None:
    assert decode_whois(text.encode(charset)) == text


def test_a_character_cut_off_at_the_end_keeps_the_rest() -> None:
    assert decode_whois("holder: Société Généré".encode()[:-1]) == "holder: Société Génér"


def test_a_stray_byte_among_good_characters_spoils_only_itself() -> None:
    raw = "titulaire: Société Générée à Évry, créée, été".encode() + b"\nterms \xe9 of use"
    assert "Société Générée à Évry" in decode_whois(raw)


def test_no_bytes_give_no_text() -> None:
    assert decode_whois(b"") == ""
