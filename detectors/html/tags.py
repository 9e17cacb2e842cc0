"""What HTML says of its elements: which break the line, which hold no text of the page, how large they are."""

from __future__ import annotations

from detectors.html.nouns import Zone

BREAKING = frozenset(
    ["address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "noscript", "ol", "optgroup", "option", "p", "pre", "search", "section", "select", "summary", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "tr", "ul", "video", "caption", "iframe", "object", "audio", "canvas", "datalist", "svg", "center", "marquee", "template"]
)
# Their character data is no text of the page.
SILENT = frozenset(["script", "style", "title", "iframe", "svg", "math", "object", "noembed", "noframes", "frameset", "xmp", "plaintext"])
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
    ["a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u"]
)
REGIONS = frozenset(("article", "main"))
