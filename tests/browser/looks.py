"""A page that shows its statements in many ways, and how a reader sees each."""

from __future__ import annotations

from dataclasses import dataclass

HOST = "looks.example"
SCRIPT = '<script type="x">"{}"</script>'
BLACK, WHITE = [0, 0, 0], [255, 255, 255]


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of a statement, the markup that shows them (in place of `{}`), and the look that is measured."""

    quote: str
    markup: str
    shown: str
    size: float | None = 16
    colour: list[int] | None = None
    background: list[int] | None = None


def _seen(quote: str, markup: str, size: float = 16, colour: list[int] = BLACK) -> Statement:
    return Statement(quote, markup, "yes", size, colour, WHITE)


def _unseen(quote: str, markup: str, size: float = 16) -> Statement:
    return Statement(quote, markup, "no", size, BLACK, WHITE)


STATEMENTS = (
    _seen("A plain one for Brand A", "<p>{}</p>"),
    _seen("Paid for by Brand B", "<p><b>Paid for</b><br>by&nbsp;<i>Brand\n B</i></p>"),
    _seen("Edited by Brand C", SCRIPT + '<div hidden>{}</div><p>{}</p><p style="font-size: 9px">{}</p>'),
    _unseen("Only told to machines D", '<p style="display: none">{}</p>' + SCRIPT),
    _unseen("Moved away E", '<p style="position: absolute; left: -9999px">{}</p>'),
    _unseen("For readers of screens F", '<p style="position: absolute; clip: rect(0, 0, 0, 0)">{}</p>'),
    _unseen("In a shut box G", '<div style="overflow: hidden; height: 0"><div><p>{}</p></div></div>'),
    _unseen("Cut off H", '<div style="clip-path: inset(50%)"><p>{}</p></div>'),
    _unseen("Without size I", '<p style="font-size: 0">{}</p>', 0),
    Statement("Wholly clear J", '<p style="opacity: 0">{}</p>', "no", 16, WHITE, WHITE),
    _seen("Half clear K", '<p style="opacity: .2">{}</p>', 16, [204, 204, 204]),
    _seen("Clear letters L", '<p style="color: rgba(0, 0, 0, 0)">{}</p>', 16, WHITE),
    Statement("On a picture M", '<p style="background: linear-gradient(red, blue)">{}</p>', "yes", 16, BLACK),
    _seen("In a box to scroll N", '<div style="overflow: auto; height: 40px"><p style="margin-top: 90px">{}</p></div>'),
    Statement("Said by a script only O", SCRIPT, "not_found", None),
)
BODY = "\n".join(one.markup.replace("{}", one.quote) for one in STATEMENTS)
# A page behind a box that asks for consent is as high as the window, and shows its text all the same.
LOCKED = "html, body { height: 100%; overflow: hidden; color: #000; background: #fff; font-size: 16px }"
PAGE = f"<!doctype html><html lang=en><title>Looks</title><style>{LOCKED}</style><body>{BODY}</body></html>".encode()
