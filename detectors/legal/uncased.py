"""Names in lines without any capital: "éditeur : olivar conseil sarl", where the legal form tells what capitals would.

Without capitals any piece of a sentence looks like a name. So it has to end with a form that is no word of a language,
follow a label or a preposition at once, or be alone on its line, and hold no word of sentences.
"""

from __future__ import annotations

import re

from detectors.legal.folding import fold
from detectors.legal.vocabulary import Vocabulary

_MOST_WORDS = 6
_REACH = 400  # characters of a line that are looked at, to each side
_WORD_BEFORE = re.compile(r"([^\W\d_]+)['’]?\s*\Z")
_LABELS = re.compile(r"\s*[:=>-]\s*\Z")
# Forms that no language has as a word: "sa", "as", "co" and "kg" are words.
_FORM = re.compile(
    r"(?<![\w.])(?:s\.?a\.?r\.?l|e\.?u\.?r\.?l|sasu|g?gmbh(?: & co\.? kg)?|ltd|llc|inc|plc|llp|s\.?r\.?l\.?s?|s\.p\.a"
    r"|s\.l\.?u?|b\.v|n\.v|v\.?o\.?f|vzw|e\.v|unipessoal,? lda|lda|ltda|eireli|sp\.? z o\.?o)\.?\Z"
)


def is_name_without_capitals(text: str, start: int, written: str, vocabulary: Vocabulary) -> bool:
    """Tell whether `written`, which begins at `start` and has no capital, is a company's name for all that."""
    form = _FORM.search(written)
    words = fold(written[: form.start()]).replace("'", " ").split() if form else []
    if not 0 < len(words) <= _MOST_WORDS or not written.islower():
        return False
    line = text.rfind("\n", max(0, start - _REACH), start) + 1 or max(0, start - _REACH)
    stop = text.find("\n", start, start + _REACH)
    before, after = text[line:start], text[start + len(written) : stop if stop >= 0 else start + _REACH]
    if any(map(str.isupper, before + after)):
        return False
    known = vocabulary.words
    sentence = (known["fillers"] | known["stops"] | known["linking"] | known["not_names"]) - known["joiners"]
    if not sentence.isdisjoint(words) or words[0] in known["joiners"]:
        return False
    if not before.strip():
        return not any(map(str.isalnum, after))
    word = _WORD_BEFORE.search(fold(before))
    leads = word is not None and word.group(1) in known["fillers"] and word.group(1) not in known["some"]
    return leads or _LABELS.search(before) is not None
