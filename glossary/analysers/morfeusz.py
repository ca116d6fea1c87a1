"""Readings from the grammatical dictionary of Polish (SGJP), through Morfeusz 2."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

import morfeusz2

from glossary.languages.base import Grammar, Kind, Likelihood, Reading, Written
from glossary.model import Evidence

_KINDS: Final = {
    "subst": Kind.NOUN,
    "depr": Kind.NOUN,
    "ger": Kind.NOUN,
    "brev": Kind.NOUN,
    "adj": Kind.ADJECTIVE,
    "adjp": Kind.ADJECTIVE,
    "adjc": Kind.ADJECTIVE,
    "adja": Kind.ADJECTIVE,
    "pact": Kind.ADJECTIVE,
    "ppas": Kind.ADJECTIVE,
    "num": Kind.ADJECTIVE,
    "fin": Kind.VERB,
    "praet": Kind.VERB,
    "impt": Kind.VERB,
    "inf": Kind.VERB,
    "imps": Kind.VERB,
    "pcon": Kind.VERB,
    "pant": Kind.VERB,
    "bedzie": Kind.VERB,
    "cond": Kind.VERB,
    "winien": Kind.VERB,
}
#: Forms of a verb that decline: they are words of their own as well.
_DECLINED: Final = frozenset({"ger", "pact", "ppas"})
#: Beside other readings these are seldom meant: abbreviations, plurals that slight.
_MARGINAL: Final = frozenset({"brev", "depr"})
_BARE: Final = frozenset(
    {"adv", "prep", "conj", "comp", "part", "pred", "ppron12", "ppron3", "siebie"}
)
_CASES: Final = {
    "nom": "nomn",
    "gen": "gent",
    "dat": "datv",
    "acc": "accs",
    "inst": "ablt",
    "loc": "loct",
    "voc": "voct",
}
_GENDERS: Final = {"m1": "masc", "m2": "masc", "m3": "masc", "f": "femn", "n": "neut"}
_LONGEST_ABBREVIATION: Final = 4
#: An abbreviation stands for any form of its word.
_ANY: Final = frozenset(
    {Grammar("sing", case, gender) for case in _CASES.values() for gender in _GENDERS.values()}
    | {Grammar("plur", case, "") for case in _CASES.values()}
)
#: Words that only old books, regions or trades know.
_SELDOM_USED: Final = frozenset({"daw.", "arch.", "przest.", "rzad.", "reg.", "gwar.", "środ."})

#: From an inflected ending to the citation form: of gerunds, of participles and comparatives.
_GERUND: Final = (
    (re.compile(r"(?<=[nc])i(?:a|u|e|em|om|ami|ach)$"), "ie"),
    (re.compile(r"ń$"), "nie"),
    (re.compile(r"ć$"), "cie"),
)
_ADJECTIVAL: Final = (
    (re.compile(r"(?:y|a|e|ego|emu|ej|ą|ych|ym|ymi)$"), "y"),
    (re.compile(r"eni$"), "ony"),
    (re.compile(r"ęci$"), "ęty"),
    (re.compile(r"ni$"), "ny"),
    (re.compile(r"ci$"), "ty"),
    (re.compile(r"si$"), "szy"),
)


def _sing(cases: str, genders: str) -> set[Grammar]:
    return {Grammar("sing", case, gender) for case in cases.split() for gender in genders.split()}


def _plur(cases: str) -> set[Grammar]:
    return {Grammar("plur", case, "") for case in cases.split()}


_RELATIONAL_ENDINGS: Final[Mapping[str, set[Grammar]]] = {
    "ki": _sing("nomn accs", "masc"),
    "kiego": _sing("gent", "masc neut") | _sing("accs", "masc"),
    "kiemu": _sing("datv", "masc neut"),
    "kim": _sing("ablt loct", "masc neut") | _plur("datv"),
    "ka": _sing("nomn", "femn"),
    "kiej": _sing("gent datv loct", "femn"),
    "ką": _sing("accs ablt", "femn"),
    "kie": _sing("nomn accs", "neut") | _plur("nomn accs"),
    "cy": _plur("nomn"),
    "kich": _plur("gent accs loct"),
    "kimi": _plur("ablt"),
}
_RELATIONAL: Final = re.compile(rf"(\w{{2,}}[sc])({'|'.join(_RELATIONAL_ENDINGS)})")


class _Parse(NamedTuple):
    lemma: str
    tag: tuple[str, ...]
    seldom: bool
    named: bool  #: of a name, which is written with a capital
    surname: bool
    animate: bool  #: of a man, or a given name

    @property
    def kind(self) -> Kind:
        return _KINDS.get(self.tag[0], Kind.FUNCTION)


class Parsed(NamedTuple):
    """A reading, with what the dictionary says of its word besides."""

    reading: Reading
    bare: bool  #: the word does not inflect
    plural_only: bool
    marginal: bool  #: an abbreviation, or a plural that slights
    surname: bool


@cache
def morfeusz() -> Callable[[str], tuple[Parsed, ...]]:
    """The parser of Polish; a single letter is no word to it."""
    dictionary: Any = morfeusz2.Morfeusz(
        expand_tags=False, generate=False, case_handling=morfeusz2.IGNORE_CASE
    )
    lock = threading.Lock()  # the library keeps state while it analyses

    def parse(form: str) -> tuple[Parsed, ...]:
        if len(form) < 2:
            return ()
        with lock:
            # Abbreviations are in the dictionary with their full stop.
            written = f"{form}." if len(form) <= _LONGEST_ABBREVIATION else form
            segments = dictionary.analyse(written)
        return tuple(_parsed(form, list(_whole(segments))))

    return parse


def adjectives_by_ending(form: str) -> tuple[Reading, ...]:
    """The adjective in -ski or -cki that a form outside the dictionary is by its ending."""
    found = _RELATIONAL.fullmatch(form)
    if found is None:
        return ()
    stem, ending = found.groups()
    grammar = frozenset(_RELATIONAL_ENDINGS[ending])
    return (
        Reading(lemma=f"{stem}ki", kind=Kind.ADJECTIVE, grammar=grammar, evidence=Evidence.ENDING),
    )


def _whole(segments: Iterable[Any]) -> Iterator[_Parse]:
    """The parses of the word as one; of a word with an ending put on, as «byłem», of its verb."""
    parts = [(start, what) for start, _end, what in segments if what[2] != "interp"]
    verbs_only = any(start > 0 for start, _ in parts)
    for start, (_form, lemma, tag, names, style) in parts:
        parse = _Parse(
            lemma.partition(":")[0].lower() or lemma,
            tuple(tag.split(":")),
            not _SELDOM_USED.isdisjoint(style),
            lemma[:1].isupper(),
            "nazwisko" in names,
            "m1" in tag.replace(".", ":").split(":") or "imię" in names,
        )
        if parse.tag[0] != "ign" and start == 0 and (not verbs_only or parse.kind is Kind.VERB):
            yield parse


def _parsed(form: str, parses: list[_Parse]) -> Iterator[Parsed]:
    gathered: dict[tuple[str, Kind], list[_Parse]] = defaultdict(list)
    for parse in parses:
        for key in _lemmas(form, parse):
            gathered[key].append(parse)
    for (lemma, kind), same in gathered.items():
        common = not all(parse.seldom for parse in same)
        reading = Reading(
            lemma=lemma,
            kind=kind,
            grammar=frozenset(g for parse in same for g in _grammar(parse, kind)),
            evidence=Evidence.LEXICON,
            likelihood=Likelihood.LIKELY if common else Likelihood.SELDOM,
            written=Written.CAPITAL if all(parse.named for parse in same) else Written.ANY,
            named=any(parse.named for parse in same),
            proper=all(parse.named for parse in same),
            common=len({parse.named for parse in same}) > 1,
            animate=any(parse.animate for parse in same),
        )
        bare = any(parse.tag[0] in _BARE for parse in same)
        plural_only = all(parse.tag[-1] == "pt" for parse in same)
        marginal = all(parse.tag[0] in _MARGINAL for parse in same)
        surname = all(parse.surname for parse in same)
        yield Parsed(reading, bare, plural_only, marginal, surname)


def _lemmas(form: str, parse: _Parse) -> Iterator[tuple[str, Kind]]:
    """A participle or gerund is a form of its verb, and a word with a citation form of its own."""
    what = parse.tag[0]
    if what in _DECLINED:
        yield _cited(form, _GERUND if what == "ger" else _ADJECTIVAL), parse.kind
        yield parse.lemma, Kind.VERB
        return
    yield parse.lemma, parse.kind
    if parse.kind is Kind.ADJECTIVE and parse.tag[-1] in {"com", "sup"}:
        yield _cited(form, _ADJECTIVAL), parse.kind


def _cited(form: str, endings: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for ending, citation in endings:
        if ending.search(form):
            return ending.sub(citation, form)
    return form


def _grammar(parse: _Parse, kind: Kind) -> Iterator[Grammar]:
    if kind not in {Kind.NOUN, Kind.ADJECTIVE}:
        return
    if parse.tag[0] == "brev":
        yield from _ANY
        return
    parts = [frozenset(part.split(".")) for part in parse.tag]
    cases = {_CASES[each] for part in parts for each in part if each in _CASES}
    genders = {_GENDERS[each] for part in parts for each in part if each in _GENDERS}
    numbers = {each for part in parts for each in part if each in {"sg", "pl"}}
    for case in cases:
        if "sg" in numbers:
            yield from (Grammar("sing", case, gender) for gender in genders)
        if "pl" in numbers:
            yield Grammar("plur", case, "")
