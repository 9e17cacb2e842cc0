"""What stands around a name in a notice: a form, a number, an address, words that show a person or an organisation."""

from __future__ import annotations

import re
from bisect import bisect_left

from detectors.legal.described import (
    begins_with_form,
    begins_with_kind,
    is_called_organisation,
    is_described_as_organisation,
    is_registering,
)
from detectors.legal.folding import Unit, fold
from detectors.legal.layout import Layout
from detectors.legal.menus import is_menu_word
from detectors.legal.naming import Name, name_after
from detectors.names import is_organisation, is_person, legal_form, normalise

# How far the words reach that show a legal identity; the less a name looks like an organisation, the closer they stand.
_IDENTITY_REACH = 320
_FORMAL_REACH = 160
_PLAIN_REACH = 60
_FORM_REACH = 80
_BLOCK = 4  # lines of an address
_ADDRESS = re.compile(
    r"(?<!\d)(?:\d{5}|(?!19|20)\d{4})[ \u00a0]+[A-ZÀ-Þ]"  # postcode and town, not a year
    r"|(?<!\d)(?:[1-9]\d{3} [A-Z]{2} +[A-Z]|\d{2}-\d{3} [A-ZĄĆĘŁŃÓŚŹŻ])"  # nl, pl
    r"|(?<!\d)(?:\d{4}-\d{3} [A-ZÀ-Þ]|\d{5}-\d{3}\b)"  # of Portugal and Brazil
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b"  # the British and the Canadian postcode
    r"|\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|,\s[A-Z][a-z]+(?: [A-Z][a-z]+)?,? \d{5}\b"  # state and ZIP code
)
# A street with its number, in folded text.
_STREET = re.compile(
    r"\b\d{1,4}(?: ?(?:bis|ter|[a-d]))?,? (?:rue|avenue|av\.|boulevard|bd|place|chemin|route|quai|allee|cours)\b"
    r"|\b(?:rue|avenue|boulevard|place|chemin|route|quai|allee|via|viale|piazza|piazzale|corso|largo|calle|c/|plaza|avda"
    r"|avenida|paseo|carretera|ctra|rua|praca|largo|travessa|estrada|ul|al|pl|os)\.? [^\n\d]{2,40}\d"
    r"|(?:strasse|straße|str\.|platz|weg|gasse|allee|ring|damm|ufer|markt) \d"
    r"|(?:straat|laan|plein|kade|dijk|singel|gracht|steeg) \d"
    r"|\b\d{1,5} (?:[\w.']+ ){1,3}(?:street|st|road|rd|avenue|ave|lane|drive|way|court|close|square|hill|park)\b"
)
_SHORT_REST = 30  # characters behind a name at the head of a line: ", Bremen"
_TOP = 4  # units
_BEHIND = re.compile(r"\s*[,(–—|-]+\s*|\s*\n\s*")
_IS_A = re.compile(r"\s+(?:(?:est|is|ist|es|è|é)\s+(?:une?|an?|eine?|een|uma?|una?|un')|jest|to)\s+")
# The tax numbers of natural persons in Spain, Italy, Portugal and Brazil, in folded text.
_PERSONAL = re.compile(
    r"(?:d\.?n\.?i|n\.?i\.?f|n\.?i\.?e|c\.?i\.?f)\b[^\d\n]{0,12}(?:\d{8}|[xyz]-?\d{7})[ -]?[a-z]\b"
    r"|\b[a-z]{6}\d{2}[a-z]\d{2}[a-z]\d{3}[a-z]\b"
    r"|(?:n\.?i\.?f|contribuinte)\b[^\d\n]{0,12}[123]\d{2}[ .]?\d{3}[ .]?\d{3}(?!\d)"
    r"|\bcpf\b[^\d\n]{0,12}\d{3}\.?\d{3}\.?\d{3}-?\d{2}(?!\d)"
)
_DASH = re.compile(r"\s*[-–—]\s*")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?\Z")
_DIGIT = re.compile(r"\d")
_FULL_NAME = 2  # words


class Surroundings(Layout):
    """A text laid out, asked what stands around a name in it."""

    def has_form(self, name: Name) -> bool:
        """Tell whether a name has a legal form, its own or one set off behind it: "Foo, SAS au capital de"."""
        if legal_form(name.text):
            return True
        behind = _BEHIND.match(self.text, name.end, name.end + _FORM_REACH)
        return behind is not None and begins_with_form(self.text[behind.end() : name.end + _FORM_REACH])

    def line_name(self, part: Unit) -> Name | None:
        """Return the name on a line; of two, the second where only it has a form: "Foo – Bar, SARL au capital"."""
        name = super().line_name(part)
        behind = _DASH.match(self.text, name.end, part.end) if name and not self.has_form(name) else None
        other = name_after(self.text, self.folded, behind.end(), part.end, self.vocabulary) if behind else None
        apart = other and self.text[other.end : other.end + 2].strip()[:1] in (",", "(")  # not "Foo - Agent Bar - SARL"
        return other if other and apart and self.has_form(other) else name

    def shows_organisation(self, start: int, name: str) -> bool:
        """Tell whether the words around `name`, found from `start`, show an organisation."""
        place = self.text.find(name, start)
        if place < 0:
            return False
        line = self.text.rfind("\n", 0, place) + 1
        before, after = self.text[line:place], self.text[place + len(name) : place + len(name) + _IDENTITY_REACH]
        return is_described_as_organisation(before, after)

    def is_said_to_be_organisation(self, name: Name) -> bool:
        """Tell whether a sentence says what kind of organisation a name is: "Foo is a company registered in ..."."""
        verb = _IS_A.match(self.text, name.end, name.end + _FORM_REACH)
        rest = self.text[verb.end() : name.end + _FORM_REACH] if verb else ""
        if begins_with_form(rest) or begins_with_kind(rest):
            return True
        return is_registering(self.folded[name.end : name.end + _FORM_REACH])

    def is_identity(self, name: Name, part: Unit, *, headed: bool, first: bool = False) -> bool:
        """Tell whether a line gives a legal identity: a name with form, capital, register, number or address around.

        `headed`: it stands below a notice's title; `first`: it opens the text.
        """
        alone = len(self.text[part.start : part.end].strip(" \n\t.*-")) <= len(name.text) + 2
        alone = alone and not any(map(str.isalpha, self.text[name.end : part.end]))  # "O Portal é", "Il Portale è"
        heads = not self.text[part.start : name.start].strip(" \n\t.*-")  # it begins its line
        reach = min(self.next_role(name.end), name.end + _IDENTITY_REACH)
        if is_person(name.text):
            return self._is_persons_identity(name, reach, alone=alone, headed=headed, first=first)
        # One word may be a town's or anybody's name ("Orange"), and above a person's it is that of a blog.
        apart = alone or (heads and self._is_located(name.end))
        own = " " in name.text and apart and self.site.is_called(name.text) and not self._has_person_below(part)
        called = is_called_organisation(self.folded[part.start : name.start])
        formal = called or own or is_organisation(name.text)
        # Any page may say what "Foo is"; beside its own number, or below a notice's title, it says who speaks.
        told = headed or self.has_number(name.end, part.end)
        formed = self.has_form(name) or (told and self.is_said_to_be_organisation(name))
        if own:  # the name of the site above its notice is none of it
            reach = min(reach, self.next_said(name.end))
        opens = own or (first and self._ends_line(part.end)) or self._is_at_top(name, part)
        set_off = alone or (heads and self._is_short(name, part))
        headed = headed or (self.site.legal and set_off and opens)
        below = own and self._is_addressed(name.end)
        headed = headed or below or (own and not alone)
        if headed and (formed or below or (formal and self.has_address(name.end, reach))):
            return True
        far = _FORMAL_REACH if headed else _PLAIN_REACH
        if formal:  # on its own line it may stand further off
            far = max(far, min(part.end - name.end, _FORMAL_REACH))
        near = reach if formed else min(reach, name.end + far)
        shown = self.vocabulary.has("identity", self.folded[name.end : near]) or self.has_number(name.end, near)
        apart = self.text[name.end : name.end + 3].strip(" ")[:1] in (",", "-", "–", "—", "/", "·", "(")
        return shown and (formal or formed or apart or (alone and self._is_answered(name.end)))

    def _is_persons_identity(self, name: Name, reach: int, *, alone: bool, headed: bool, first: bool) -> bool:
        words = name.text.split()
        capital = all(word[0].isupper() or word[-1] == "." for word in words)  # no "Marguerite vous accueille"
        numbered = first and capital and self.has_number(name.end, reach)
        private = headed and (self.has_address(name.end, reach) or self.is_private(name.end, reach))
        return (alone and (numbered or private)) or (private and self.text[name.end : name.end + 1] == ",")

    def _ends_line(self, position: int) -> bool:
        """Tell whether no word follows in the line: the title "Foo, Inc. Hell" goes on behind the form."""
        return not any(map(str.isalnum, self.text[position:].partition("\n")[0]))

    def _is_addressed(self, position: int) -> bool:
        """Tell whether a street or town stands right below, with no title and no other organisation between."""
        text = self.text[position : min(position + _IDENTITY_REACH, self.next_said(position))]
        for line in text.lstrip("\n .,*-").split("\n")[:_BLOCK]:
            if len(line) > _FORM_REACH or is_organisation(line):
                return False
            if _ADDRESS.search(line) or _STREET.search(fold(line)):
                return True
        return False

    def _is_located(self, position: int) -> bool:
        """Tell whether an address follows in the line: "Foo, 12 rue Bar, 13006 Marseille"."""
        rest = self.text[position : position + _FORM_REACH].partition("\n")[0].partition(". ")[0]
        return rest.lstrip()[:1] in (",", "-", "–", "—", "·", "|") and _ADDRESS.search(rest) is not None

    def _is_short(self, name: Name, part: Unit) -> bool:
        """Tell whether little more than a town follows a company's name: "Foo GmbH, Bremen"."""
        rest = self.text[name.end : part.end].strip()
        return self.has_form(name) and rest[:1] == "," and len(rest) <= _SHORT_REST and ":" not in rest

    def _is_at_top(self, name: Name, part: Unit) -> bool:
        """Tell whether nothing but titles, the site's own names and organisations stands above a line."""
        if not (self._ends_line(part.end) or self._is_short(name, part)):
            return False
        index = bisect_left(self.units, part.start, key=lambda unit: unit.start)
        return index <= _TOP and all(map(self._is_heading, range(index)))

    def _is_heading(self, index: int) -> bool:
        unit = self.units[index]
        written = self.text[unit.start : unit.end].strip(" .*-")
        titled = any(cue.meaning.use in ("title", "heading") for cue in self.cues[index])
        named = ":" not in written and (
            is_organisation(written) or self.site.is_called(written) or _HOST.match(written)
        )
        return titled or bool(named) or is_menu_word(fold(written))

    def _has_person_below(self, part: Unit) -> bool:
        """Tell whether the next line is a person's name: then the site's own name is that of a person's site."""
        below = self.text[part.end :].lstrip("\n .,*-").partition("\n")[0][:_FORM_REACH]
        return is_person(below.partition(",")[0])

    def _is_answered(self, position: int) -> bool:
        """Tell whether the line after `position` goes on about the name before it, with figures or words of identity.

        A word of a menu has another word below it.
        """
        line = self.text[position:].lstrip("\n .,*-").partition("\n")[0] if position < len(self.text) else ""
        return bool(_DIGIT.search(line)) or self.vocabulary.has("identity", line)

    def has_number(self, start: int, end: int) -> bool:
        """Tell whether a registration number stands in ``[start, end)``."""
        index = bisect_left(self.numbers, start, key=lambda number: number.start)
        return index < len(self.numbers) and self.numbers[index].start < end

    def has_address(self, start: int, end: int) -> bool:
        """Tell whether a postcode with its town, or a British or Canadian one, stands in ``[start, end)``."""
        return _ADDRESS.search(self.text, start, end) is not None

    def is_private(self, start: int, end: int) -> bool:
        """Tell whether the words there say that this is a natural person, up to the next role."""
        end = min(end, self.next_role(start))
        words = set(self.text[start:end].replace(",", " ").split())
        shown = self.vocabulary.has("person", self.folded[start:end]) or _PERSONAL.search(self.folded, start, end)
        return bool(shown or words & self.vocabulary.words["person_exact"])

    def is_traders(self, name: Name) -> bool:
        """Tell whether a sole trader's own name ends or begins a firm's, as Polish law has it, or stands below it.

        "Gliniane Cuda Anna Wójcik"; whoever stands in the register of companies is none.
        """
        words, given = name.text.split(), self.vocabulary.words["traders"]
        ends = (words[-_FULL_NAME:], words[:_FULL_NAME]) if len(words) > _FULL_NAME else ()
        bears = any(normalise(first) in given and last[:1].isupper() for first, last in ends)
        bears = bears or (bool(given) and self._has_person_below(Unit(name.start, name.end)))
        near = (number for number in self.numbers if name.end <= number.start < name.end + _IDENTITY_REACH)
        return bears and all(number.kind != "pl_krs" for number in near)

    def is_said_private(self, start: int, end: int) -> bool:
        """Tell whether a label's value only says that it is a person: "Éditeur : particulier (loueur)"."""
        value = self.folded[start:end].strip(" :")
        return value.startswith(tuple(self.vocabulary.words["person_value"])) and not legal_form(value)
