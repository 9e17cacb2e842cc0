"""Who runs this server: what its own pages say of their owner and of the money, as its operator has written it down.

The file is TOML, named by the setting `MASTHEAD_OPERATOR`; docs/how-to/run-a-service.md shows one. Without it the pages
say that the operator has not stated who it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from server.errors import SettingsError
from server.report.messages import LANGUAGES
from server.report.safe import web_link

LONGEST = 2000  # characters of a field
_BY_LANGUAGE = ("owners", "funding")


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator's statement: who publishes the pages, who owns that body, who pays, and where to write.

    `legal` is the form, number and address as a legal notice has them; `source` is where the source of the running
    software is offered, which its licence asks for. They are "" like `contact` when not given. `owners` and `funding`
    are sentences by language.
    """

    name: str
    legal: str = ""
    contact: str = ""
    source: str = ""
    owners: Mapping[str, str] = field(default_factory=dict)
    funding: Mapping[str, str] = field(default_factory=dict)

    @property
    def contact_link(self) -> str | None:
        """The contact as a link, when it is a web or an e-mail address."""
        if "@" in self.contact and not set(self.contact) & set(" /:?&"):
            return f"mailto:{self.contact}"
        return web_link(self.contact)


def in_language(sentences: Mapping[str, str], lang: str) -> tuple[str, str]:
    """Return the sentence in `lang`, else in another language, and the language that it is in; both "" without one."""
    found = lang if lang in sentences else next(iter(sentences), "")
    return sentences.get(found, ""), found


def load_operator(path: Path | None) -> Operator | None:
    """Read an operator's statement; None without a `path`. Raises `SettingsError` with what is wrong with the file."""
    if path is None:
        return None
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"MASTHEAD_OPERATOR: {path}: cannot be read: {error}") from error
    known = {each.name for each in fields(Operator)}
    for key, value in table.items():
        if key not in known:
            raise SettingsError(f"MASTHEAD_OPERATOR: {path}: {key}: there is no such field")
        if not _fits(key, value):
            raise SettingsError(f"MASTHEAD_OPERATOR: {path}: {key}: is not of the documented shape")
    if not table.get("name", "").strip():
        raise SettingsError(f"MASTHEAD_OPERATOR: {path}: name: is needed")
    return Operator(**table)


def _fits(key: str, value: Any) -> bool:
    if key not in _BY_LANGUAGE:
        return _is_text(value)
    return isinstance(value, dict) and set(value) <= set(LANGUAGES) and all(map(_is_text, value.values()))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and "\0" not in value
