"""What was read from a notice."""

from __future__ import annotations

from typing import Literal

from detectors.model import Role
from detectors.model.noun import Noun

Kind = Literal["notice", "privacy", "copyright"]


class LegalMention(Noun, frozen=True):
    """One organisation named in a notice, in one role.

    `numbers` are ((kind, number), ...) of `detectors.numbers` whose check holds, from this organisation's own section.
    `quote` is the text at ``[start, end)``, at most `reader.LONGEST_QUOTE` characters. `director` says that the notice
    names a person who answers for the content; the name itself is never read. `person` says that the publisher is a
    natural person: then `name` and `numbers` are empty and the quote stops before the name. `organisation` says that
    words beside the name, or the site's own name, show an organisation.
    """

    role: Role
    name: str
    numbers: tuple[tuple[str, str], ...]
    quote: str
    start: int
    end: int
    kind: Kind = "notice"
    director: bool = False
    person: bool = False
    organisation: bool = False
