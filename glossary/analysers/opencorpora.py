"""Readings from the OpenCorpora dictionaries of Russian and Ukrainian, through pymorphy3."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

import pymorphy3
from pymorphy3.units.by_lookup import DictionaryAnalyzer

from glossary.languages.base import Analyser, Grammar, Inflector, Kind, Likelihood, Reading
from glossary.model import Evidence
from glossary.saying import Message, say

_KINDS: Final = {
    "NOUN": Kind.NOUN,
    "ADJF": Kind.ADJECTIVE,
    "ADJS": Kind.ADJECTIVE,
    "COMP": Kind.ADJECTIVE,
    "PRTF": Kind.ADJECTIVE,
    "PRTS": Kind.ADJECTIVE,
    "NUMR": Kind.ADJECTIVE,
    "VERB": Kind.VERB,
    "INFN": Kind.VERB,
    "GRND": Kind.VERB,
}
#: Second cases that Russian keeps beside the first: «в Крыму», «чаю».
_CASES: Final = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
_SHORT: Final = frozenset({"ADJS", "PRTS"})
_ALL_CASES: Final = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_WITHOUT_CASE: Final = {"COMP": say("comparative")} | dict.fromkeys(
    ("VERB", "INFN", "GRND"), say("a form of the verb")
)
_NAMES: Final = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
_GENDERS: Final = ("masc", "femn", "neut")


#: Shares of the probability of all readings below which a lemma is seldom meant, or second.
_SELDOM: Final = 0.01
_HOMOGRAPH: Final = 0.25
#: So likely must a short adjective be where a noun or an adverb looks the same.
_BESIDE_OTHERS: Final = 0.05
#: «Крупнейший» is a form of «крупный»; «высший» and «лучший» are words of their own.
_OF_THE_POSITIVE: Final = ("ейший", "айший")
#: Of verbs made of foreign words the reflexive is the passive: «колонии эксплуатировались».
_PASSIVE: Final = re.compile("(.+(?:ировать|ізувати))ся")
_SUPERLATIVE: Final = re.compile(r"ш(?:ий|его|ему|им|ем|ая|ей|ую|ею|ее|ие|их|ими)$")


class _Said(NamedTuple):
    """What a tag of the dictionary says, read once."""

    part: str
    kind: Kind
    grammar: frozenset[Grammar]
    how: Message | None
    indeclinable: bool
    short: bool
    animate: bool
    proper: bool
    superlative: bool
    clipped: bool
    called: bool  #: an address to a thing, which nobody addresses


@dataclass(slots=True)
class _Gathered:
    """What the parses of one lemma add up to."""

    share: float = 0.0
    grammar: frozenset[Grammar] = frozenset()
    how: Message | None = None
    indeclinable: bool = False
    short: bool = True
    animate: bool = False
    proper: bool = True
    named: float = 0.0  #: the share of parses as a name


@cache
def _dictionary(language: str) -> Any:
    return pymorphy3.MorphAnalyzer(lang=language)


@cache
def opencorpora(language: str, letters: tuple[tuple[str, str], ...] = ()) -> Analyser:
    """The analyser of a language; `letters` are folded in the lemmas as they are in the text."""
    morphology = _dictionary(language)
    table = str.maketrans(dict(letters))

    def analyse(form: str) -> tuple[Reading, ...]:
        parses = morphology.parse(form)
        gathered = _gather(_meant(parses))
        likeliest = max((each.share for each in gathered.values()), default=0.0)
        known = any(_is_listed(parse) for parse in parses)
        return tuple(
            Reading(
                lemma=lemma.translate(table),
                kind=kind,
                grammar=each.grammar,
                evidence=Evidence.LEXICON if known else Evidence.ENDING,
                likelihood=_likelihood(each.share, likeliest),
                share=each.share,
                how=each.how,
                indeclinable=each.indeclinable,
                short=each.short,
                animate=each.animate,
                named=each.named > 0,
                proper=each.proper,
                common=0 < each.named <= each.share / 2,
            )
            for (lemma, kind), each in gathered.items()
        )

    return analyse


def _is_listed(parse: Any) -> bool:
    """Whether the dictionary has the whole form, so that nothing had to be guessed of it."""
    (analyser, *_), *more = parse.methods_stack
    return not more and isinstance(analyser, DictionaryAnalyzer)


def _likelihood(share: float, likeliest: float) -> Likelihood:
    """Equal shares tell nothing: Ukrainian has no probabilities."""
    if share < _SELDOM:
        return Likelihood.SELDOM
    homograph = share < _HOMOGRAPH and likeliest > 2 * _HOMOGRAPH
    return Likelihood.HOMOGRAPH if homograph else Likelihood.LIKELY


def _gather(parses: list[Any]) -> dict[tuple[str, Kind], _Gathered]:
    total = sum(parse.score for parse in parses) or 1.0
    gathered: dict[tuple[str, Kind], _Gathered] = defaultdict(_Gathered)
    for parse in parses:
        said = _said(parse.tag)
        for lemma, kind in _lemmas(parse, said):
            entry = gathered[lemma, kind]
            entry.share += parse.score / total
            entry.grammar |= said.grammar
            entry.how = said.how or entry.how
            entry.indeclinable |= said.indeclinable
            entry.short &= said.short
            entry.animate |= said.animate
            entry.proper &= said.proper
            entry.named += parse.score / total if said.proper else 0.0
    return gathered


@lru_cache(maxsize=8192)
def _said(tag: Any) -> _Said:
    part, animacy = str(tag.POS), str(tag.animacy)
    return _Said(
        part=part,
        kind=_KINDS.get(part, Kind.FUNCTION),
        grammar=_grammar(tag),
        how=_WITHOUT_CASE.get(part),
        indeclinable="Fixd" in tag,
        short=part in _SHORT,
        animate=animacy == "anim",
        proper=not _NAMES.isdisjoint(tag.grammemes),
        superlative="Supr" in tag,
        clipped="Abbr" in tag,
        called=str(tag.case) == "voct" and animacy == "inan",
    )


def _meant(parses: list[Any]) -> list[Any]:
    """Without readings that nobody means where there are others.

    «Лев» is no «левый»: a short adjective has to be likely beside a noun or an
    adverb. «Уже» is no «узкий» nor «больше» a «большой», as they are adverbs of
    their own; nor is «його» a call to «йога».
    """
    if len(parses) == 1:
        return parses
    said = [_said(parse.tag) for parse in parses]
    kinds = {each.kind for each in said}
    total = sum(parse.score for parse in parses) or 1.0
    asked: dict[str, float] = {}
    if Kind.FUNCTION in kinds:
        asked["COMP"] = 1.0 if any(each.part == "ADVB" for each in said) else 0.5
    if kinds & {Kind.NOUN, Kind.FUNCTION}:
        asked["ADJS"] = _BESIDE_OTHERS
    kept = [
        (parse, each)
        for parse, each in zip(parses, said, strict=True)
        if each.part not in asked or parse.score / total >= asked[each.part]
    ]
    spoken = [parse for parse, each in kept if not (each.called or _is_clipped(parse, each))]
    return spoken or [parse for parse, _ in kept]


def _is_clipped(parse: Any, said: _Said) -> bool:
    """An abbreviation of a longer lemma: «им.» for «имени»."""
    return said.clipped and len(parse.normal_form) > len(parse.word)


def _lemmas(parse: Any, said: _Said) -> Iterable[tuple[str, Kind]]:
    """A participle is a form of its verb, and an adjective with a citation form of its own."""
    kind, lemma = said.kind, str(parse.normal_form)
    if said.superlative:
        superlative = _SUPERLATIVE.sub("ший", str(parse.word))
        return ((superlative, kind), (lemma, kind))[: 1 + superlative.endswith(_OF_THE_POSITIVE)]
    if lemma.endswith("ие") and str(parse.word).startswith(f"{lemma[:-2]}ь"):
        return ((lemma, kind), (f"{lemma[:-2]}ье", kind))
    if said.part not in {"PRTF", "PRTS"}:
        passive = _PASSIVE.fullmatch(lemma)
        return ((lemma, kind), (passive[1], kind)) if passive else ((lemma, kind),)
    masculine = parse.inflect({"PRTF", "nomn", "sing", "masc"}) or parse.inflect({"nomn"})
    citation = parse.normalized if masculine is None else masculine
    return ((str(citation.word), kind), (lemma, Kind.VERB))


def _grammar(tag: Any) -> frozenset[Grammar]:
    """All that an ending may mean; Ukrainian marks neither singular nor plural gender."""
    if str(tag.POS) in _WITHOUT_CASE:
        return frozenset()
    number = "plur" if str(tag.number) == "plur" else "sing"
    case = str(tag.case or "nomn")
    cases = _ALL_CASES if "Fixd" in tag else (_CASES.get(case, case),)
    genders = _genders(tag, number)
    return frozenset(Grammar(number, each, gender) for each in cases for gender in genders)


def _genders(tag: Any, number: str) -> tuple[str, ...]:
    if number == "plur":
        return ("",)
    gender = str(tag.gender)
    return (gender,) if gender in _GENDERS and "ms-f" not in str(tag) else _GENDERS


@cache
def paradigms(language: str) -> Inflector:
    """The maker of forms of a language."""
    morphology = _dictionary(language)

    def inflect(word: str, wanted: Grammar, *, kind: Kind, cited: Grammar, animate: bool) -> str:
        for parse in morphology.parse(word.lower()):
            said = _said(parse.tag)
            if said.kind is kind and cited in said.grammar:
                for grammemes in _grammemes(parse.tag, wanted, kind, animate=animate):
                    if (form := parse.inflect(grammemes)) is not None:
                        return _capitals_of(word, str(form.word))
        return ""

    return inflect


def _grammemes(tag: Any, wanted: Grammar, kind: Kind, *, animate: bool) -> Iterable[set[str]]:
    """What to ask the dictionary for; adjectives in the accusative go by what they describe."""
    case, number = wanted.case, {"plur"} if wanted.number == "plur" else _singular(tag)
    if kind is Kind.NOUN:
        yield number | {case}
        return
    if case == "accs" and wanted.gender in {"", "masc"}:
        case = "gent" if animate else "nomn"
    yield number | {case} | ({wanted.gender} if wanted.gender else set())


def _singular(tag: Any) -> set[str]:
    """Ukrainian does not mark the singular."""
    return {"sing"} if str(tag.number) == "sing" else set()


def _capitals_of(word: str, form: str) -> str:
    if len(word) > 1 and word.isupper():
        return form.upper()
    return "-".join(
        part[:1].upper() + part[1:] if cited[:1].isupper() else part
        for part, cited in zip(form.split("-"), word.split("-"), strict=False)
    )
