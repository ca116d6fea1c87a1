"""Which rendering a house style wants here: the rule for a concept, language and voice.

A policy extends another; its own rules go before those it inherits, and within
one policy the rule that names the concept and the language goes before one for
all. A rule replaces what the statuses allow; it does not lift a ban unless it
allows the term by name. `renders` holds whatever a rule says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from glossary.errors import PolicyCycle, UnknownPolicy
from glossary.model import ANY, Concept, Occurrence, Policy, Rule, Status, Term, TermBase, Voice
from glossary.text import fold

_PAIRS = {
    "«": "»",
    "„": "“”",
    "“": "”",
    "”": "”",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
    '"': '"',
    "»": "«",
}


class Wording(NamedTuple):
    """A rendering as a rule names it: the words, and whether quotation marks belong to them."""

    text: str
    quoted: bool = False


def wording(text: str) -> Wording:
    """The words without the quotation marks, of any national style, that enclose them whole."""
    inner = text.strip()
    if len(inner) > 2 and inner[-1] in _PAIRS.get(inner[0], "") and inner[0] not in inner[1:-1]:
        return Wording(_key(inner[1:-1]), quoted=True)
    return Wording(_key(inner))


def unquoted(text: str) -> str:
    """The words of a rendering as they are sought in a text."""
    return text.strip()[1:-1].strip() if wording(text).quoted else text.strip()


@lru_cache(maxsize=16384)
def _key(text: str) -> str:
    """What two spellings of one rendering share; ё and е are one letter of a careless typist."""
    return " ".join(fold(text).text.replace("ё", "е").replace("Ё", "Е").split())


def inheritance(termbase: TermBase, name: str) -> tuple[Policy, ...]:
    """The policy and those that it extends, nearest first; none for no name."""
    known = {policy.name: policy for policy in termbase.policies}
    found: dict[str, Policy] = {}
    while name:
        if name not in known:
            raise UnknownPolicy(name, tuple(known))
        if name in found:
            raise PolicyCycle((*found, name))
        found[name] = known[name]
        name = known[name].extends
    return tuple(found.values())


def rule_for(
    policies: Iterable[Policy], *, concept: str, language: str, voice: Voice
) -> Rule | None:
    """The rule that decides, or none where the statuses alone do."""
    for policy in policies:
        fitting = (
            rule
            for rule in policy.rules
            if rule.concept in {concept, ANY}
            and rule.language in {language, ANY}
            and voice in rule.voices
            and (rule.concept != ANY or _asks(rule))
        )
        rule = min(fitting, key=lambda r: (r.concept == ANY, r.language == ANY), default=None)
        if rule is not None:
            return rule
    return None


def rules_for(policies: Iterable[Policy], *, concept: str, language: str) -> Iterator[Rule]:
    """Every rule of the policies for a concept by name, in whatever voice."""
    for policy in policies:
        for rule in policy.rules:
            if rule.concept == concept and rule.language in {language, ANY}:
                yield rule


def named_by(rule: Rule) -> tuple[str, ...]:
    """Every rendering that a rule names, whatever it says of it."""
    mentioned = (rule.first_mention,) if rule.first_mention else ()
    return (*rule.required, *rule.also_allowed, *mentioned, *rule.forbidden)


def _asks(rule: Rule) -> bool:
    return bool(named_by(rule)) or rule.severity is not None


class Verdict(IntEnum):
    """What a rendering is at its place, best first."""

    RIGHT = 0
    DEPRECATED = 1
    NOT_ALLOWED = 2  #: no rule bans it, but the rule wants another one
    BANNED = 3
    NOT_THIS_SOURCE_TERM = 4
    NO_RENDERING = 5  #: only a rule of other voices knows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to write for a source term here, for a person who is about to write it."""

    concept: str
    preferred: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    first_mention: str = ""
    deprecated: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    not_here: tuple[str, ...] = ()  #: right, but for other source terms of the concept
    rationale: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)  #: usage notes by rendering

    @property
    def right(self) -> tuple[str, ...]:
        """Every rendering that would be right, best first."""
        return (*self.preferred, *self.allowed)


#: In a speaker's mouth and in questions a translator's note tells what the first mention would.
SPOKEN = frozenset({Voice.QUESTION, Voice.ANSWER})


class Ruling:
    """A concept in one language and voice: the rule laid over the statuses of its terms."""

    def __init__(
        self,
        concept: Concept,
        language: str,
        rule: Rule | None,
        restrictions: Mapping[str, frozenset[str]],
        voice: Voice = Voice.NARRATION,
    ) -> None:
        self.concept, self.rule, self._voice = concept, rule, voice
        self._restrictions = restrictions
        self._terms = {term.id: term for term in concept.in_language(language)}
        mentioned = (rule.first_mention,) if rule and rule.first_mention else ()
        allowed = (*rule.required, *rule.also_allowed, *mentioned) if rule else ()
        self._allowed = frozenset(map(wording, allowed))
        self._forbidden = frozenset(map(wording, rule.forbidden if rule else ()))
        self._verdicts: dict[tuple[str, str, bool, str], Verdict] = {}

    def verdict(self, rendering: Occurrence, source: Term | None) -> Verdict:
        """What the rendering is as a translation of this source term."""
        asked = (rendering.term, rendering.text, rendering.quoted, source.id if source else "")
        known = self._verdicts.get(asked)
        if known is None:
            known = self._verdicts[asked] = self._judged(rendering, source)
        return known

    def _judged(self, rendering: Occurrence, source: Term | None) -> Verdict:
        term = self._terms.get(rendering.term)
        if not self._renders(term, source):
            return Verdict.NOT_THIS_SOURCE_TERM
        text = term.text if term else rendering.text
        return self._standing(_key(text), quoted=rendering.quoted, term=term)

    def advice(self, source: Term | None) -> Advice:
        """The renderings of this source term by what they are here."""
        by_verdict: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
        for text, term in self._candidates():
            by_verdict[self._verdict_of(text, term, source)].append(text)
        right = by_verdict[Verdict.RIGHT]
        preferred = self._preferred()
        return Advice(
            concept=self.concept.id,
            preferred=tuple(text for text in right if text in preferred),
            allowed=tuple(text for text in right if text not in preferred),
            first_mention=self.rule.first_mention if self.rule else "",
            deprecated=tuple(by_verdict[Verdict.DEPRECATED]),
            banned=tuple(by_verdict[Verdict.BANNED]),
            not_here=tuple(by_verdict[Verdict.NOT_THIS_SOURCE_TERM]),
            rationale=self.rule.rationale if self.rule else "",
            notes={term.text: term.usage for term in self._terms.values() if term.usage},
        )

    def usage(self, rendering: Occurrence) -> str:
        """The usage note of a rendering, or the rationale of the rule that names it."""
        term = self._terms.get(rendering.term)
        named = {Wording(_key(rendering.text), quoted) for quoted in (False, True)}
        if self.rule and self.rule.rationale and (named & self._forbidden or term is None):
            return self.rule.rationale
        return term.usage if term else ""

    @property
    def wants_first_mention(self) -> str:
        """The form that the text needs at first mention; a translator's note serves in speech."""
        demanded = self.rule is not None and self._voice not in SPOKEN
        return self.rule.first_mention if self.rule is not None and demanded else ""

    def introduces(self, rendering: Occurrence) -> bool:
        """Whether it is the form that the rule wants at first mention, marks and all."""
        wanted = wording(self.rule.first_mention) if self.rule else Wording("")
        said = wording(rendering.text).text == wanted.text
        return said and (rendering.quoted or not wanted.quoted)

    def renders_only(self, rendering: Occurrence) -> tuple[str, ...]:
        """The source terms for which alone the rendering is right, if it is restricted."""
        return tuple(sorted(self._restrictions.get(rendering.term, ())))

    def _renders(self, term: Term | None, source: Term | None) -> bool:
        if term is None or source is None or term.id not in self._restrictions:
            return True
        return source.text in self._restrictions[term.id]

    def _standing(self, text: str, *, quoted: bool, term: Term | None) -> Verdict:
        # Marks are compared first; a rule that says nothing of marks leaves them free.
        for marked in (True, False) if quoted else (False,):
            if Wording(text, marked) in self._allowed:
                return Verdict.RIGHT
            if Wording(text, marked) in self._forbidden:
                return Verdict.BANNED
        if term is None:
            return Verdict.NO_RENDERING
        if term.status is Status.FORBIDDEN or term.target_only:
            return Verdict.BANNED
        if term.status is Status.DEPRECATED:
            return Verdict.DEPRECATED
        return Verdict.NOT_ALLOWED if self.rule and self.rule.required else Verdict.RIGHT

    def _verdict_of(self, text: str, term: Term | None, source: Term | None) -> Verdict:
        if not self._renders(term, source):
            return Verdict.NOT_THIS_SOURCE_TERM
        words, quoted = wording(text)
        return self._standing(words, quoted=quoted, term=term)

    def _candidates(self) -> Iterator[tuple[str, Term | None]]:
        """Each rendering that a rule or a term names, best first, with the term it is."""
        terms = sorted(self._terms.values(), key=lambda term: list(Status).index(term.status))
        by_words = {_key(term.text): term for term in terms}
        listed = (*self.rule.required, *self.rule.also_allowed) if self.rule else ()
        banned = self.rule.forbidden if self.rule else ()
        seen: set[Wording] = set()
        for text in (*listed, *(term.text for term in terms), *banned):
            if (words := wording(text)) not in seen:
                seen.add(words)
                yield text, by_words.get(words.text)

    def _preferred(self) -> frozenset[str]:
        if self.rule and self.rule.required:
            return frozenset(self.rule.required)
        preferred = (t for t in self._terms.values() if t.status is Status.PREFERRED)
        return frozenset(term.text for term in preferred)


def restrictions(
    concept: Concept, source_language: str, target_language: str
) -> dict[str, frozenset[str]]:
    """For each restricted target term the texts of the source terms that it renders.

    A term that names no source term of this language is unrestricted in it.
    """
    sources = {_key(term.text).casefold(): term for term in concept.in_language(source_language)}
    found: dict[str, frozenset[str]] = {}
    for term in concept.in_language(target_language):
        named = (sources.get(_key(text).casefold()) for text in term.renders)
        if texts := frozenset(source.text for source in named if source):
            found[term.id] = texts
    return found
