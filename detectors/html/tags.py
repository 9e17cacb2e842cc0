"""What HTML says of its elements: which break the line, which hold no text of the page, how large they are."""

from __future__ import annotations

from detectors.html.nouns import Zone

BREAKING = frozenset(
    (
        "address", "article", "aside", "audio", "blockquote", "body", "button", "canvas", "caption", "center",
        "datalist", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
        "iframe", "legend", "li", "main", "marquee", "menu", "nav", "noscript", "object", "ol", "optgroup",
        "option", "p", "pre", "search", "section", "select", "summary", "svg", "table", "tbody", "td", "template",
        "textarea", "tfoot", "th", "thead", "tr", "ul", "video"
    )
)  # fmt: skip
# Their character data is no text of the page.
SILENT = frozenset(
    (
        "frameset", "iframe", "math", "noembed", "noframes", "object", "plaintext", "script", "style", "svg",
        "title", "xmp"
    )
)  # fmt: skip
# Void elements (HTML Standard, 13.1.2), and those that browsers write like them: no end tag is written.
EMPTY = frozenset(
    (
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
        "meta", "param", "source", "track", "wbr"
    )
)  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Factor on the parent's size in browsers' own style sheets (HTML Standard, Rendering).
DEFAULT_SIZE = {
    "h1": 2.0,
    "h2": 1.5,
    "h3": 1.17,
    "h5": 0.83,
    "h6": 0.67,
    "small": 1 / 1.2,
    "sub": 1 / 1.2,
    "sup": 1 / 1.2,
    "big": 1.2,
}
TAG_ZONES = {
    "nav": Zone.NAV,
    "menu": Zone.NAV,
    "footer": Zone.FOOTER,
    "aside": Zone.ASIDE,
    "blockquote": Zone.QUOTE,
    "pre": Zone.CODE,
    "xmp": Zone.CODE,
    "listing": Zone.CODE,
}
STRONG = frozenset((Zone.AD, Zone.COMMENT, Zone.TEASER, Zone.QUOTE, Zone.CODE))
INLINE = frozenset(
    (
        "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s",
        "small", "span", "strong", "sub", "sup", "time", "tt", "u"
    )
)  # fmt: skip
REGIONS = frozenset(("article", "main"))
WHOLE_PAGE = frozenset(("html", "body"))
# Shown only once opened, or when their own technique fails.
FOLDED = frozenset(("dialog", "select", "datalist", "object", "audio", "video", "canvas"))
# Tags that tell something of the text in them, whatever their names.
MARKED = frozenset((*WHOLE_PAGE, *REGIONS, *TAG_ZONES, *DEFAULT_SIZE, "details", "summary", "header", "noscript"))
