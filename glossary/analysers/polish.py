"""Polish readings weighed: which of the lemmas that a form may have is meant.

The dictionary gives every reading the same weight. Some are told apart by what
they are: an adverb, a form of «być» and a pronoun are commoner than a noun that
looks the same; a rare case of one noun is less common than the citation form of
another. Among the rest the lemma that a lemmatiser decides for is the likely one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Final

from glossary.analysers.morfeusz import Parsed, adjectives_by_ending, morfeusz
from glossary.languages.base import Analyser, Kind, Likelihood, Reading, words
from glossary.model import Evidence

_AUXILIARIES: Final = words("być mieć")
#: Adjectives by form that stand for others, and are commoner than any noun.
_PRONOMINAL: Final = words(
    "ten tamten ów taki jaki który swój mój twój nasz wasz sam każdy żaden wszystek inny"
)
#: Nouns whose plural is another word: «lat» is of «rok», rarely of «lato».
_SUPPLETIVE: Final = words("rok człowiek")
_OF_DEEDS: Final = ("nie", "cie")
_SELDOM_MEANT: Final = frozenset({"datv", "loct", "voct"})


def polish(second: Callable[[], Analyser]) -> Analyser:
    """The dictionary's readings, weighed by what they are and by the lemmas of the second."""
    parse, lemmatise = morfeusz(), second()

    def analyse(form: str) -> tuple[Reading, ...]:
        parsed = parse(form)
        if not parsed and form.count("-") == 1:
            return (*_doubled(*map(analyse, form.split("-"))), *adjectives_by_ending(form))
        if all(each.reading.proper for each in parsed):
            return (*(each.reading for each in parsed), *adjectives_by_ending(form))
        if len({each.reading.lemma for each in parsed}) < 2:
            return tuple(replace(one.reading, likelihood=Likelihood.LIKELY) for one in parsed)
        form_of = frozenset(reading.lemma for reading in lemmatise(form))
        weighed = _Homographs(form, parsed, form_of)
        return _one_is_meant(tuple(weighed.weighed(each) for each in parsed))

    return analyse


def _one_is_meant(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Readings of which none is likelier than seldom, «możni», are homographs at most."""
    if any(reading.likelihood is not Likelihood.SELDOM for reading in readings):
        return readings
    return tuple(replace(each, likelihood=Likelihood.HOMOGRAPH) for each in readings)


def _doubled(first: Iterable[Reading], last: Sequence[Reading]) -> Iterator[Reading]:
    """Two nouns that both decline: «miasta-bohatera» is of «miasto-bohater»."""
    for one, other in product(first, last):
        nouns = one.kind is Kind.NOUN and other.kind is Kind.NOUN
        cases = {(each.number, each.case) for each in other.grammar}
        grammar = frozenset(g for g in one.grammar if (g.number, g.case) in cases)
        if nouns and grammar:
            lemma = f"{one.lemma}-{other.lemma}"
            yield replace(one, lemma=lemma, grammar=grammar, evidence=Evidence.ENDING)


@dataclass(frozen=True)
class _Homographs:
    """The readings of one form beside one another."""

    form: str
    parsed: tuple[Parsed, ...]
    second: frozenset[str]

    def weighed(self, each: Parsed) -> Reading:
        """The reading with its likelihood."""
        reading = each.reading
        if reading.kind is Kind.FUNCTION or reading.likelihood is Likelihood.SELDOM:
            return reading
        if self._is_seldom(each):
            return replace(reading, likelihood=Likelihood.SELDOM)
        if self.preferred and reading.lemma not in self.preferred:
            return replace(reading, likelihood=Likelihood.HOMOGRAPH)
        return reading

    @cached_property
    def preferred(self) -> frozenset[str]:
        """The lemmas that the second decides for, but for those that only old books know."""
        used = {
            each.reading.lemma
            for each in self.parsed
            if each.reading.likelihood is not Likelihood.SELDOM
        }
        return self.second & used

    @cached_property
    def decided(self) -> tuple[Reading, ...]:
        return tuple(each.reading for each in self.parsed if each.reading.lemma in self.preferred)

    @cached_property
    def of_auxiliary(self) -> bool:
        return any(
            each.reading.kind is Kind.VERB and each.reading.lemma in _AUXILIARIES
            for each in self.parsed
        )

    @cached_property
    def of_pronoun(self) -> bool:
        return any(
            each.reading.kind is Kind.ADJECTIVE and each.reading.lemma in _PRONOMINAL
            for each in self.parsed
        )

    @cached_property
    def bare(self) -> bool:
        """Whether the form is an adverb or particle, unless the second decides for a noun."""
        bare = {
            each.reading.lemma
            for each in self.parsed
            if each.bare and each.reading.likelihood is not Likelihood.SELDOM
        }
        return bool(bare) and (not self.preferred or not bare.isdisjoint(self.preferred))

    @cached_property
    def verbal(self) -> bool:
        return any(reading.kind is Kind.VERB for reading in self.decided)

    @cached_property
    def common(self) -> bool:
        """Whether the form is an everyday noun's or adjective's."""
        return any(
            not each.reading.proper
            and each.reading.kind in {Kind.NOUN, Kind.ADJECTIVE}
            and each.reading.likelihood is not Likelihood.SELDOM
            for each in self.parsed
        )

    @cached_property
    def of_deed(self) -> bool:
        """Whether it is of a noun that says what somebody does: «głosowanie», not «głosować»."""
        return any(r.kind is Kind.NOUN and r.lemma.endswith(_OF_DEEDS) for r in self.decided)

    @cached_property
    def suppletive(self) -> frozenset[str]:
        return frozenset(each.reading.lemma for each in self.parsed) & _SUPPLETIVE

    def _is_seldom(self, each: Parsed) -> bool:
        lemma = each.reading.lemma
        if self.of_auxiliary and lemma not in _AUXILIARIES:
            return True
        if self.of_pronoun and lemma not in _PRONOMINAL:
            return True
        if self.suppletive and lemma not in {*self.suppletive, self.form}:
            return True
        if self.bare and lemma != self.form:
            return True
        if each.surname and self.common:
            return True
        if each.reading.kind is Kind.VERB and self.of_deed and lemma not in self.preferred:
            return True
        nominal = each.reading.kind is Kind.NOUN
        if nominal and self.verbal and _cases(each.reading) <= {"datv", "voct"}:
            return True
        return lemma not in self.preferred and self._is_far_fetched(each)

    def _is_far_fetched(self, each: Parsed) -> bool:
        """Whether a reading that the second does not prefer is of a kind that is seldom meant."""
        reading = each.reading
        if reading.kind is Kind.VERB:
            return False
        if each.marginal:
            return bool(self.preferred)
        if reading.kind is Kind.ADJECTIVE:
            nouns_or_verbs = any(one.kind in {Kind.NOUN, Kind.VERB} for one in self.decided)
            return nouns_or_verbs and _is_of_men(reading)
        own = {one.kind for one in self.decided if one.lemma == self.form}
        cases = _cases(reading)
        if Kind.VERB in own or (Kind.NOUN in own and cases <= _SELDOM_MEANT):
            return True
        adjective = any(one.kind is Kind.ADJECTIVE and not _is_of_men(one) for one in self.decided)
        return adjective and not each.plural_only and "nomn" not in cases


def _cases(reading: Reading) -> set[str]:
    return {grammar.case for grammar in reading.grammar}


def _is_of_men(adjective: Reading) -> bool:
    """Whether an adjective's form is the nominative plural of men alone: «części», «kręci»."""
    return all(
        grammar.number == "plur" and grammar.case in {"nomn", "voct"}
        for grammar in adjective.grammar
    )
