"""Who runs a server: its file, whole or refused."""

from __future__ import annotations

import pytest

from server.errors import SettingsError
from server.operator import Operator, in_language, load_operator


def written(tmp_path, text):
    file = tmp_path / "operator.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_statement_is_read(tmp_path):
    assert load_operator(None) is None
    text = 'name = "Trust"\ncontact = "desk@trust.example"\n[funding]\nfr = "Des dons."\n'
    found = load_operator(written(tmp_path, text))
    assert found == Operator("Trust", contact="desk@trust.example", funding={"fr": "Des dons."})
    assert in_language(found.funding, "fr") == ("Des dons.", "fr")
    assert in_language(found.funding, "en") == ("Des dons.", "fr")
    assert in_language(found.owners, "en") == ("", "")


@pytest.mark.parametrize(
    ("contact", "link"),
    [("desk@trust.example", "mailto:desk@trust.example"), ("https://trust.example/", "https://trust.example/"),
     ("javascript:alert(1)", None), ("a@b?cc=c@d", None), ("by post", None), ("", None)],
)  # fmt: skip
def test_only_addresses_become_links(contact, link):
    assert Operator("Trust", contact=contact).contact_link == link


@pytest.mark.parametrize(
    "text",
    ["", "name = ", "name = ''", "name = 1", "name = 'x'\nowner = 'y'", "name = 'x'\nfunding = 'y'",
     "name = 'x'\n[funding]\nde = 'y'", "name = 'x'\n[owners]\nen = 1", f"name = '{'x' * 2001}'", 'name = "a\\u0000b"'],
)  # fmt: skip
def test_what_is_no_statement_is_named(tmp_path, text):
    with pytest.raises(SettingsError, match=r"MASTHEAD_OPERATOR: .*operator\.toml"):
        load_operator(written(tmp_path, text))
    with pytest.raises(SettingsError):
        load_operator(tmp_path / "missing.toml")
