"""TBX in: an XML file becomes a term base, or an error that says where and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TypeVar

from lxml import etree

from glossary.errors import UnreadableTermBase
from glossary.formats.identity import REVISION, language_code, slug, term_id, unused
from glossary.formats.policies_toml import read_policies
from glossary.formats.safe_xml import parse
from glossary.formats.tbx.categories import (
    CATEGORIES,
    DRAFT_NAMESPACE,
    FROM_BASIC,
    NAMESPACE,
    NO_TERM,
    OURS,
    STATUSES,
    TERM_TYPES,
    WIDER_CATEGORIES,
    XML_LANG,
)
from glossary.formats.tbx.dialects import Style, from_dct, from_v2, is_v2, restore
from glossary.formats.tbx.structure import Misplaced, check
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


def read_tbx(content: bytes, place: str = "") -> TermBase:
    """The term base of a TBX file: version 3 in DCA or DCT style, or version 2 (martif)."""
    place = place or "TBX"
    root = parse(content, place)
    if is_v2(root):
        from_v2(root)
    else:
        _refuse_others(root, place)
        if root.get("style") == Style.DCT:
            from_dct(root)
        try:
            check(root)
        except Misplaced as error:
            raise UnreadableTermBase(place, error.line, error.reason) from None
    restore(root)
    return _Reading(place, str(etree.QName(root).namespace)).termbase(root)


def _refuse_others(root: etree._Element, place: str) -> None:
    name = etree.QName(root)
    if name.localname != "tbx" or name.namespace not in {NAMESPACE, DRAFT_NAMESPACE}:
        reason = say(
            "this is no TBX: its root is “%(root)s” in “%(namespace)s”.",
            root=name.localname,
            namespace=name.namespace or "",
        )
        raise UnreadableTermBase(place, root.sourceline, reason)
    if root.get("style") not in {Style.DCA, Style.DCT}:
        reason = say(
            "the style “%(style)s” is not read; dca and dct are.", style=root.get("style", "")
        )
        raise UnreadableTermBase(place, root.sourceline, reason)


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


class _Reading:
    """One file being read: where it is and what has been seen in it."""

    def __init__(self, place: str, namespace: str) -> None:
        self.place, self.namespace = place, namespace
        self.seen: set[str] = set()
        self.entries: frozenset[str] = frozenset()  #: the ids of entries that have one

    def wrong(self, element: etree._Element, reason: Message) -> UnreadableTermBase:
        return UnreadableTermBase(self.place, element.sourceline, reason)

    def once(self, element: etree._Element, twice: Message, key: str) -> str:
        if key in self.seen:
            raise self.wrong(element, twice)
        self.seen.add(key)
        return key

    def all(self, element: etree._Element, path: str) -> list[etree._Element]:
        steps = "/".join(step if step in ".*" else f"t:{step}" for step in path.split("/"))
        return element.findall(steps, {"t": self.namespace})

    def text(self, element: etree._Element, path: str) -> str:
        return "\n".join(filter(None, (_text(found) for found in self.all(element, path))))

    def typed(self, element: etree._Element, tag: str, kind: str) -> list[str]:
        """The texts of a data category, whether it stands alone or in its group."""
        found = [*self.all(element, tag), *self.all(element, f"{tag}Grp/{tag}")]
        return [_text(one) for one in found if one.get("type") == kind]

    def notes(self, element: etree._Element, *paths: str) -> _Notes:
        found = (note for path in paths or ("note",) for note in self.all(element, path))
        return _Notes([_text(note) for note in found])

    def termbase(self, root: etree._Element) -> TermBase:
        title = self.all(root, "tbxHeader/fileDesc/titleStmt")
        notes = self.notes(title[0]) if title else _Notes([])
        entries = self.all(root, "text/body/conceptEntry")
        self.entries = frozenset(filter(None, (entry.get("id") for entry in entries)))
        name = self.text(root, "tbxHeader/fileDesc/titleStmt/title")
        described = self.text(root, "tbxHeader/fileDesc/sourceDesc/p")
        return TermBase(
            name="" if "untitled" in notes else name,
            revision=int(told[0]) if (told := REVISION.fullmatch(notes.get("revision"))) else 0,
            description="" if "undescribed" in notes else described,
            concepts=tuple(self.concept(entry) for entry in entries),
            policies=self.policies(notes),
        )

    def policies(self, notes: _Notes) -> tuple[Policy, ...]:
        written = notes.get("policies").encode()
        return read_policies(written, f"{self.place}, house styles") if written else ()

    def concept(self, entry: etree._Element) -> Concept:
        notes = self.notes(entry, "note", "langSec/note")
        given = notes.get("id", entry.get("id", "")) or self.name_of(entry)
        twice = say("the concept “%(concept)s” is there twice.", concept=given)
        concept_id = self.once(entry, twice, f"concept {given}")
        definitions = self.typed(entry, "descrip", "definition")
        for section in self.all(entry, "langSec"):
            definitions += self.typed(section, "descrip", "definition")
        return Concept(
            id=given,
            subject="; ".join(self.typed(entry, "descrip", "subjectField")),
            definition="\n".join(definitions),
            contested="contested" in notes,
            why_contested=notes.get("contested") or notes.get("why"),
            note=notes.get("note", notes.text),
            sources=self.sources(entry, notes),
            cues=self.held(entry, notes, "cues", Cue),
            examples=self.held(entry, notes, "examples", Example),
            references=self.references(entry, notes),
            terms=tuple(self.terms(entry, concept_id.removeprefix("concept "))),
        )

    def name_of(self, entry: etree._Element) -> str:
        """A name for an entry without an id: of its first term, in English if there is one."""
        sections = self.all(entry, "langSec")
        english = [each for each in sections if each.get(XML_LANG, "").lower().startswith("en")]
        terms = (self.text(each, "termSec/term") for each in [*english, *sections])
        first = next(filter(None, terms), "concept").partition("\n")[0]
        known = {key.removeprefix("concept ") for key in self.seen if key.startswith("concept ")}
        return unused(slug(first), self.entries | known)

    def terms(self, entry: etree._Element, concept: str) -> Iterator[Term]:
        for section in self.all(entry, "langSec"):
            written = section.get(XML_LANG, "")
            if not (language := language_code(written)):
                raise self.wrong(section, say("“%(code)s” is no language code.", code=written))
            for term_section in self.all(section, "termSec"):
                if NO_TERM not in self.notes(term_section):
                    yield self.term(term_section, concept, language)

    def term(self, section: etree._Element, concept: str, language: str) -> Term:
        if not (text := self.text(section, "term")):
            raise self.wrong(section, say("a term has no text."))
        notes = self.notes(section)
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
            status=self.status(section, notes),
            part_of_speech=self.part_of_speech(section, notes),
            usage=notes.get("usage", notes.text),
            case=self.case(section, notes),
            ambiguous="ambiguous" in notes,
            target_only="target-only" in notes,
            type=self.type(section, notes),
            process=self.process(section, notes),
            sources=self.sources(section, notes),
            renders=self.list(section, notes, "renders"),
            forms=self.list(section, notes, "forms"),
            excepted=self.list(section, notes, "excepted"),
            must_match=self.list(section, notes, "must_match"),
            must_not_match=self.list(section, notes, "must_not_match"),
            gender=self.noted(section, notes, "gender"),
            number=self.noted(section, notes, "number"),
            register=self.noted(section, notes, "register"),
            geography=self.noted(section, notes, "geography"),
            false_friend=self.noted(section, notes, "false_friend"),
            reliability=self.noted(section, notes, "reliability"),
            responsible=self.noted(section, notes, "responsible"),
            valid_from=self.noted(section, notes, "valid_from"),
            valid_until=self.noted(section, notes, "valid_until"),
        )

    def noted(self, section: etree._Element, notes: _Notes, name: str) -> str:
        """A field as TBX names it, or as a note of ours."""
        category = {**CATEGORIES, **WIDER_CATEGORIES}.get(name, "")
        return notes.get(name) or "".join(self.typed(section, "termNote", category)[:1])

    def type(self, section: etree._Element, notes: _Notes) -> TermType:
        """The type of a term, unless it tells the part of speech."""
        word = notes.get("type")
        if not word:
            told = "".join(self.typed(section, "termNote", "termType")[:1])
            basic = "".join(self.typed(section, "termNote", "partOfSpeech")[:1])
            word = "" if (basic, told) in FROM_BASIC and told else told
            return TERM_TYPES.get(word, TermType.UNSPECIFIED)
        if word not in set(TermType):
            raise self.wrong(section, say("unknown type of term “%(word)s”.", word=word))
        return TermType(word)

    def process(self, section: etree._Element, notes: _Notes) -> ProcessStatus:
        word = self.noted(section, notes, "process")
        if word not in set(ProcessStatus):
            raise self.wrong(section, say("unknown process status “%(word)s”.", word=word))
        return ProcessStatus(word)

    def sources(self, element: etree._Element, notes: _Notes) -> tuple[Source, ...]:
        """Our sources with all that is known of them; of other programs, the titles and links."""
        if "sources" in notes:
            return self.held(element, notes, "sources", Source)
        written = [*self.typed(element, "admin", "source"), *self.sources_of_definitions(element)]
        titles = (Source(title=text) for text in dict.fromkeys(filter(None, written)))
        links = (
            Source(title=_text(xref) or xref.get("target", ""), link=xref.get("target", ""))
            for xref in self.all(element, "xref")
            if xref.get("type") == "externalCrossReference" and xref.get("target")
        )
        return (*titles, *links)

    def sources_of_definitions(self, entry: etree._Element) -> Iterator[str]:
        for section in (entry, *self.all(entry, "langSec")):
            for group in self.all(section, "descripGrp"):
                if self.typed(group, "descrip", "definition"):
                    yield from self.typed(group, "admin", "source")

    def references(self, entry: etree._Element, notes: _Notes) -> tuple[Reference, ...]:
        if "references" in notes:
            return self.held(entry, notes, "references", _reference)
        return tuple(
            Reference(relation=Relation.RELATED, concept=ref.get("target", ""))
            for ref in self.all(entry, "ref")
            if ref.get("type") == "crossReference" and ref.get("target") in self.entries
        )

    def held(
        self, element: etree._Element, notes: _Notes, name: str, made: Callable[..., Held]
    ) -> tuple[Held, ...]:
        """Values that a note of ours holds as JSON."""
        try:
            values = json.loads(notes.get(name, "[]"))
            if all(isinstance(each, str) for value in values for each in value.values()):
                stripped = ({n: each.strip() for n, each in v.items()} for v in values)
                return tuple(made(**value) for value in stripped)
        except (ValueError, RecursionError, TypeError, AttributeError):
            pass
        reason = say("the note “%(note)s” does not hold %(name)s.", note=f"{OURS}{name}", name=name)
        raise self.wrong(element, reason)

    def status(self, section: etree._Element, notes: _Notes) -> Status:
        if not (told := self.typed(section, "termNote", "administrativeStatus")):
            return Status.ADMITTED
        if told[0] not in STATUSES:
            known = ", ".join(STATUSES)
            reason = say(
                "unknown status “%(word)s”; there are: %(known)s.", word=told[0], known=known
            )
            raise self.wrong(section, reason)
        return Status.FORBIDDEN if "forbidden" in notes else STATUSES[told[0]]

    def part_of_speech(self, section: etree._Element, notes: _Notes) -> str:
        if "part-of-speech" in notes:
            return notes.get("part-of-speech")
        basic = "".join(self.typed(section, "termNote", "partOfSpeech")[:1])
        kind = "".join(self.typed(section, "termNote", "termType")[:1])
        return FROM_BASIC.get((basic, kind), basic)

    def case(self, section: etree._Element, notes: _Notes) -> CaseRule:
        word = notes.get("case", CaseRule.ANY)
        if word not in set(CaseRule):
            raise self.wrong(section, say("unknown case rule “%(word)s”.", word=word))
        return CaseRule(word)

    def list(self, section: etree._Element, notes: _Notes, name: str) -> tuple[str, ...]:
        try:
            values = json.loads(notes.get(name, "[]"))
        except (ValueError, RecursionError):  # no JSON, numbers without end, brackets without end
            values = None
        if not (isinstance(values, list) and all(isinstance(v, str) for v in values)):
            reason = say("the note “%(note)s” is no list of texts.", note=f"{OURS}{name}")
            raise self.wrong(section, reason)
        return tuple(filter(None, (value.strip() for value in values)))


def _reference(relation: str, concept: str) -> Reference:
    return Reference(relation=Relation(relation), concept=concept)


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()
