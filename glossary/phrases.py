"""A term made ready to be sought: one slot a word, and what may stand in it.

Only the citation form makes the keys of a term; the words of a text are taken
to all their lemmas. Taking both sides to lemmas would let homographs of the
term's own forms in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from glossary import citation
from glossary.declining import declined, endings_of, regular_plural
from glossary.languages.base import Kind, Language, Reading
from glossary.model import CaseRule
from glossary.morphology import SURFACE, Analysis, Morphology, without_accents
from glossary.text import QUOTATION_MARKS, Token, fold, is_address

_NOMINAL = frozenset({Kind.NOUN, Kind.ADJECTIVE, Kind.UNKNOWN})
_SPACE = re.compile(r"\s+")
_DASHES = re.compile("\\s*[\u2012-\u2015]\\s*")
#: How parts of speech are called that a function word is not.
_CONTENT = ("noun", "proper", "adj", "phrase")
#: What the forms of a man's surname may be: a woman of the name has forms of her own.
OF_A_MAN = frozenset({"masc", ""})
#: What one cited by a woman's form may be in the singular; a plural is of both.
OF_A_WOMAN = frozenset({"femn"})
#: A dash between two words: a hyphen to many, or one that parts.
TIGHT_DASH = "–"
SPACED_DASH = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is sought: a term of the base, or a rendering that only a rule names."""

    concept: str
    term: str = ""  #: `Term.id`; empty for a rendering that only a rule names
    text: str
    case: CaseRule = CaseRule.ANY
    forms: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    part_of_speech: str = ""
    marked: bool = False  #: the quotation marks inside it must stand in the text too


class Role(StrEnum):
    """What a word does in its phrase."""

    FROZEN = "frozen"  #: stands as written
    AGREEING = "agreeing"  #: an adjective, or the noun that it agrees with
    APPOSED = "apposed"  #: a name beside a noun: «полковник Кассад»
    FREE = "free"  #: inflects; the language has no grammar to compare
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One word of a phrase, with all that may stand in its place."""

    word: str  #: folded, in the letter case of the citation form
    role: Role
    surfaces: frozenset[str]  #: the form itself and its other spellings
    lemmas: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()  #: forms that no lexicon need know
    #: Of these endings, those that count even where a lexicon takes the form for another word's.
    regular: frozenset[str] = frozenset()
    outside: bool = False  #: no lexicon has the word as cited: an ending may tell against one
    genders: frozenset[str] = frozenset()  #: that a reading must have; empty for any
    verbal: bool = False
    noun: bool = False  #: the head of its phrase
    closed: bool = False  #: it is meant as a function word: es para

    @property
    def keys(self) -> frozenset[str]:
        forms = self.surfaces | self.endings
        return self.lemmas | {SURFACE + form for form in forms}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One way to write a term."""

    sought: Sought
    slots: tuple[Slot, ...]
    gaps: tuple[str, ...]  #: what stands between the words besides space and quotation marks
    quoted: bool = False  #: counts only in quotation marks
    led: bool = False  #: starts with a preposition: hides nothing, takes no insertion
    articled: bool = False  #: starts with an article
    listed: bool = False  #: one of the extra forms of the term
    plural: bool = False  #: a noun cited in the plural
    reversed: bool = False  #: the adjectives on the other side of their noun
    dotted: bool = False  #: ends in a dot: U.S.
    opened: bool = False  #: a compound written apart, which nothing may part
    pronominal: bool = False  #: a verb that counts with a reflexive pronoun alone
    capital: bool = False  #: a word of it is cited with one

    @property
    def first(self) -> int:
        """The place of the first word that is neither a preposition nor an article."""
        return 1 if self.led or self.articled else 0

    @property
    def telling(self) -> Slot:
        """The slot that fewest texts have: the longest word that is no function word."""
        content = [slot for slot in self.slots if slot.role is not Role.FROZEN] or self.slots
        return max(content, key=lambda slot: len(slot.word))


def between(text: str) -> str:
    """What stands between two words, without space and quotation marks."""
    if text in {" ", ""}:
        return ""
    bare = "".join(mark for mark in text if mark not in QUOTATION_MARKS)
    return _SPACE.sub("", _DASHES.sub(_dash, bare))


def _dash(found: re.Match[str]) -> str:
    return TIGHT_DASH if len(found[0]) == 1 else SPACED_DASH


def phrase(
    sought: Sought, text: str, morphology: Morphology, *, quoted: bool = False, listed: bool = False
) -> Phrase:
    """One way to write a term; without slots if the text has no words."""
    folded = fold(text)
    tokens = list(morphology.tokens(folded))
    words = [_word(token, morphology) for token in tokens]
    before = words[0].lower() if len(words) > 1 else ""
    led = before in morphology.language.prepositions
    inflected = 0 if led or listed else _titled_from(folded.text, tokens)
    return Phrase(
        sought=sought,
        slots=tuple(_slots(words, sought, morphology, inflected=inflected)),
        gaps=tuple(_gaps(folded.text, tokens)),
        quoted=quoted,
        led=led,
        articled=not led and _is_article(before, morphology.language),
        listed=listed,
        plural=len(words) == 1 and citation.is_plural(morphology.as_written(words[0])),
        dotted=text.endswith("."),
        capital=any(word[0].isupper() for word in words),
    )


def _word(token: Token, morphology: Morphology) -> str:
    """The word; with the hyphen that stands for a part it lacks: «Luft- und Raumfahrt»."""
    hangs = token.folded.text.startswith("- ", token.end)
    return morphology.word(token.text) + ("-" if hangs else "")


def part(word: str, sought: Sought, morphology: Morphology) -> Slot:
    """A part of a compound that is written apart; what is no noun by itself stands as it is."""
    analysis = morphology.as_written(word)
    if not analysis.known or not any(r.kind in _NOMINAL for r in analysis.readings):
        return _frozen(word, analysis, morphology.language)
    return _slot(word, analysis, sought, morphology, None, alone=False)


def _titled_from(text: str, tokens: list[Token]) -> int:
    """How many words stand before a title in quotation marks: «партия «Единая Россия»»."""
    opened = (
        at for at, token in enumerate(tokens) if at and text[token.start - 1] in QUOTATION_MARKS
    )
    return next(opened, len(tokens))


def _gaps(text: str, tokens: list[Token]) -> Iterator[str]:
    for left, right in pairwise(tokens):
        yield between(text[left.end : right.start])


def _slots(
    words: list[str], sought: Sought, morphology: Morphology, *, inflected: int
) -> Iterator[Slot]:
    """The slots of a citation form, from left to right: up to its head words inflect.

    Of those behind so many none does, unless they hold the head: «так называемая «Новороссия»».
    """
    head: Reading | None = None
    tail = not inflected
    analyses = [morphology.as_written(word) for word in words]
    for place, word in enumerate(words, 1):
        analysis = analyses[place - 1]
        tail = tail or (head is not None and place > inflected)
        if head is None and place < len(words):
            analysis = citation.as_head(analysis, analyses[place])
            if citation.is_adverb(analysis) and analyses[place].describing:
                yield _frozen(word, analysis, morphology.language)
                continue
        if word.lower() in morphology.language.prepositions and place < len(words):
            tail = True
            yield _preposition(word, morphology.language)
            continue
        if place == 1 < len(words) and _is_article(word.lower(), morphology.language):
            yield _article(word, morphology.language)
            continue
        slot = (
            _frozen(word, analysis, morphology.language)
            if tail
            else _slot(word, analysis, sought, morphology, head, alone=len(words) == 1)
        )
        if tail and place == len(words) > 1:
            slot = _of_noble(slot, words, morphology.language)
        if head is not None and slot.role is Role.FROZEN:
            tail = tail or analysis.form not in morphology.language.conjunctions
        head = head or _head(analysis, slot)
        yield slot


def _of_noble(slot: Slot, words: list[str], language: Language) -> Slot:
    """The last word of a name with «von» has the ending of its genitive: «von der Leyens Rede»."""
    if language.nobiliary.isdisjoint(words[:-1]) or not slot.word[0].isupper():
        return slot
    genitive = frozenset({f"{slot.word.lower()}s"})
    return replace(slot, endings=slot.endings | genitive, regular=slot.regular | genitive)


def _slot(
    word: str,
    analysis: Analysis,
    sought: Sought,
    morphology: Morphology,
    head: Reading | None,
    *,
    alone: bool,
) -> Slot:
    language = morphology.language
    if word.endswith("-"):
        return Slot(word=word[:-1], role=Role.FROZEN, surfaces=frozenset({word.lower()}))
    if is_address(word):
        return _frozen(word, analysis, language)
    if citation.is_abbreviation(word):
        return _abbreviation(word, analysis, language)
    if analysis.form in language.conjunctions:
        return _frozen(word, analysis, language)
    if _is_verb(analysis, sought):
        lemmas = frozenset(r.lemma for r in analysis.readings if r.kind is Kind.VERB)
        return Slot(
            word=word,
            role=Role.FREE,
            surfaces=citation.own_form(analysis),
            lemmas=lemmas,
            verbal=True,
        )
    if not any(reading.grammar for reading in analysis.readings):
        return _by_lemma(word, analysis, sought, language, alone=alone)
    return _by_grammar(word, analysis, sought, language, head, alone=alone)


def _by_lemma(
    word: str, analysis: Analysis, sought: Sought, language: Language, *, alone: bool
) -> Slot:
    """A word of a language whose analyser gives no grammar: it may inflect wherever it stands."""
    own = citation.own_form(analysis)
    inflected = {
        reading.lemma
        for reading in analysis.readings
        if reading.kind in _NOMINAL and language.plural(analysis.form, reading.lemma)
    }
    cited = analysis.form in {reading.lemma for reading in analysis.readings}
    # A capital tells a name, whose forms a lexicon may lack; of German nouns it has them.
    named = word[0].isupper() and not (language.nouns_capitalised and analysis.known)
    return Slot(
        word=word,
        role=Role.FREE,
        surfaces=own,
        lemmas=own if cited and alone else own | inflected,
        endings=declined(analysis.form, language, masculine=alone and named)
        | _unaccented(analysis.form, language),
        regular=regular_plural(analysis.form, language),
        outside=named or not (inflected or cited),
        verbal=sought.part_of_speech.startswith("verb") or not own.isdisjoint(language.verbs),
        closed=_is_closed(analysis.form, sought, language),
    )


def _is_closed(form: str, sought: Sought, language: Language) -> bool:
    """Whether a term is an auxiliary, a preposition or their like: called so, or never a noun."""
    if form not in language.closed:
        return False
    called = sought.part_of_speech
    return form not in language.closed_nouns if not called else not called.startswith(_CONTENT)


def _unaccented(form: str, language: Language) -> frozenset[str]:
    """A form as it is typed without accents, which counts where that is no word of its own."""
    bare = without_accents(form)
    if language.bare_capitals:
        return frozenset({bare} - {form})
    if not language.accents_omitted or bare == form:
        return frozenset()
    # Of a name often the capital alone lacks its accent: «Elysée».
    plain = {bare, without_accents(form[0]) + form[1:]} - {form}
    return frozenset(plain).union(*(declined(each, language) for each in plain))


def _by_grammar(
    word: str,
    analysis: Analysis,
    sought: Sought,
    language: Language,
    head: Reading | None,
    *,
    alone: bool,
) -> Slot:
    """A word in the nominative inflects; after the head it is a name beside it, or frozen."""
    nominative = tuple(citation.nominatives(analysis))
    named = head is not None and citation.is_personal(head, word, analysis)
    cited = analysis.known and any(citation.is_citation(each, analysis.form) for each in nominative)
    outside = (word[0].isupper() or not analysis.known) and not cited
    describes = head is not None and citation.describes(nominative, head)
    if head is not None and not (named or describes) and citation.is_genitive(analysis):
        return _frozen(word, analysis, language)
    if not nominative and not outside:
        return _frozen(word, analysis, language)
    described = sought.part_of_speech.startswith("adj")
    man = alone and not described and citation.is_mans(word, nominative, analysis.form)
    # «Город Снежное» is no snowy one.
    beside = citation.is_noun(nominative) or (word[0].isupper() and not describes)
    return Slot(
        word=word,
        role=Role.APPOSED if head is not None and beside else Role.AGREEING,
        surfaces=citation.own_form(analysis),
        lemmas=citation.cited_lemmas(nominative, analysis.form, alone=alone),
        endings=endings_of(word, analysis, language, masculine=man),
        outside=outside or named or not analysis.known,
        genders=OF_A_MAN if man else citation.cited_genders(nominative, analysis.form, alone=alone),
        noun=head is None and citation.is_noun(nominative),
    )


def _head(analysis: Analysis, slot: Slot) -> Reading | None:
    """The noun that the phrase turns on; none yet while only adjectives have been seen."""
    if slot.role is Role.ABBREVIATION:
        return Reading(lemma=analysis.form, kind=Kind.NOUN)
    if slot.role is not Role.AGREEING:
        return None
    nominative = tuple(citation.nominatives(analysis))
    if not nominative:
        return Reading(lemma=analysis.form, kind=Kind.NOUN)
    return nominative[0] if citation.is_noun(nominative) else None


def _is_verb(analysis: Analysis, sought: Sought) -> bool:
    """Whether the citation form is an infinitive and no noun, unless the term says it is a verb."""
    verbs = [reading for reading in analysis.readings if reading.kind is Kind.VERB]
    infinitive = any(reading.lemma == analysis.form for reading in verbs)
    called = sought.part_of_speech.startswith("verb")
    cited = any(r.lemma == analysis.form for r in analysis.readings if r.kind is not Kind.VERB)
    # «Діти» is an infinitive too, and a plural first of all.
    return infinitive and (called or not (cited or any(citation.nominatives(analysis))))


def _frozen(word: str, analysis: Analysis, language: Language) -> Slot:
    """A word that stands as it is written; its capital may lack an accent: «coup d'Etat»."""
    bare = without_accents(word[0]) + word[1:]
    plain = language.accents_omitted and word[0].isupper() and bare != word
    other = frozenset({bare.lower()}) if plain else frozenset()
    own = citation.own_form(analysis)
    return Slot(word=word, role=Role.FROZEN, surfaces=own, endings=other, regular=other)


def _preposition(word: str, language: Language) -> Slot:
    form = word.lower()
    alike = next((each for each in language.prepositions_alike if form in each), frozenset({form}))
    return Slot(word=word, role=Role.FROZEN, surfaces=alike)


def _is_article(word: str, language: Language) -> bool:
    return word in language.articles or any(word in each for each in language.articles_alike)


def _article(word: str, language: Language) -> Slot:
    """An article that leads a term, in any form of it: «der Donbass», «im Donbass»."""
    form = word.lower()
    alike = (each for each in language.articles_alike if form in each)
    return Slot(word=word, role=Role.FROZEN, surfaces=next(alike, frozenset({form})))


def _abbreviation(word: str, analysis: Analysis, language: Language) -> Slot:
    endings = {
        language.spelling(f"{analysis.form}{joint}{ending}")
        for ending in language.abbreviation_endings
        for joint in ("", "-", "'")
    }
    return Slot(
        word=word,
        role=Role.ABBREVIATION,
        surfaces=citation.own_form(analysis),
        endings=frozenset(endings) - citation.own_form(analysis),
    )
