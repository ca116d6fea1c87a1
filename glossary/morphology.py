"""A language at work: words folded as it folds them, forms analysed once and remembered."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from glossary.languages import language_of
from glossary.languages.base import (
    Analyser,
    Grammar,
    Kind,
    Language,
    Likelihood,
    Reading,
    Script,
    Written,
)
from glossary.model import Evidence
from glossary.text import Folded, Token, is_address, plain_pattern, unjoined, words_and_addresses

#: Marks a key as the very form, against a lemma; no word contains it.
SURFACE = "="

_LOCATIVE = "loct"

_LATIN_LIKE = "aceopxyikmtbhëïACEOPXYIKMTBHËÏ"
_CYRILLIC_LIKE = "асеорхуікмтвнёїАСЕОРХУІКМТВНЁЇ"
_TO_CYRILLIC = str.maketrans(_LATIN_LIKE, _CYRILLIC_LIKE)
_TO_LATIN = str.maketrans(_CYRILLIC_LIKE, _LATIN_LIKE)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
#: Longer strings and longer chains of hyphens are no words; analysing them takes for ever.
_LONGEST_WORD = 64
_MOST_HYPHENS = 4
#: So many forms are remembered, as many as large corpora have; then memory starts afresh.
_MOST_FORMS = 400_000
_NUMBERED = re.compile(r"(.+[^\W\d])(-\d+)")


@dataclass(frozen=True)
class Analysis:
    """What one folded lower-case form may be."""

    form: str
    surfaces: Mapping[str, Evidence]  #: the form, and the plain forms inside it
    readings: tuple[Reading, ...]
    keys: frozenset[str]  #: surfaces, marked, and lemmas: what terms are looked up by
    known: bool  #: whether a lexicon has it
    named: bool = False  #: whether it can be nothing but a name, whatever its letter case
    closed: bool = False  #: whether it is an article, an auxiliary or their like

    @cached_property
    def nouns(self) -> frozenset[Grammar]:
        """All that the form is likely to be as a noun."""
        return self._as(Kind.NOUN, Likelihood.LIKELY)

    @cached_property
    def adjectives(self) -> frozenset[Grammar]:
        """All that the form may be as an adjective that describes; none where it seldom is one."""
        return self._as(Kind.ADJECTIVE, Likelihood.HOMOGRAPH)

    def _as(self, kind: Kind, likelihood: Likelihood) -> frozenset[Grammar]:
        meant = [r for r in self.readings if r.likelihood >= likelihood and not r.short]
        return frozenset(g for r in meant if r.kind is kind for g in r.grammar)

    @cached_property
    def beings(self) -> frozenset[Grammar]:
        """All that it may be as a noun of somebody."""
        return frozenset(g for r in self.readings if r.animate for g in r.grammar)

    @cached_property
    def persons(self) -> frozenset[Grammar]:
        """All that it may be as a name of somebody."""
        return frozenset(g for r in self.readings if r.animate and r.proper for g in r.grammar)

    @cached_property
    def describing(self) -> bool:
        """Whether it can be an adjective at all."""
        return any(reading.kind is Kind.ADJECTIVE for reading in self.readings)

    @cached_property
    def seldom(self) -> frozenset[Grammar]:
        """All that it is by readings which count only behind an adjective that agrees."""
        meant = (r for r in self.readings if r.likelihood <= Likelihood.SELDOM)
        return frozenset(grammar for reading in meant for grammar in reading.grammar)

    @cached_property
    def divided(self) -> bool:
        """Whether it may be a form of several nouns: «полка» of «полк» and of «полка»."""
        nouns = {r.lemma for r in self.readings if r.kind is Kind.NOUN and r.grammar}
        return len(nouns) > 1

    @cached_property
    def located(self) -> frozenset[str]:
        """The lemmas of which it is the locative and nothing else, where another is more."""
        cases = [(r.lemma, {each.case for each in r.grammar}) for r in self.readings]
        if all(of_one <= {_LOCATIVE} for _, of_one in cases):
            return frozenset()
        return frozenset(lemma for lemma, of_one in cases if of_one == {_LOCATIVE})

    @cached_property
    def written(self) -> bool:
        """Whether letter case tells between the readings."""
        return any(reading.written is not Written.ANY for reading in self.readings)

    def in_case(self, case: Written) -> Analysis:
        """The analysis of the form in small letters, or with a capital."""
        fitting = tuple(each for each in self.readings if each.written in {Written.ANY, case})
        kept = fitting or self.readings
        keys = {SURFACE + surface for surface in self.surfaces} | {each.lemma for each in kept}
        return replace(self, readings=kept, keys=frozenset(keys))


class Morphology:
    """The analysers of one language and what they have said so far; safe to share by threads."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._analyses: dict[str, Analysis] = {}
        self._words: dict[str, str] = {}
        self._as_written: dict[str, Analysis] = {}
        self._letters = str.maketrans(dict(language.letters))
        self._lock = threading.RLock()

    def tokens(self, folded: Folded) -> Iterator[Token]:
        """The words and addresses of a text; elided words stand apart: l' | Ukraine."""
        found = words_and_addresses(folded)
        if self.language.elisions:
            found = (part for token in found for part in self._unelided(folded, token))
        if self.language.unspaced and not folded.text.isascii():
            found = (part for token in found for part in unjoined(token))
        return found

    def places(self, folded: Folded) -> Sequence[tuple[int, int]]:
        """Where in the folded text the words stand that `tokens` gives."""
        plain = self._plain_pattern(folded)
        if plain is None:
            return [(token.start, token.end) for token in self.tokens(folded)]
        return [word.span() for word in plain.finditer(folded.text)]

    def _plain_pattern(self, folded: Folded) -> re.Pattern[str] | None:
        parted = self.language.elisions or (self.language.unspaced and not folded.text.isascii())
        return None if parted else plain_pattern(folded)

    def word(self, text: str) -> str:
        """A folded word with this language's letters; its case stays."""
        known = self._words.get(text)
        if known is None:
            if len(self._words) >= _MOST_FORMS:
                self._words.clear()
            known = self._words[text] = self._word(text)
        return known

    def words(self, texts: Sequence[str]) -> list[str]:
        """Folded words with this language's letters."""
        try:
            return [self._words[text] for text in texts]
        except KeyError:
            return [self.word(text) for text in texts]

    def analysis(self, form: str) -> Analysis:
        """All readings of a folded lower-case form."""
        known = self._analyses.get(form)
        if known is not None:
            return known
        with self._lock:
            if len(self._analyses) >= _MOST_FORMS:
                self._analyses.clear()
            return self._analyses.setdefault(form, self._analyse(form))

    def in_text(self, words: Sequence[str]) -> Sequence[Analysis]:
        """What each word of a text may be as it is written and where it stands."""
        if not self.language.closed:
            return self._all_as_written(words)
        before = ("", *words)
        return tuple(self._in_text(*pair) for pair in zip(before, words, strict=False))

    def _all_as_written(self, words: Sequence[str]) -> Sequence[Analysis]:
        try:
            return [self._as_written[word] for word in words]
        except KeyError:
            if len(self._as_written) >= _MOST_FORMS:
                self._as_written.clear()
            self._as_written.update((word, self.as_written(word)) for word in words)
            return [self.as_written(word) for word in words]

    def as_written(self, word: str) -> Analysis:
        """What a word may be in its letter case; in capitals it may be anything."""
        analysis = self.analysis(word.lower())
        if not analysis.written or (len(word) > 1 and word.isupper()):
            return analysis
        case = Written.CAPITAL if word[0].isupper() else Written.SMALL
        key = f"{case}{SURFACE}{analysis.form}"
        known = self._analyses.get(key)
        if known is None:
            known = self._analyses[key] = analysis.in_case(case)
        return known

    def spelt_out(self, word: str, plain: Analysis) -> Analysis:
        """The analysis of a word where it has the letter that tells, as a lexicon has it so."""
        key = f"{self.language.telling}{SURFACE}{word}"
        known = self._analyses.get(key)
        if known is None:
            meant = self._readings(word.lower())
            known = self._analyses[key] = _narrowed(plain, meant)
        return known

    def _in_text(self, before: str, word: str) -> Analysis:
        analysis = self.as_written(word)
        if analysis.form in self.language.closed and not self._is_introduced(before, word):
            return replace(analysis, closed=True)
        return analysis

    def _is_introduced(self, before: str, word: str) -> bool:
        """Whether the word before, or a capital inside a sentence, makes a noun of it: «l'est».

        What is cut off before an apostrophe may be a pronoun: «c'est».
        """
        if before and word[0].isupper():
            return True
        language, form = self.language, before.lower()
        elided = form in language.elisions and form in language.prepositions
        return elided or form in language.articles

    @cached_property
    def _analysers(self) -> tuple[Analyser, ...]:
        return tuple(make() for make in self.language.analysers)

    def _unelided(self, folded: Folded, token: Token) -> Iterable[Token]:
        head, apostrophe, rest = token.text.partition("'")
        if not rest or head.lower() not in self.language.elisions:
            return (token,)
        cut = token.start + len(head) + len(apostrophe)
        return (
            Token(head, token.start, cut - 1, folded),
            Token(rest, cut, token.end, folded),
        )

    def _word(self, text: str) -> str:
        word = text
        if not text.isascii() and _LATIN.search(text) and _CYRILLIC.search(text):
            word = _in_one_script(text, self.language.script)
        if not self.language.accents_matter and not word.isascii():
            word = without_accents(word)
        return word.translate(self._letters)

    def _analyse(self, form: str) -> Analysis:
        spelling = self.language.spelling
        surfaces = {spelling(form): Evidence.LEXICON}
        readings = list(self._readings(form))
        for inner in self.language.reductions(form):
            surfaces.setdefault(spelling(inner), Evidence.LEXICON)
            readings.extend(self._readings(inner))
        if (disguised := self._disguised(form)) is not None:
            surfaces.setdefault(disguised, Evidence.GUESS)
            guessed = self._readings(disguised)
            readings.extend(replace(each, evidence=Evidence.GUESS) for each in guessed)
        spelt = tuple(_respelt(each, spelling(each.lemma)) for each in readings)
        keys = {SURFACE + surface for surface in surfaces} | {each.lemma for each in spelt}
        known = any(each.evidence is Evidence.LEXICON for each in spelt)
        told = not self.language.nouns_capitalised and _is_name(spelt, known=known)
        named = told or is_address(form)
        return Analysis(form, surfaces, spelt, frozenset(keys), known, named)

    def _readings(self, form: str) -> tuple[Reading, ...]:
        if len(form) > _LONGEST_WORD or form.count("-") > _MOST_HYPHENS or is_address(form):
            return ()
        if (numbered := _NUMBERED.fullmatch(form)) is not None:
            head, number = numbered.groups()
            return tuple(replace(r, lemma=r.lemma + number) for r in self._readings(head))
        answers = (analyse(form) for analyse in self._analysers)
        return next((answer for answer in answers if answer), ())

    def _disguised(self, form: str) -> str | None:
        """A Cyrillic word typed wholly in Latin letters that look the same: «ATO»."""
        if self.language.script is not Script.CYRILLIC or len(form) < 3 or not form.isascii():
            return None
        # Compared in capitals, where the two scripts have most letters in common.
        upper = form.upper()
        return None if set(upper) - set(_LATIN_LIKE) else upper.translate(_TO_CYRILLIC).lower()


_morphologies: dict[str, Morphology] = {}
_lock = threading.Lock()


def morphology(code: str) -> Morphology:
    """The one morphology of a language in this process."""
    language = language_of(code)
    known = _morphologies.get(language.code)
    if known is not None:
        return known
    with _lock:
        return _morphologies.setdefault(language.code, Morphology(language))


def _narrowed(plain: Analysis, meant: Iterable[Reading]) -> Analysis:
    """An analysis with these of its readings alone, if a lexicon has them."""
    kept = tuple(r for r in meant if r.lemma in plain.keys and r.evidence is Evidence.LEXICON)
    if not kept:
        return plain
    keys = {SURFACE + surface for surface in plain.surfaces} | {each.lemma for each in kept}
    return replace(plain, readings=kept, keys=frozenset(keys))


def _respelt(reading: Reading, lemma: str) -> Reading:
    return reading if reading.lemma == lemma else replace(reading, lemma=lemma)


def _is_name(readings: Sequence[Reading], *, known: bool) -> bool:
    """«Киев» in small letters is the city all the same; «майдан» may be any square."""
    told = [each for each in readings if each.grammar and each.likelihood > Likelihood.SELDOM]
    if not told:
        # What no word list has is hardly a common word: *donbas*.
        return bool(readings) and all(reading.proper or not known for reading in readings)
    return not known or all(reading.proper for reading in told)


def _in_one_script(word: str, script: Script) -> str:
    """A word of two scripts in the one that it was meant in, if look-alikes allow it."""
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    preferred = (latin, cyrillic) if script is Script.LATIN else (cyrillic, latin)
    for candidate in preferred:
        if not (_LATIN.search(candidate) and _CYRILLIC.search(candidate)):
            return candidate
    return word


def without_accents(word: str) -> str:
    """A word without its accents, and with a dot on the Turkish ı, which capitals lack."""
    decomposed = unicodedata.normalize("NFD", word)
    kept = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", kept).replace("ı", "i")
