"""Whether the holder of a site's domain or certificate is who publishes it, or may only keep it for a customer.

Web firms, hosts and agencies hold what belongs to their customers, and nobody lists them all. What tells them apart is
the site itself: it states who publishes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from detectors import names
from detectors.data_files import load_toml
from detectors.model import Grade
from detectors.same_names import same_name

MIN_WORD = 4  # letters of a word that two names of one owner share ("Groupe Kerbastic", "Moulin de Kerbastic")
MIN_IN_LABEL = 5  # letters of a word of the holder's name that stands in the site's own domain


@cache
def _words() -> frozenset[str]:
    """Return the words of firms that hold domains for others, folded."""
    return frozenset(load_toml("names/keepers.toml")["words"].split())


def works_for_others(holder: str) -> bool:
    """Tell whether a word of a holder's name speaks of work for others: "Bluewave Online Ltd"."""
    return not _words().isdisjoint(names.words(holder))


def grade_of_holder(holder: str, stated: Iterable[str], label: str) -> Grade:
    """Return how well a holder stands for who publishes a site.

    `stated` are the publishers that the site states, "" for one that is not named (a private person); `label` is the
    first label of its domain. A: the holder is a stated publisher, or bears its name or the site's. B: the site states
    nobody, and nothing in the holder's name speaks of work for others. C: somebody else publishes, or may well do.
    """
    publishers = tuple(stated)
    if any(same_name(holder, name) or _akin(holder, name) for name in publishers if name) or _in_label(holder, label):
        return Grade.A
    return Grade.C if publishers or works_for_others(holder) else Grade.B


def _akin(one: str, other: str) -> bool:
    shared = set(_telling(one)) & set(_telling(other))
    return any(len(word) >= MIN_WORD for word in shared)


def _in_label(holder: str, label: str) -> bool:
    glued = label.replace("-", "")
    return any(len(word) >= MIN_IN_LABEL and word in glued for word in _telling(holder))


def _telling(name: str) -> Iterable[str]:
    """Return the words of a name that are not every organisation's."""
    return (word for word in names.words(name) if word not in _words() and not names.is_common_word(word))


def warm() -> None:
    """Load the words."""
    _words()
