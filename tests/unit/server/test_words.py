"""Words that a page shares with sites that were read before: looked up, shown, frozen into the capture."""

from __future__ import annotations

from collections.abc import Sequence

from detectors.authored import AuthorText, author_texts
from detectors.copying import Other, Shared, passages_shared
from detectors.model import Capture, SharedValue, Want
from detectors.style.shared_words import KIND, PLAIN, SYNDICATED
from server.store import Store
from server.words import keep_words, words_shared
from tests.unit.detectors.making import capture, knowledge, page, prose

COPIED = "the cream was made by three sisters in a small kitchen behind the old pharmacy of the harbour"
THEIRS = "https://other.example/story"


class Reader:
    """The real reading of texts, in this process."""

    def author_texts(self, taken: Capture) -> tuple[AuthorText, ...]:
        return author_texts(taken, knowledge())

    def passages_shared(self, text: str, others: Sequence[Other], most: int) -> tuple[Shared, ...]:
        return passages_shared(text, others, most, knowledge())


def blog(url: str, text: str, head: str = "") -> Capture:
    made = page(url, f"<article><p>{text}</p>{prose(120, f'Nobody at {url} walks home alone.')}</article>", head=head)
    return capture(url, (Want("page", url, "checked"), made))


def kept(store: Store, taken: Capture, *, listed: bool) -> None:
    from tests.unit.server.thinking import judge

    verdict = judge(taken, None).verdict
    stored = store.verdicts.save("v1", verdict, taken, owner="", private=False, listed=listed)
    keep_words(store, stored.capture, author_texts(taken, knowledge()))


def shared(store: Store, taken: Capture) -> tuple[SharedValue, ...]:
    return words_shared(store, Reader(), author_texts(taken, knowledge()))


def test_a_listed_site_with_the_same_words_is_shown_with_the_passage(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    kept(store, blog(THEIRS, f"We know that {COPIED}. " * 3), listed=True)
    (found,) = shared(store, blog("https://blog.example/post", f"I read that {COPIED}. " * 3))
    assert (found.kind, found.sites, found.label) == (KIND, ("other.example",), PLAIN)
    assert COPIED in found.value
    assert shared(store, blog("https://blog.example/post", "I read nothing at all there.")) == ()
    assert words_shared(store, Reader(), ()) == ()
    store.close()


def test_an_unlisted_reading_is_nobodys_neighbour(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    kept(store, blog(THEIRS, f"We know that {COPIED}. " * 3), listed=False)
    assert shared(store, blog("https://blog.example/post", f"I read that {COPIED}. " * 3)) == ()
    store.close()


def test_a_copy_that_names_its_original_is_syndicated(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    kept(store, blog(THEIRS, f"We know that {COPIED}. " * 3), listed=True)
    head = f'<link rel="canonical" href="{THEIRS}">'
    (found,) = shared(store, blog("https://blog.example/post", f"I read that {COPIED}. " * 3, head))
    assert found.label == SYNDICATED
    store.close()
