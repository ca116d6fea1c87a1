"""The term base as values: concepts, terms, policies (TBX, ISO 30042:2019, concept-oriented).

A concept entry holds terms of many languages; a policy lays rules over their
administrative statuses. Everything is immutable; a change is a new `TermBase`
with a higher revision. All offsets are code points of the original string.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import NamedTuple

from glossary.saying import Message

#: In a rule: every concept, or every language.
ANY = "*"


class Span(NamedTuple):
    """A stretch of a string, in code points, end excluded."""

    start: int
    end: int


class Status(StrEnum):
    """TBX `administrativeStatus`; forbidden is our sharpening of deprecated."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


class CaseRule(StrEnum):
    """How the letter case of a text must agree with the term's.

    `any` leaves it to the language (a capital initial of a citation form is
    required of the text, save where the whole text is in capitals);
    `as-written` wants the very case; `initial-capital` wants a capital initial.
    """

    ANY = "any"
    AS_WRITTEN = "as-written"
    INITIAL = "initial-capital"


class Voice(StrEnum):
    """Who speaks in a block, or in a marked span of it."""

    NARRATION = "narration"
    QUESTION = "question"
    ANSWER = "answer"
    QUOTATION = "quotation"


class TermType(StrEnum):
    """TBX `termType`: what kind of designation a term is."""

    UNSPECIFIED = ""
    FULL_FORM = "fullForm"
    ABBREVIATION = "abbreviation"
    ACRONYM = "acronym"
    SHORT_FORM = "shortForm"
    VARIANT = "variant"
    PHRASE = "phraseologicalUnit"


class ProcessStatus(StrEnum):
    """TBX `processStatus`: how far the term base's people are with an entry, apart from use."""

    UNSPECIFIED = ""
    PROPOSED = "unprocessed"
    UNDER_REVIEW = "provisionallyProcessed"
    APPROVED = "finalized"


class Evidence(IntEnum):
    """On what a match rests, weakest first."""

    GUESS = 1
    ENDING = 2
    LEXICON = 3


class Severity(IntEnum):
    """How grave a finding is; an error blocks approval."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a definition or a usage is evidenced."""

    title: str
    link: str = ""
    quotation: str = ""
    date: str = ""  #: ISO 8601, as exact as known: "2014", "2014-05"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word near an ambiguous one that tells that this concept is meant, in any form of it."""

    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence in which the concept is meant, for people who have to tell senses apart."""

    language: str
    text: str


class Relation(StrEnum):
    """TBX cross-references between concepts."""

    BROADER = "superordinateConceptGeneric"
    OPPOSITE = "antonymConcept"
    RELATED = "relatedConcept"
    NOT_TO_BE_CONFUSED = "notToBeConfusedWith"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A cross-reference to another concept of the term base."""

    relation: Relation
    concept: str  #: its id


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One designation of a concept in one language, in citation form."""

    id: str  #: unique in the term base and kept for ever, an XML name ("t17")
    concept: str
    language: str
    text: str
    status: Status = Status.ADMITTED
    part_of_speech: str = ""
    usage: str = ""
    case: CaseRule = CaseRule.ANY
    ambiguous: bool = False  #: needs a cue or a person to tell its sense: notes only
    renders: tuple[str, ...] = ()  #: source terms, by text, for which alone this one is right
    forms: tuple[str, ...] = ()  #: extra forms that match
    excepted: tuple[str, ...] = ()  #: forms that do not match
    #: Banned wherever it stands in a translation, whatever the source says.
    target_only: bool = False
    must_match: tuple[str, ...] = ()  #: sentences in which the term must be found
    must_not_match: tuple[str, ...] = ()  #: sentences in which it must not
    type: TermType = TermType.UNSPECIFIED
    gender: str = ""  #: TBX grammaticalGender: masculine, feminine, neuter, other
    number: str = ""  #: TBX grammaticalNumber: singular, plural, dual, mass, other
    register: str = ""  #: TBX register: neutralRegister, colloquialRegister, slangRegister …
    geography: str = ""  #: TBX geographicalUsage
    false_friend: str = ""  #: which look-alike of which language it is taken for, and why wrong
    reliability: str = ""  #: TBX reliabilityCode, 1 (least) to 10
    process: ProcessStatus = ProcessStatus.UNSPECIFIED
    responsible: str = ""  #: who answers for it
    valid_from: str = ""  #: ISO 8601 date
    valid_until: str = ""  #: ISO 8601 date
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One sense; two senses of one word are two concepts."""

    id: str  #: a slug, unique in the term base: "opolchenie"
    subject: str = ""
    definition: str = ""
    contested: bool = False
    why_contested: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()
    cues: tuple[Cue, ...] = ()
    examples: tuple[Example, ...] = ()
    references: tuple[Reference, ...] = ()
    terms: tuple[Term, ...] = ()

    def in_language(self, language: str) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.language == language)


ALL_VOICES = frozenset(Voice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a policy asks of one concept in one language, in some voices.

    In its voices it replaces the allowed set by `required`, `also_allowed` and,
    at first mention, `first_mention`; forbidden and deprecated terms stay so
    unless it allows them by name. Quotation marks are compared, in any style.
    """

    concept: str = ANY
    language: str = ANY
    required: tuple[str, ...] = ()
    also_allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    first_mention: str = ""
    voices: frozenset[Voice] = ALL_VOICES
    severity: Severity | None = None
    rationale: str = ""
    #: One edition keeps to one of the renderings that are allowed.
    consistent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A named house style; rules of its own go before those that it inherits."""

    name: str
    extends: str = ""
    description: str = ""
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBase:
    """A glossary at one revision."""

    name: str = ""
    revision: int = 0
    concepts: tuple[Concept, ...] = ()
    policies: tuple[Policy, ...] = ()
    description: str = field(default="")

    def concept(self, concept_id: str) -> Concept | None:
        return next((c for c in self.concepts if c.id == concept_id), None)

    def policy(self, name: str) -> Policy | None:
        return next((p for p in self.policies if p.name == name), None)

    def terms(self, language: str) -> tuple[Term, ...]:
        """All terms of one language, in the order of the concepts."""
        return tuple(t for c in self.concepts for t in c.terms if t.language == language)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({t.language for c in self.concepts for t in c.terms}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A term found in a text, with the form that stands there and why it counts."""

    concept: str
    term: str  #: `Term.id`; empty for a rendering that only a rule names
    text: str  #: the citation form
    span: Span  #: code points of the text searched, as it was given
    form: str  #: the words that stand there
    evidence: Evidence
    reason: Message  #: for a person to read: «ополчениям» ← ополчение, dative plural
    quoted: bool = False  #: stands directly in quotation marks, of any national style
    nested: bool = False  #: inside a longer match or name: reported, never judged


class ViolationKind(StrEnum):
    MISSING = "missing"
    BANNED = "banned"
    DEPRECATED = "deprecated"
    NOT_THIS_SOURCE_TERM = "not-this-source-term"
    FIRST_MENTION = "first-mention"
    WRONG_LANGUAGE = "wrong-language"
    INCONSISTENT = "inconsistent"  #: a finding of an edition, not of a pair
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a person said an occurrence means: a concept, or none of those known; or who says it."""

    span: Span  #: of the source
    concept: str = ""  #: empty: none of these
    voice: Voice | None = None  #: whose words they are: then nothing is said of the concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A source occurrence that is not rendered as the glossary says."""

    kind: ViolationKind
    severity: Severity
    concept: str
    message: Message
    source: Span | None  #: in the source text
    target: Span | None  #: in the target text; none where nothing stands for it
    expected: tuple[str, ...] = ()  #: renderings that would be right, best first
    evidence: Evidence = Evidence.LEXICON
    rule: str = ""  #: the rationale of the rule or the usage note that decided
    #: The words to put in place of the target span, in the same case and number; empty: none.
    suggestion: str = ""
