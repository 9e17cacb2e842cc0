"""Sentences that name somebody: "the site is published by Foo Ltd", "Foo Ltd, who publish this site"."""

from __future__ import annotations

import re
from dataclasses import replace

from detectors.legal.clauses import Clauses
from detectors.legal.described import is_called_organisation
from detectors.legal.folding import Unit
from detectors.legal.naming import Name, name_after, name_before
from detectors.legal.section import Section
from detectors.legal.site import NOWHERE, Site
from detectors.legal.vocabulary import Cue, Meaning, Vocabulary
from detectors.model import Role
from detectors.names import is_organisation, is_person, legal_form

_PERSON_REACH = 160
_OWNER_REACH = 2
_AGENT_REACH = 160
_BY = re.compile(r"\s(?:by|par|von|durch|por|da|door|pelo|pela|przez)\s")
# The agent of a German or Dutch sentence, the last before its verb.
_AGENT = re.compile(r".*\b(?P<by>von|vom|durch|door)(?= )", re.DOTALL)
# Behind an organisation's name, who owns it: "published by Foo Ltd, which is owned by Bar plc".
_OF_IT = re.compile(
    r"[\s,.(–—-]*(?:which|who|itself|wholly|majority|qui|elle-meme|lui-meme|laquelle|die|der|das|welche[rs]?|selbst"
    r"|que|la cual|che|a sua volta|la quale|dat|zelf|a qual|o qual|por sua vez|ktora|ktory|ktore|sama)\b"
)


class Sentences(Clauses):
    """A text whose sentences open sections and name who stands in them."""

    def __init__(self, text: str, vocabulary: Vocabulary, site: Site = NOWHERE) -> None:
        super().__init__(text, vocabulary, site)
        self.sections: list[Section] = []
        self.has_publisher = False

    @property
    def current(self) -> Section | None:
        """Return the section opened last."""
        return self.sections[-1] if self.sections else None

    def open(self, index: int, cue: Cue, name: Name | None, *, private: bool = False) -> None:
        """Open the section that a cue announces; `private` says that a natural person is meant."""
        section = Section(cue.meaning.role, cue.meaning.kind, cue.start, cue.end, True, index)
        self.sections.append(section)
        if name:
            self.name(section, name)
        elif private and section.role is Role.PUBLISHER:
            section.person = self.has_publisher = True

    def name(self, section: Section, name: Name) -> None:
        """Give a section its name; of a natural person only that there is one."""
        if section.role is not Role.PUBLISHER:
            section.name = "" if is_person(name.text) else name.text
            section.role = section.role if section.name else None
        elif is_person(name.text) or (
            legal_form(name.text) is None
            and (self.is_traders(name) or self.is_private(name.start, min(name.end + _PERSON_REACH, len(self.text))))
        ):
            section.person = self.has_publisher = True
            return
        else:
            self.has_publisher = True
            section.name = name.text
        section.start, section.end = min(section.start, name.start), max(section.end, name.end)

    def read_verb(self, index: int, cue: Cue, name: Name | None, end: int) -> None:
        """A verb names the publisher only of this site: "the site is published by", not "the book is published by"."""
        tends = self.says(cue, "tends")
        if (tends or self.says(cue, "makes")) and self._read_tending(index, cue, name, whole=tends):
            return
        otherwise = None
        if self.says(cue, "branding") and self.has_site_as_subject(index, cue):
            otherwise, cue = cue.meaning.role, replace(cue, meaning=Meaning("by"))
        current = self.current
        if current and current.name and current.opened == index and _OF_IT.match(self.folded, current.end, cue.start):
            cue = replace(cue, meaning=Meaning("by", Role.OWNER))
        clause = self.folded[self.units[index].start : cue.start]
        of_site = self.says(cue, "works") and (index <= 1 or self.has_site_as_subject(index, cue))
        serving = cue.meaning.role is Role.PUBLISHER and self.vocabulary.is_of_a_service(self.folded, cue, clause)
        if serving and not of_site:
            return
        if cue.meaning.kind == "notice" and not cue.sited and not self._is_about_site(index, cue, name, end):
            return
        private = cue.meaning.role is Role.PUBLISHER and self.is_private(self.units[index].start, end)
        if name or private or self.announces(index, cue, end):
            self.open(index, cue, name, private=private)
            self.sections[-1].otherwise = otherwise

    def _is_about_site(self, index: int, cue: Cue, name: Name | None, end: int) -> bool:
        """Tell whether a verb whose sentence speaks of no site still says who is behind this one."""
        role, current = cue.meaning.role, self.current
        naming = self.says(cue, "naming") and name is not None and legal_form(name.text) is not None
        if naming or role not in (Role.OWNER, Role.PUBLISHER) or self.has_site_as_subject(index, cue):
            return True
        if role is Role.OWNER:
            follows = current is not None and current.role is Role.PUBLISHER and index - current.opened <= _OWNER_REACH
            return follows and name is not None and is_organisation(name.text)
        if not name:
            return self.announces(index, cue, end)
        if self.has_other_subject(index, cue):
            return False
        called, worded = is_called_organisation(self.folded[cue.start : name.start]), is_organisation(name.text)
        if not self.is_notice:
            return cue.at_head and (called or worded)
        numbered = any(cue.start < number.start < end for number in self.numbers)
        return called or self.has_form(name) or (worded and (cue.at_head or numbered))

    def _read_tending(self, index: int, cue: Cue, name: Name | None, *, whole: bool) -> bool:
        """Take who is said to manage or to have made the site, until somebody is said to publish it."""
        if whole and name and is_person(name.text) and (self.is_credit(index, cue) or self.is_said_of_site(index, cue)):
            self.open(index, replace(cue, meaning=Meaning("by")), name)
            return True
        found = name is not None and self.tends_site(index, cue, name, whole=whole)
        if found:
            known = self.has_publisher
            self.open(index, replace(cue, meaning=Meaning("by")), name)
            self.sections[-1].sure, self.sections[-1].otherwise, self.has_publisher = False, cue.meaning.role, known
        return found or self.says(cue, "mere")

    def _read_last(self, index: int, cue: Cue) -> None:
        """Read a German sentence that ends with its verb: "Diese Website wird von der Foo GmbH betrieben"."""
        begin = max(self.units[index].start, cue.start - _AGENT_REACH)
        agent = _AGENT.search(self.folded, begin, cue.start)
        start = agent.end() if agent else cue.start
        name = name_after(self.text, self.folded, start, cue.start, self.vocabulary)
        if agent and name and not self.text[name.end : cue.start].strip():
            maker = Meaning("by", Role.OPERATOR)
            by = replace(cue, start=agent.start("by"), end=start, value=start, meaning=maker, sited=True)
            last = self.folded[cue.start : cue.end].rpartition(" ")[2]
            if not self.vocabulary.words["tends"].isdisjoint((f"{last} von", f"{last} door")):
                self._read_tending(index, by, name, whole=True)
            elif self.is_said_of_site(index, by):
                self.open(index, replace(by, meaning=Meaning("by")), name)

    def read_subject(self, index: int, cue: Cue, before: Unit) -> None:
        """Read a verb behind its subject: "Foo Ltd operates this site"; who organises what it is about may follow on.

        "The fair is organised by Foo Ltd, who publish this site."
        """
        current = self.current
        named = current is not None and bool(current.name) and current.opened == index
        if not named and (name := name_before(self.text, self.folded, *before, self.vocabulary)):
            self.open(index, cue, name)
        elif current and named and current.role in (Role.ORGANISER, Role.OWNER) and self.is_relative(current.end, cue):
            current.role, self.has_publisher = cue.meaning.role, True

    def read_clause(self, index: int, cue: Cue, end: int) -> None:
        """Read words that say whose the site is, or in whose name it is run, or a verb at the end of its sentence."""
        if cue.meaning.use == "last":
            self._read_last(index, cue)
            return
        if cue.meaning.use == "behalf":
            agent = _BY.search(self.folded, cue.end, end)
            end = agent.start() if agent else end
        name = name_after(self.text, self.folded, cue.value, end, self.vocabulary)
        if cue.meaning.use == "behalf":
            self._read_behalf(index, cue, name)
        elif self.is_caption(index, cue, name):
            self.open(index, cue, name)

    def _read_behalf(self, index: int, cue: Cue, name: Name | None) -> None:
        """Take who is acted for: "Responsible: Foo Ltd on behalf of Bar Ltd", "this site is run on behalf of Bar"."""
        current = self.current
        acting = current if current and current.name and current.opened == index else None
        if acting and acting.role is Role.PUBLISHER and name and (self.has_form(name) or is_organisation(name.text)):
            acting.role = Role.OPERATOR
        elif not self.is_for_another(index, cue, name):
            return
        self.open(index, replace(cue, meaning=Meaning("by")), name)
