"""The site that a notice stands on: what its address and its titles say of the names in the notice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from detectors.data_files import load_toml
from detectors.legal.folding import fold
from detectors.legal.menus import is_menu_word
from detectors.names import AND, core, is_organisation, legal_form, normalise, warm, words

_SHORTEST = 4  # letters of a name that tell something
_TITLE_SPLIT = re.compile(r"\s+[|–—•·»:-]\s+|\s*[|»•]\s*|:\s+")
_SUFFIX = re.compile(r"\.[^.]+\Z")
# In addresses "ä" is "ae".
_UMLAUT = re.compile(r"[aou]e")


@dataclass(frozen=True)
class Site:
    """A site by its host or name, the names that it gives itself, and whether the page is read as its legal notice."""

    host: str = ""
    titles: tuple[str, ...] = ()
    legal: bool = False

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Return the keys by which a sentence may speak of the site: "The Sleep Judge is owned by ..."."""
        own = self.host if " " in self.host else self.host.removeprefix("www.").partition(".")[0]
        return tuple(key for key in map(normalise, (own, *self._parts)) if len(key) >= _SHORTEST)

    def is_called(self, name: str) -> bool:
        """Tell whether a name is the site's own: a part of its titles, or the host before its suffix.

        "Autohaus Kern GmbH" is that of autohaus-kern.de, "Bäckerei Müller" of baeckerei-mueller.de.
        """
        key = core(name)
        return len(key) >= _SHORTEST and (key in self._cores or self.is_at(name))

    def is_at(self, name: str) -> bool:
        """Tell whether a name is the host before its suffix."""
        return bool(_spellings(words(name)) & self._labels)

    def shows_organisation(self, name: str) -> bool:
        """Tell whether a name is the site's own and not built as a person's: with an article, "&", or a figure."""
        own = words(name)
        built = not _words_of("opening").isdisjoint(own[:1]) or AND in own or any(word.isdigit() for word in own)
        return built and not warm().given.issuperset(own) and self.is_called(name)

    @cached_property
    def _parts(self) -> tuple[str, ...]:
        split = (part.strip() for title in self.titles for part in (title, *_TITLE_SPLIT.split(title)))
        parts = (name for part in split for name in (part, _before_comma(part)))
        return tuple(part for part in parts if part and not is_menu_word(fold(part)))  # "Impressum", "Home"

    @cached_property
    def _cores(self) -> frozenset[str]:
        return frozenset(map(core, self._parts))

    @cached_property
    def _labels(self) -> frozenset[str]:
        """Return the last parts of the host before its suffix, without hyphens, umlauts also as their letter."""
        labels = _SUFFIX.sub("", self.host.lower()).replace("-", "").split(".")[-2:] if "." in self.host else []
        return frozenset(
            spelling for label in labels if len(label) >= _SHORTEST for spelling in (label, _UMLAUT.sub(_first, label))
        )


NOWHERE = Site()


@cache
def _words_of(group: str) -> frozenset[str]:
    return frozenset(load_toml("legal_notice/own_names.toml")[group])


def _before_comma(part: str) -> str:
    """Return what is called in "St Mary's School, Leek"; of "Foo, Inc. Hell" nothing is."""
    name, _, rest = part.partition(", ")
    formed = rest and legal_form(f"{name} {rest.split(maxsplit=1)[0]}") is not None
    return name if rest and not formed and is_organisation(name) else ""


def _first(match: re.Match[str]) -> str:
    return match.group()[0]


def _spellings(own: Iterable[str]) -> frozenset[str]:
    """Return the words of a name joined as addresses join them: with their small words and without."""
    own = tuple(own)
    bare = "".join(word for word in own if word not in _words_of("small"))
    return frozenset({"".join(own), bare} - {""})
