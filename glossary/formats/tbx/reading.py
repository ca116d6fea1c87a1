"""The entries of a TBX file as concepts; what cannot be one says where it stands and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple, TypeVar

from lxml import etree

from glossary.errors import UnreadableTermBase
from glossary.formats.identity import REVISION, language_code, slug, term_id, unused
from glossary.formats.policies_toml import read_policies
from glossary.formats.tbx.categories import (
    CATEGORIES,
    FROM_BASIC,
    NO_CONCEPT,
    NO_TERM,
    OURS,
    STATUSES,
    TERM_TYPES,
    WIDER_CATEGORIES,
    XML_LANG,
)
from glossary.formats.tbx.said import Said, said, text_of
from glossary.model import (
    CaseRule,
    Concept,
    Cue,
    Example,
    Policy,
    ProcessStatus,
    Reference,
    Relation,
    Source,
    Status,
    Term,
    TermBase,
    TermType,
)
from glossary.saying import Message, say

Held = TypeVar("Held", Source, Cue, Example, Reference)

_FILE: Final = ("tbxHeader", "fileDesc")
_CATEGORY_OF: Final = {**CATEGORIES, **WIDER_CATEGORIES}
_TYPES: Final = {kind.value: kind for kind in TermType}
_PROCESSES: Final = {status.value: status for status in ProcessStatus}
_CASES: Final = {case.value: case for case in CaseRule}


class Refused(NamedTuple):
    """An entry that is left out of what is read, and why."""

    entry: str  #: its id, as the file has it; empty where it has none
    error: UnreadableTermBase


class _Notes:
    """The notes of an entry: ours by name, the others as text."""

    def __init__(self, texts: list[str]) -> None:
        ours = [text for text in texts if text.startswith(OURS)]
        self.ours = dict(text.removeprefix(OURS).partition(" ")[::2] for text in ours)
        self.text = "\n".join(text for text in texts if not text.startswith(OURS))

    def __contains__(self, name: str) -> bool:
        return name in self.ours

    def get(self, name: str, default: str = "") -> str:
        return self.ours.get(name, default)


class Reading:
    """One file being read: where it is and what has been seen in it."""

    def __init__(self, place: str, namespace: str) -> None:
        self.place, self.namespace = place, namespace
        self.seen: set[str] = set()
        self.keys: list[str] = []  #: the same, in order
        self.refused: list[Refused] = []
        self.entries: frozenset[str] = frozenset()  #: the ids of entries that have one

    def wrong(self, element: etree._Element, reason: Message) -> UnreadableTermBase:
        return UnreadableTermBase(self.place, element.sourceline, reason)

    def once(self, element: etree._Element, twice: Message, key: str) -> str:
        if key in self.seen:
            raise self.wrong(element, twice)
        self.seen.add(key)
        self.keys.append(key)
        return key

    def said(self, element: etree._Element) -> Said:
        return said(element, self.namespace)

    def path(self, element: etree._Element, *steps: str) -> list[etree._Element]:
        """The elements at the end of a path, whose steps are names."""
        found = [element]
        for step in steps:
            tag = f"{{{self.namespace}}}{step}"
            found = [inner for each in found for inner in each.iterchildren(tag)]
        return found

    def termbase(self, root: etree._Element) -> TermBase:
        titles = [self.said(each) for each in self.path(root, *_FILE, "titleStmt")]
        notes = _notes(titles[:1])
        entries = self.path(root, "text", "body", "conceptEntry")
        self.entries = frozenset(filter(None, (entry.get("id") for entry in entries)))
        name = "\n".join(text for title in titles for text in title.texts("title"))
        described = "\n".join(
            text
            for source in self.path(root, *_FILE, "sourceDesc")
            for text in self.said(source).texts("p")
        )
        concepts = [self.readable(entry) for entry in entries]
        return TermBase(
            name="" if "untitled" in notes else name,
            revision=int(told[0]) if (told := REVISION.fullmatch(notes.get("revision"))) else 0,
            description="" if "undescribed" in notes else described,
            concepts=tuple(concept for concept in concepts if concept is not None),
            policies=self.policies(notes),
        )

    def policies(self, notes: _Notes) -> tuple[Policy, ...]:
        written = notes.get("policies").encode()
        return read_policies(written, f"{self.place}, house styles") if written else ()

    def readable(self, entry: etree._Element) -> Concept | None:
        """The concept of an entry; none of one that cannot be read, which is noted."""
        before = len(self.keys)
        try:
            return self.concept(entry)
        except UnreadableTermBase as error:
            self.refused.append(Refused(entry.get("id", ""), error))
            self.seen.difference_update(self.keys[before:])  # its names are free for others
            del self.keys[before:]
            return None

    def concept(self, entry: etree._Element) -> Concept | None:
        """The concept of an entry; none of one that stands there for a glossary without any."""
        told = self.said(entry)
        sections = [(each, self.said(each)) for each in told.all("langSec")]
        notes = _notes([told, *(section for _, section in sections)])
        if NO_CONCEPT in notes:
            return None
        given = notes.get("id", entry.get("id", "")) or self.name_of(sections)
        twice = say("the concept “%(concept)s” is there twice.", concept=given)
        self.once(entry, twice, f"concept {given}")
        every = (told, *(section for _, section in sections))
        definitions = [text for each in every for text in each.categories("descrip", "definition")]
        return Concept(
            id=given,
            subject="; ".join(told.categories("descrip", "subjectField")),
            definition="\n".join(definitions),
            contested="contested" in notes,
            why_contested=notes.get("contested") or notes.get("why"),
            note=notes.get("note", notes.text),
            sources=self.sources(entry, told, notes, every),
            cues=self.held(entry, notes, "cues", Cue),
            examples=self.held(entry, notes, "examples", Example),
            references=self.references(entry, told, notes),
            terms=tuple(self.terms(sections, given)),
        )

    def name_of(self, sections: list[tuple[etree._Element, Said]]) -> str:
        """A name for an entry without an id: of its first term, in English if there is one."""
        english = [s for s in sections if s[0].get(XML_LANG, "").lower().startswith("en")]
        terms = (
            text
            for _, section in [*english, *sections]
            for term in section.all("termSec")
            for text in self.said(term).texts("term")
        )
        first = next(terms, "concept").partition("\n")[0]
        known = {key.removeprefix("concept ") for key in self.seen if key.startswith("concept ")}
        return unused(slug(first), self.entries | known)

    def terms(self, sections: list[tuple[etree._Element, Said]], concept: str) -> Iterator[Term]:
        for section, told in sections:
            written = section.get(XML_LANG, "")
            if not (language := language_code(written)):
                raise self.wrong(section, say("“%(code)s” is no language code.", code=written))
            for term_section in told.all("termSec"):
                said_of_term = self.said(term_section)
                notes = _notes([said_of_term])
                if NO_TERM not in notes:
                    yield self.term(term_section, said_of_term, notes, concept, language)

    def term(
        self, section: etree._Element, told: Said, notes: _Notes, concept: str, language: str
    ) -> Term:
        if not (text := "\n".join(told.texts("term"))):
            raise self.wrong(section, say("a term has no text."))
        twice = say(
            "the term “%(term)s” (%(language)s) of “%(concept)s” is there twice.",
            term=text,
            language=language,
            concept=concept,
        )
        self.once(section, twice, f"term {concept} {language} {text}")
        given = notes.get("id", section.get("id", "")) or term_id(concept, language, text)
        self.once(section, say("the term id “%(id)s” is there twice.", id=given), f"id {given}")
        return Term(
            id=given,
            concept=concept,
            language=language,
            text=text,
            status=self.status(section, told, notes),
            part_of_speech=_part_of_speech(told, notes),
            usage=notes.get("usage", notes.text),
            case=self.case(section, notes),
            ambiguous="ambiguous" in notes,
            target_only="target-only" in notes,
            type=self.type(section, told, notes),
            process=self.process(section, told, notes),
            sources=self.sources(section, told, notes),
            renders=self.list(section, notes, "renders"),
            forms=self.list(section, notes, "forms"),
            excepted=self.list(section, notes, "excepted"),
            must_match=self.list(section, notes, "must_match"),
            must_not_match=self.list(section, notes, "must_not_match"),
            gender=_noted(told, notes, "gender"),
            number=_noted(told, notes, "number"),
            register=_noted(told, notes, "register"),
            geography=_noted(told, notes, "geography"),
            false_friend=_noted(told, notes, "false_friend"),
            reliability=_noted(told, notes, "reliability"),
            responsible=_noted(told, notes, "responsible"),
            valid_from=_noted(told, notes, "valid_from"),
            valid_until=_noted(told, notes, "valid_until"),
        )

    def type(self, section: etree._Element, told: Said, notes: _Notes) -> TermType:
        """The type of a term, unless it tells the part of speech."""
        word = notes.get("type")
        if not word:
            kind = told.category("termNote", "termType")
            tells = kind and (told.category("termNote", "partOfSpeech"), kind) in FROM_BASIC
            return TERM_TYPES.get("" if tells else kind, TermType.UNSPECIFIED)
        if word not in _TYPES:
            raise self.wrong(section, say("unknown type of term “%(word)s”.", word=word))
        return _TYPES[word]

    def process(self, section: etree._Element, told: Said, notes: _Notes) -> ProcessStatus:
        word = _noted(told, notes, "process")
        if word not in _PROCESSES:
            raise self.wrong(section, say("unknown process status “%(word)s”.", word=word))
        return _PROCESSES[word]

    def sources(
        self, element: etree._Element, told: Said, notes: _Notes, every: Iterable[Said] = ()
    ) -> tuple[Source, ...]:
        """Our sources with all that is known of them; of other programs, the titles and links."""
        if "sources" in notes:
            return self.held(element, notes, "sources", Source)
        written = [
            *told.categories("admin", "source"),
            *self.sources_of_definitions(every or [told]),
        ]
        titles = (Source(title=text) for text in dict.fromkeys(filter(None, written)))
        links = (
            Source(title=text_of(xref) or xref.get("target", ""), link=xref.get("target", ""))
            for xref in told.all("xref")
            if xref.get("type") == "externalCrossReference" and xref.get("target")
        )
        return (*titles, *links)

    def sources_of_definitions(self, every: Iterable[Said]) -> Iterator[str]:
        for group in (group for each in every for group in each.all("descripGrp")):
            inside = self.said(group)
            if inside.categories("descrip", "definition"):
                yield from inside.categories("admin", "source")

    def references(self, entry: etree._Element, told: Said, notes: _Notes) -> tuple[Reference, ...]:
        if "references" in notes:
            return self.held(entry, notes, "references", _reference)
        return tuple(
            Reference(relation=Relation.RELATED, concept=ref.get("target", ""))
            for ref in told.all("ref")
            if ref.get("type") == "crossReference" and ref.get("target") in self.entries
        )

    def held(
        self, element: etree._Element, notes: _Notes, name: str, made: Callable[..., Held]
    ) -> tuple[Held, ...]:
        """Values that a note of ours holds as JSON."""
        if name not in notes:
            return ()
        try:
            values = json.loads(notes.get(name))
            if all(isinstance(each, str) for value in values for each in value.values()):
                stripped = ({n: each.strip() for n, each in v.items()} for v in values)
                return tuple(made(**value) for value in stripped)
        except (ValueError, RecursionError, TypeError, AttributeError):
            pass
        reason = say("the note “%(note)s” does not hold %(name)s.", note=f"{OURS}{name}", name=name)
        raise self.wrong(element, reason)

    def status(self, section: etree._Element, told: Said, notes: _Notes) -> Status:
        if not (words := told.categories("termNote", "administrativeStatus")):
            return Status.ADMITTED
        if words[0] not in STATUSES:
            known = ", ".join(STATUSES)
            reason = say(
                "unknown status “%(word)s”; there are: %(known)s.", word=words[0], known=known
            )
            raise self.wrong(section, reason)
        return Status.FORBIDDEN if "forbidden" in notes else STATUSES[words[0]]

    def case(self, section: etree._Element, notes: _Notes) -> CaseRule:
        word = notes.get("case", CaseRule.ANY)
        if word not in _CASES:
            raise self.wrong(section, say("unknown case rule “%(word)s”.", word=word))
        return _CASES[word]

    def list(self, section: etree._Element, notes: _Notes, name: str) -> tuple[str, ...]:
        if name not in notes:
            return ()
        try:
            values = json.loads(notes.get(name))
        except (ValueError, RecursionError):  # no JSON, numbers without end, brackets without end
            values = None
        if not (isinstance(values, list) and all(isinstance(v, str) for v in values)):
            reason = say("the note “%(note)s” is no list of texts.", note=f"{OURS}{name}")
            raise self.wrong(section, reason)
        return tuple(filter(None, (value.strip() for value in values)))


def _reference(relation: str, concept: str) -> Reference:
    return Reference(relation=Relation(relation), concept=concept)


def _notes(every: Iterable[Said]) -> _Notes:
    return _Notes([text_of(note) for each in every for note in each.all("note")])


def _noted(told: Said, notes: _Notes, name: str) -> str:
    """A field as TBX names it, or as a note of ours."""
    return notes.get(name) or told.category("termNote", _CATEGORY_OF.get(name, ""))


def _part_of_speech(told: Said, notes: _Notes) -> str:
    if "part-of-speech" in notes:
        return notes.get("part-of-speech")
    basic = told.category("termNote", "partOfSpeech")
    return FROM_BASIC.get((basic, told.category("termNote", "termType")), basic)
