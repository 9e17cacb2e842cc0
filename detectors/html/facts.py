"""What a page says of itself outside its text: title, metas, addresses, scripts, dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from detectors.html.link_header import is_translation
from detectors.html.text import collapse

_MAX_LIST = 2_000
_MAX_SCRIPTS = 200_000  # characters of inline scripts kept
_MAX_ICON = 90_000  # characters of an icon written into the page: 64 KB in base64
_MAX_LD = 1_000_000  # characters of JSON-LD read
MAX_STYLE_ELEMENTS = 60
ICONS = ("icon", "apple-touch-icon", "apple-touch-icon-precomposed")  # the link types of a site's icon, best first
_ALT_TAGS = frozenset(("img", "iframe", "frame", "input"))


def styled(css: str, media: str) -> str:
    """Return the rules of a style element as they hold under its `media` attribute."""
    return f"@media {media}{{{css}}}" if media else css


class Facts:
    """Collects them while the page is read; addresses stay as written."""

    TAGS: ClassVar[tuple[str, ...]] = (
        "meta",
        "link",
        "base",
        "img",
        "iframe",
        "frame",
        "input",
        "embed",
        "source",
        "time",
        "html",
    )

    def __init__(self) -> None:
        self.title = ""
        self.lang = ""
        self.base = ""
        self.canonical = ""
        self.alternates: list[str] = []
        self.metas: dict[str, str] = {}
        self.scripts: list[str] = []
        self.ld: list[str] = []
        self.resources: list[str] = []
        self.icons: dict[str, str] = {}  # the first of each kind
        self.stylesheets: list[str] = []
        self.times: list[str] = []
        self._titles: list[str] = []
        self._sink: list[str] | None = None
        self._into: list[str] | None = None
        self._limits = {  # characters and pieces that each list has room for
            id(self.ld): (_MAX_LD, _MAX_LIST),
            id(self.scripts): (_MAX_SCRIPTS, _MAX_LIST),
        }

    def meet(self, tag: str, attrs: Mapping[str, str], nested: bool) -> str:
        """Take note of an element; return its alternative text or frame title, if it has one."""
        get = attrs.get
        if tag == "meta":
            self._meta(attrs)
        elif tag == "link":
            self._link((get("rel") or "").lower(), get("href") or "", attrs)
        elif tag == "base":
            self.base = self.base or get("href") or ""
        elif tag == "html":
            self.lang = self.lang or get("lang") or get("xml:lang") or ""
        elif tag == "time":
            self._add(self.times, get("datetime"))
        elif tag in ("script", "title"):
            self._sink = []
            self._into = self._kind(tag, attrs, nested)
        if tag in ("script", "img", "iframe", "frame", "embed", "source"):
            self._add(self.resources, get("src") or get("data-src"))
        if tag in _ALT_TAGS:
            return (get("title") or "") if tag in ("iframe", "frame") else (get("alt") or "")
        return ""

    def _kind(self, tag: str, attrs: Mapping[str, str], nested: bool) -> list[str] | None:
        if tag == "script":
            kind = (attrs.get("type") or "").lower()
            return self.ld if "ld+json" in kind else self.scripts
        return None if nested else self._titles

    @staticmethod
    def _add(target: list[str], value: str | None) -> None:
        if value and len(target) < _MAX_LIST:
            target.append(value)

    def data(self, text: str) -> None:
        """Take character data that is no text of the page."""
        if self._sink is not None:
            self._sink.append(text)

    def leave(self) -> None:
        """Settle what a silent element held."""
        if self._sink is None:
            return
        text, self._sink = "".join(self._sink), None
        if self._into is self._titles:
            self.title = self.title or collapse(text)
        elif self._into is not None and text.strip():
            limit, most = self._limits[id(self._into)]
            if len(self._into) < most and limit > 0:
                self._into.append(text[:limit])
                self._limits[id(self._into)] = (limit - len(text), most)

    def _meta(self, attrs: Mapping[str, str]) -> None:
        content = attrs.get("content")
        if content is None or len(self.metas) >= _MAX_LIST:
            return
        for key in ("name", "property", "http-equiv", "itemprop"):
            name = attrs.get(key)
            if name:
                self.metas.setdefault(name.strip().lower(), content)

    def _link(self, rel: str, href: str, attrs: Mapping[str, str]) -> None:
        tokens, media = rel.split(), attrs.get("media") or ""
        if "canonical" in tokens:
            self.canonical = self.canonical or href
        if is_translation(tokens, attrs.get("hreflang", ""), attrs.get("type", "")):
            self._add(self.alternates, href)
        if "stylesheet" in tokens and "alternate" not in tokens and media.strip().lower() != "print":
            self._add(self.stylesheets, href)
        elif kind := next((kind for kind in ICONS if kind in tokens), ""):
            self._add(self.resources, href)
            if len(href) <= _MAX_ICON:
                self.icons.setdefault(kind, href)
