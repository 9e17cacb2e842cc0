"""Settings: the only reader of the environment.

Each setting is one field of `Settings`, with how it is read from text and what it means beside it. Values come from the
environment (``MASTHEAD_<NAME>``), else from ``masthead.toml`` (the same names in lower case, without the prefix), else
from the default. A value that cannot be used is a `SettingsError` that names the setting.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from platformdirs import user_config_path, user_data_path

from server.errors import SettingsError
from server.setting_values import (
    Network,
    host_port,
    networks,
    one_of,
    optional,
    path,
    positive,
    rate_limit,
    store,
    web_base,
    without_password,
)

PREFIX = "MASTHEAD_"
FILE_NAME = "masthead.toml"
_CAN_BE_OFF = frozenset({"archive", "ct", "per_host_rate", "registry_rate", "rate_limit"})


def _default_store() -> str:
    return f"sqlite:///{user_data_path('masthead') / 'masthead.sqlite'}"


def knowledge_folder() -> Path:
    """Return where imported registers are kept when no setting names a folder."""
    return user_data_path("masthead") / "knowledge"


def _default_knowledge() -> Path | None:
    folder = knowledge_folder()
    return folder if folder.is_dir() else None


def _default_key() -> Path:
    return user_data_path("masthead") / "signing.pem"


def _spec(parse: Callable[[str], Any], default: str, meaning: str) -> dict[str, Any]:
    return {"parse": parse, "default": default, "meaning": meaning}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, read and checked. `origins` tells where each value came from."""

    store: str = field(
        default_factory=_default_store,
        metadata=_spec(store, "SQLite in the user's data folder", "`sqlite:////path` or `postgresql://...`"),
    )
    queue: str = field(
        default="embedded",
        metadata=_spec(
            one_of("embedded", "store"),
            "`embedded`",
            "`embedded`: work is done inside the serving process; `store`: by `masthead worker`, anywhere, through a "
            "PostgreSQL store",
        ),
    )
    resolver: str | None = field(
        default=None,
        metadata=_spec(
            optional(host_port), "the system's", "DNS server `host:port` for every look-up, fetching included"
        ),
    )
    whois_server: str | None = field(
        default=None,
        metadata=_spec(
            optional(host_port), "a table by top-level domain", "`host:port` that answers every WHOIS query"
        ),
    )
    rdap_bootstrap: str | None = field(
        default=None,
        metadata=_spec(optional(str), "the shipped snapshot", "path or URL of an IANA-format `dns.json`"),
    )
    ca_bundle: str | None = field(default=None, metadata=_spec(optional(str), "certifi's", "PEM file of trusted roots"))
    allowed_networks: tuple[Network, ...] = field(
        default=(),
        metadata=_spec(
            networks, "none", "CIDRs exempt from the private-address refusal; only there other ports than 80 and 443"
        ),
    )
    archive: str | None = field(
        default=None, metadata=_spec(optional(web_base, "off"), "`off`", "Wayback CDX base address, or `off`")
    )
    ct: str | None = field(
        default=None, metadata=_spec(optional(web_base, "off"), "`off`", "certificate search base address, or `off`")
    )
    knowledge: Path | None = field(
        default_factory=_default_knowledge,
        metadata=_spec(
            optional(path),
            "`knowledge` in the user's data folder, if there is one",
            "folder of extra knowledge TOML files and of imported registers",
        ),
    )
    per_host_rate: float | None = field(
        default=1.0, metadata=_spec(optional(positive, "off"), "`1`", "requests a second to one host, or `off`")
    )
    registry_rate: float | None = field(
        default=1.0,
        metadata=_spec(optional(positive, "off"), "`1`", "requests a second to one registry server, or `off`"),
    )
    rate_limit: str | None = field(
        default="30/minute",
        metadata=_spec(optional(rate_limit, "off"), "`30/minute`", "checks per address without a key, or `off`"),
    )
    check_deadline: float = field(
        default=60.0,
        metadata=_spec(positive, "`60`", "seconds for a whole check; above 60, hosts and registries get more too"),
    )
    bind: str = field(
        default="127.0.0.1:8000", metadata=_spec(host_port, "`127.0.0.1:8000`", "where `masthead serve` listens")
    )
    public_url: str | None = field(
        default=None,
        metadata=_spec(optional(web_base), "`http://` and the bind address", "the service's outside address"),
    )
    contact: str | None = field(
        default=None, metadata=_spec(optional(str), "the outside address", "the contact named in the User-Agent")
    )
    lang: str = field(default="en", metadata=_spec(one_of("en", "fr"), "`en`", "output language: `en` or `fr`"))
    signing_key: Path = field(
        default_factory=_default_key,
        metadata=_spec(path, "`signing.pem` in the user's data folder", "Ed25519 key file, made at first start"),
    )
    trusted_proxies: tuple[Network, ...] = field(
        default=(), metadata=_spec(networks, "none", "CIDRs of proxies whose forwarded address counts")
    )
    resolve_links: str = field(
        default="off",
        metadata=_spec(
            one_of("off", "on"),
            "`off`",
            "`on`: ask by HEAD where shortened and cloaked links lead, three hops at most",
        ),
    )
    operator: Path | None = field(
        default=None,
        metadata=_spec(optional(path), "none", "TOML file in which the operator says who owns and funds the service"),
    )
    origins: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def base_url(self) -> str:
        """The outside address, without a trailing slash."""
        return self.public_url or f"http://{self.bind}"

    @property
    def patience(self) -> float:
        """How many times as long as usual a slow host is waited for: who gives checks more time gives hosts more."""
        return max(1.0, self.check_deadline / 60)

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
        """Read the settings from `environ` (the process's by default) and `file` (`find_file` by default).

        Raises `SettingsError` for an unreadable file, a name in it that is no setting, or an unusable value.
        """
        environ = os.environ if environ is None else environ
        file = find_file() if file is None else file
        given: dict[str, tuple[str, str]] = {}
        for name, text in _read_file(file).items() if file else ():
            given[name] = (text, f"{file}: {name}")
        for name in setting_names():
            if variable_of(name) in environ:
                given[name] = (environ[variable_of(name)].strip(), variable_of(name))
        values = {name: _parsed(name, text, origin) for name, (text, origin) in given.items() if text != ""}
        origins = {name: given[name][1] if name in values else "default" for name in setting_names()}
        return cls(**values, origins=origins)


def variable_of(name: str) -> str:
    """Return the environment variable of a setting."""
    return PREFIX + name.upper()


def setting_names() -> tuple[str, ...]:
    """Return the settings' names in the order of the contract."""
    return tuple(f.name for f in fields(Settings) if f.metadata)


def describe() -> Iterator[tuple[str, str, str]]:
    """Yield (environment variable, default as words, meaning) of each setting."""
    for f in fields(Settings):
        if f.metadata:
            yield variable_of(f.name), f.metadata["default"], f.metadata["meaning"]


def shown(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Yield (environment variable, value as text, origin) of each setting; passwords in addresses are left out."""
    for name in setting_names():
        yield variable_of(name), _as_text(name, getattr(settings, name)), settings.origins.get(name, "default")


def unknown_variables(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the variables that carry our prefix and are no setting: most often a slip of the keyboard."""
    known = {variable_of(name) for name in setting_names()}
    return tuple(sorted(name for name in environ if name.startswith(PREFIX) and name not in known))


def find_file() -> Path | None:
    """Return ``masthead.toml`` of the working folder, else of the user's configuration folder, else None."""
    candidates = (Path(FILE_NAME), user_config_path("masthead") / FILE_NAME)
    return next((path for path in candidates if path.is_file()), None)


def _as_text(name: str, value: object) -> str:
    if value is None or value == ():
        return "off" if name in _CAN_BE_OFF else "-"
    if isinstance(value, tuple):
        return " ".join(str(item) for item in cast(tuple[object, ...], value))
    return without_password(str(value))


def _read_file(file: Path) -> dict[str, str]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: cannot be read: {error}") from error
    if unknown := sorted(set(document) - set(setting_names())):
        raise SettingsError(f"{file}: no such setting: {', '.join(unknown)}")
    return {name: " ".join(map(str, v)) if isinstance(v, list) else str(v) for name, v in document.items()}


def _parsed(name: str, text: str, origin: str) -> Any:
    parse = next(f.metadata["parse"] for f in fields(Settings) if f.name == name)
    try:
        return parse(text)
    except ValueError as error:
        said = "" if origin == variable_of(name) else f" (in {origin})"
        raise SettingsError(f"{variable_of(name)}{said}: {without_password(text)!r} cannot be used: {error}") from error
