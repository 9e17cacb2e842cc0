"""What our own index knew of a site when it was read: who shares what with it, and how alike blogs are written."""

from __future__ import annotations

from detectors.model.noun import Noun, Seen


class SharedValue(Noun, frozen=True):
    """A value of a site (an account, a certificate) that so many `others` carry too; `sites` are the first of them."""

    kind: str
    value: str
    label: str
    sites: tuple[str, ...]
    others: int


class Neighbours(Noun, frozen=True, tag="neighbours"):
    """What a site shared with the sites of listed readings when it was read, so that a verdict replays."""

    seen: Seen
    site: str
    shared: tuple[SharedValue, ...] = ()


class HandPrint(Noun, frozen=True, tag="hand"):
    """How the posts of one blog are written: hashed counts of masked features (`detectors.style.prints`), and no text.

    `made` is the version of the features; `words` and `posts` are how much was read.
    """

    lang: str
    words: int
    posts: int
    made: str
    data: str


class OtherHand(Noun, frozen=True):
    """The blog of another site: `hand` is the key of its print, `tie` the kind of value that both sites share.

    Without a `tie` it was the nearest of `among` hands of an audit. `copied`: both have passages in common.
    """

    site: str
    hand: str
    tie: str
    among: int = 1
    copied: bool = False


class Hands(Noun, frozen=True, tag="hands"):
    """The hands that a blog's own was compared with: keys of the prints that were read of our own index."""

    seen: Seen
    site: str
    own: str
    others: tuple[OtherHand, ...] = ()
    cohort: tuple[str, ...] = ()
