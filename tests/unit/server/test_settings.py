"""Settings: defaults, the environment, the file, and errors that name the setting."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest

from server.errors import SettingsError
from server.settings import Settings, describe, setting_names, shown, unknown_variables

NOWHERE = Path("/nonexistent/masthead.toml")

CONTRACT = (
    *("STORE", "QUEUE", "RESOLVER", "WHOIS_SERVER", "RDAP_BOOTSTRAP", "CA_BUNDLE", "ALLOWED_NETWORKS", "ARCHIVE", "CT"),
    *("KNOWLEDGE", "PER_HOST_RATE", "REGISTRY_RATE", "RATE_LIMIT", "CHECK_DEADLINE", "BIND", "PUBLIC_URL", "CONTACT"),
    *("LANG", "SIGNING_KEY", "TRUSTED_PROXIES"),
)
FURTHER = ("RESOLVE_LINKS", "OPERATOR")


def load(tmp_path: Path, text: str = "", **environ: str) -> Settings:
    file = tmp_path / "masthead.toml"
    file.write_text(text, encoding="utf-8")
    return Settings.load({f"MASTHEAD_{name}": value for name, value in environ.items()}, file)


def test_every_setting_of_the_contract_is_there():
    assert tuple(name.upper() for name in setting_names()) == (*CONTRACT, *FURTHER)


def test_defaults(tmp_path):
    settings = load(tmp_path)
    assert settings.per_host_rate == 1
    assert settings.rate_limit == "30/minute"
    assert settings.check_deadline == 60
    assert settings.allowed_networks == ()
    assert settings.archive is None
    assert settings.store.startswith("sqlite:////")
    assert settings.base_url == "http://127.0.0.1:8000"


def test_a_longer_check_is_more_patient_with_hosts_and_a_shorter_one_no_less(tmp_path):
    assert [load(tmp_path, CHECK_DEADLINE=seconds).patience for seconds in ("20", "60", "600")] == [1, 1, 10]


def test_the_environment_comes_before_the_file(tmp_path):
    settings = load(tmp_path, 'lang = "fr"\nbind = "127.0.0.1:9000"\n', LANG="en")
    assert settings.lang == "en"
    assert settings.bind == "127.0.0.1:9000"
    assert settings.origins["lang"] == "MASTHEAD_LANG"
    assert settings.origins["bind"].endswith("masthead.toml: bind")
    assert settings.origins["store"] == "default"


def test_native_values_of_the_file(tmp_path):
    settings = load(tmp_path, 'per_host_rate = 2.5\nallowed_networks = ["127.0.0.0/8", "fd00::/8"]\n')
    assert settings.per_host_rate == 2.5
    assert settings.allowed_networks == (ip_network("127.0.0.0/8"), ip_network("fd00::/8"))


def test_off(tmp_path):
    settings = load(tmp_path, PER_HOST_RATE="off", REGISTRY_RATE="off", RATE_LIMIT="off", ARCHIVE="off")
    assert (settings.per_host_rate, settings.registry_rate, settings.rate_limit, settings.archive) == (None,) * 4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STORE", "mysql://x"),
        ("QUEUE", "redis"),
        ("RESOLVER", "127.0.0.1"),
        ("RESOLVER", "127.0.0.1:99999"),
        ("WHOIS_SERVER", "a:b:c"),
        ("ALLOWED_NETWORKS", "127.0.0.1/8"),
        ("ARCHIVE", "ftp://x"),
        ("PER_HOST_RATE", "0"),
        ("PER_HOST_RATE", "nan"),
        ("REGISTRY_RATE", "fast"),
        ("RATE_LIMIT", "30"),
        ("CHECK_DEADLINE", "-1"),
        ("CHECK_DEADLINE", "inf"),
        ("BIND", "8000"),
        ("PUBLIC_URL", "masthead.example"),
        ("LANG", "xx"),
        ("TRUSTED_PROXIES", "proxy"),
    ],
)
def test_an_unusable_value_names_its_setting(tmp_path, name, value):
    with pytest.raises(SettingsError, match=f"MASTHEAD_{name}"):
        load(tmp_path, **{name: value})


def test_an_unknown_name_in_the_file_is_an_error(tmp_path):
    with pytest.raises(SettingsError, match="no such setting: languge"):
        load(tmp_path, 'languge = "fr"\n')


def test_a_file_that_cannot_be_read_is_an_error(tmp_path):
    with pytest.raises(SettingsError, match=r"masthead\.toml"):
        load(tmp_path, "lang =")
    with pytest.raises(SettingsError, match="nonexistent"):
        Settings.load({}, NOWHERE)


@pytest.mark.parametrize(
    ("store", "kept"),
    [
        ("postgresql://me:secret@db/x", "postgresql://me:***@db/x"),
        ("postgresql://:secret@db/x", "postgresql://:***@db/x"),
        ("postgresql://me:se/cr@secret@db/x", "postgresql://me:***@db/x"),
        ("postgresql://db/x?user=me&password=secret&port=5", "postgresql://db/x?user=me&password=***&port=5"),
        ("sqlite:////srv/a:b@c.sqlite", "sqlite:////srv/a:b@c.sqlite"),
    ],
)
def test_shown_values_have_no_password(tmp_path, store, kept):
    rows = {name: value for name, value, _ in shown(load(tmp_path, STORE=store))}
    assert rows["MASTHEAD_STORE"] == kept
    assert list(rows) == [name for name, _, _ in describe()]


def test_an_unusable_value_is_told_without_its_password(tmp_path):
    with pytest.raises(SettingsError, match=r"mysql://me:\*\*\*@db") as raised:
        load(tmp_path, STORE="mysql://me:secret@db/x")
    assert "secret" not in str(raised.value)


def test_variables_that_are_no_settings():
    assert unknown_variables({"MASTHEAD_STOER": "", "MASTHEAD_STORE": "", "HOME": ""}) == ("MASTHEAD_STOER",)
