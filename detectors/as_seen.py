"""A page as one reader's browser shows it: the blocks that hold the statements asked about get the look measured there.

Style sheets that could not be read, scripts that set styles and the reader's own window are what a reading from afar
cannot know. The text keeps its length, so that every offset stays: what is not shown is blanked.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from detectors.html.text import flat
from detectors.model import Look, Viewing
from detectors.page import Block, Document
from detectors.subject import Subject

_LEAST = 12  # characters; a shorter block inside a quote may be another's words


def subject_as_seen(subject: Subject, viewing: Viewing) -> Subject:
    """Return the subject with its checked page as the window shows it; other pages were not looked at."""
    checked = subject.checked
    if not isinstance(checked, Document):
        return subject
    seen = document_as_seen(checked, viewing)
    pages = tuple((why, seen if document is checked else document) for why, document in subject.pages)
    return replace(subject, checked=seen, pages=pages)


def document_as_seen(document: Document, viewing: Viewing) -> Document:
    """Return the page with the looks of a window in place of what its markup and styles let expect.

    In a narrow window, words that are not shown count as hidden on phones; in a wide one they are not there to be read.
    """
    looks = [(flat(look.quote), look) for look in viewing.looks]
    blocks, text = [], document.text
    for block in document.blocks:
        look = _look_of(block, looks)
        if look is None or not block.visible:
            blocks.append(block)
        elif look.shown:
            blocks.append(msgspec.structs.replace(block, size=look.size, contrast=look.contrast))
        elif viewing.narrow:
            blocks.append(msgspec.structs.replace(block, hidden_mobile=True))
        else:
            end = block.start + len(block.text)
            text = f"{text[: block.start]}{' ' * len(block.text)}{text[end:]}"
            blocks.append(msgspec.structs.replace(block, visible=False, start=-1, hidden="display"))
    return replace(document, blocks=tuple(blocks), text=text)


def _look_of(block: Block, looks: list[tuple[str, Look]]) -> Look | None:
    words = flat(block.text)
    for quote, look in looks:
        if quote and (quote in words or (len(words) >= _LEAST and words in quote)):
            return look
    return None
