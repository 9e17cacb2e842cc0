"""Phrases put together from their parts, so that data say each part once: "owner" + "of this website" + "is"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations, product
from typing import Any

from detectors.data_files import load_toml


def pairs(publisher: dict[str, list[str]]) -> Iterator[str]:
    """Yield two verbs of publishing joined, or one with a verb that alone says less: "conçu et édité par"."""
    (joint, *by), verbs = publisher["joined"], publisher["verbs"]
    for first, second in permutations([*verbs, *publisher["also"]], 2):
        if first in verbs or second in verbs:
            yield from (f"{first} {joint} {second} {word}" for word in by)


def works(parts: dict[str, list[str]]) -> Iterator[str]:
    """Yield what a site is said to be of somebody: "is a project of", "ist das Portal der"."""
    yield from map(joined, product(parts["is"], parts["a"], parts["work"], parts["of"]))


def captions(parts: dict[str, list[str]]) -> Iterator[str]:
    """Yield the same without the verb, as it stands below a title: "Ein Projekt der"; a noun alone says nothing."""
    if any(parts["a"]) or any(parts["of"]):
        yield from map(joined, product(parts["a"], parts["work"], parts["of"]))


def holders(parts: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    """Return labels ("owner of this website") and sentences that name behind a verb ("owner of this website is")."""
    labels = list(map(joined, product(parts["role"], parts["of"])))
    return labels, list(map(joined, product(labels, parts["is"])))


def groups(table: dict[str, Any]) -> dict[str, list[str]]:
    """Return what one language says of a site: its `works`, the words in them, and the verbs of its makers."""
    parts, operator = table["publisher"]["works"], table["operator"]
    return {
        "works": list(contracted(works(parts), table)),
        "work": [word for noun in parts["work"] for word in noun.split()],
        "tends": list(contracted(operator["tends"], table)),
        "makes": list(contracted(operator["makes"], table)),
    }


def traders(table: dict[str, Any]) -> Iterator[str]:
    """Yield the given names that a language's sole traders have in their firm's name; elsewhere they tell nothing."""
    for group in table["words"]["traders"]:
        yield from load_toml("names/given_names.toml")[group].split()


def contracted(phrases: Iterable[str], table: dict[str, Any]) -> Iterator[str]:
    """Yield each phrase, and again with its last word as it joins an article: "propriété de", "propriété du"."""
    for phrase in phrases:
        yield phrase
        head, _, last = phrase.rpartition(" ")
        for other in table["words"]["contractions"].get(last, ()) if head else ():
            yield f"{head} {other}"


def joined(parts: Iterable[str]) -> str:
    """Join words; an elided article touches the next."""
    return " ".join(filter(None, parts)).replace("' ", "'")
