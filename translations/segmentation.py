"""Text into sentences, losing nothing: joined segments and white space give back the text.

The `sentencex` rules cut Latin script and `razdel` Cyrillic (each measured better
there, see `bench/segmentation.py`); what both get wrong is mended afterwards by
joining or cutting at places that the rules below name.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from translations import inline
from translations.language import SMALL_WORDS
from translations.model import FIRST_CODE, LAST_CODE, Code, CodeKind

_CYRILLIC = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"})

#: Line breaks inside a paragraph and back quotes mislead both libraries.
_EVEN = re.compile(r"[\s`]")
#: Scripts that write no space between sentences.
_SPACELESS = frozenset({"ja", "my", "th", "zh"})

#: Abbreviations after which a name or a number follows, never a new sentence.
_LEADING: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        code: frozenset(words.split())
        for code, words in {
            "be": "г вул праф акад гл напр ім св обл",
            "bg": "г ул проф акад гр ген св вж напр пл бул",
            "cs": "např tzv tj prof dr mgr ing sv ul č str nám gen",
            "de": "hr hrn fr prof dr st nr bd abs art vgl bzw geb gest evtl sog ca",
            "en": "mr mrs ms messrs dr prof gen col capt lt sgt sen rep gov rev hon st mt vs vol"
            " fig pp cf viz approx",
            "es": "sr sra srta dr dra dña ud uds pp vol núm art cf",
            "fr": "m mm mme mlle mgr dr st ste pp cf av env art vol",
            "it": "sig sigg dott prof avv ing pag vol art cfr",
            "nl": "dhr mevr mr dr prof ir drs blz nr vgl",
            "pl": "np prof dr ul al św tzw tj tzn im ks gen płk nr str hab inż mgr red pl os godz"
            " zob por ur zm ok",
            "pt": "sr sra dr dra prof pág vol art cf",
            "ru": "пгт род ум см ср им ул пл пер просп бул наб обл проф акад доц св англ нем фр исп"
            " итал лат греч укр рус польск тел стр рис табл илл прим напр корп кв гр гл ген полк"
            " сост изд",
            "sr": "г гђа ул проф др св бр стр нпр тзв",
            "uk": "вул смт ім пл просп бул наб обл проф акад доц св англ нім фр ісп італ лат грец"
            " рос пол польськ тел стор рис табл іл прим напр див пор буд кв гр гл ген реєстр род"
            " нар упоряд пом заст",
        }.items()
    }
)
#: Abbreviations after a number ("2014 r."): a sentence ends there only before a small word.
_AFTER_NUMBER = frozenset({"г", "гг", "р", "рр", "r", "ст", "в", "вв"})
#: Before the name of a town, unless a number stands before ("у м. Київ", but "5 м.").
_BEFORE_NAME: Mapping[str, frozenset[str]] = MappingProxyType(
    {"ru": frozenset({"г"}), "uk": frozenset({"м", "с"})}
)

_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.$")
_NUMBER_BEFORE = re.compile(r"\d(?:-?\w{1,2})?(?:[-–—]\d+)?\s*[^\W\d_]+\.$")
_GERMAN_ORDINAL = re.compile(
    r"\b(?:am|im|der|des|dem|den|die|das|vom|zum|bis|und|seit|ab)\s+\d{1,2}\.$", re.IGNORECASE
)
#: A whole word in small letters and its mark: where the space was forgotten, not an address.
_PLAIN_END = re.compile(r"(?:^|\s)[^\W\d_A-ZА-ЯІЇЄҐ]{3,}[.!?]$")
#: A long word in small letters, a mark and a capital: the libraries miss some after odd quotes.
_PLAIN_SENTENCE = re.compile(r"(?<![^\W\d_])([^\W\d_]{4,30})[.!?]+\s+([^\W\d_])")
_CLOSERS: Mapping[str, str] = MappingProxyType({")": "(", "”": "“", "»": "«"})
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?…]\s(?=[^\W\d_])")
_CHUNK = 10_000
#: How far rules look around a place, in characters.
_WINDOW = 400
_FIRST_WORD = re.compile(r"[\W_]{0,6}([^\W\d_]+)(.?)")
_ENUMERATOR = re.compile(r"\W*\d{1,3}[.)]\s*")
#: The end of a sentence that the libraries miss: a bracketed one, or one with a note mark.
_MISSED_END = re.compile(
    r"(?<=[^\W\d_]{3})[.!?…](?:[)\]»”\"]*(?:[¹²³⁰⁴-⁹]+|(?:\[\d{1,3}\])+)|\))\s+(?=[«“„\"(]?[^\W\d_])"
)


#: A month that nobody abbreviates, though a library takes it for an abbreviation.
_WHOLE_MONTH = re.compile(r"\bMay\.\s+(?=[“\"(]?[A-Z])")


_CODES = f"{chr(FIRST_CODE)}-{chr(LAST_CODE)}"
#: Before a sentence of Cyrillic stands one of these and a space, whatever finds it.
_MAY_END = re.compile(
    rf"[.?!…;\"„'»”’)\]}}(¹²³⁰⁴-⁹][{_CODES}]*[\s`](?=[\s`{_CODES}]*[^\s`{_CODES}])"
)
#: Latin letters with nothing between them that the library of theirs could take for an end.
_ENDS_ONCE = re.compile(rf"[A-Za-zÀ-ÖØ-öø-ɏ{_CODES},–—\s-]*+[.?!…\"”’»)\s{_CODES}]*")


class Piece(NamedTuple):
    """One segment's coded text and the white space that followed it."""

    text: str
    after: str


def segment(text: str, language: str, codes: Sequence[Code] = ()) -> list[Piece]:
    """Cut coded text into sentences; a segment never is white space only.

    With the list of codes, an end stays with the sentence of its start and a
    start with the sentence that it opens.
    """
    if not text:
        return []
    if _is_one(text, language.split("-", maxsplit=1)[0], codes):
        return list(_pieces(text, []))
    plain, offsets = inline.plain(text, codes)
    starts = [offsets[start] for start in boundaries(plain, language)]
    cuts = [_cut(text, plain_start, codes) for plain_start in starts]
    return list(_pieces(text, cuts))


def _is_one(text: str, language: str, codes: Sequence[Code]) -> bool:
    """Whether there is surely but one sentence, for nothing stands in it that could end one."""
    for code in codes:
        if code.kind is CodeKind.PLACEHOLDER and inline.literal(code):
            return False
    if language in _CYRILLIC:
        return _MAY_END.search(text) is None
    return _ENDS_ONCE.fullmatch(text) is not None


def boundaries(text: str, language: str) -> list[int]:
    """Where each sentence but the first begins, in text without codes."""
    code = language.split("-", maxsplit=1)[0]
    even = _EVEN.sub(" ", text)
    engine = _razdel if code in _CYRILLIC else _sentencex
    starts = [
        at + start
        for at, chunk, begins in _chunks(even)
        for start in engine(chunk, code)
        if start or begins
    ]
    found = {_skip_space(text, start) for start in starts} | set(_missed(text, code))
    first = _skip_space(text, 0)
    cuts = [at for at in sorted(found) if first < at < len(text)]
    return _lettered(text, [at for at in cuts if not _joins(text, at, code)])


def _chunks(text: str) -> Iterator[tuple[int, str, bool]]:
    """Stretches of bounded length: both libraries are quadratic on hostile text.

    A stretch ends after a sentence mark where there is one; then the start of the
    next is a candidate like any other, which the joining rules may refuse.
    """
    at, begins = 0, True
    while at < len(text):
        end = min(len(text), at + _CHUNK)
        marks = list(_SENTENCE_END.finditer(text, at + _CHUNK // 2, end))
        whole = end == len(text)
        end = end if whole or not marks else marks[-1].end()
        yield at, text[at:end], begins
        at, begins = end, bool(marks)


def _sentencex(text: str, language: str) -> list[int]:
    import sentencex

    return [s["start_index"] for s in sentencex.get_sentence_boundaries(language, text)]


def _razdel(text: str, _language: str) -> list[int]:
    import razdel

    return [sentence.start for sentence in razdel.sentenize(text)]


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _missed(text: str, language: str) -> Iterator[int]:
    """Sentence starts that both libraries overlook."""
    for match in _MISSED_END.finditer(text):
        if text[match.end() :].lstrip('«“„"(')[:1].isupper():
            yield match.end()
    if language == "en":
        yield from (match.end() for match in _WHOLE_MONTH.finditer(text))
    begun = [m for m in _PLAIN_SENTENCE.finditer(text) if m[1].islower() and m[2].isupper()]
    enclosed = _enclosed(text) if begun else []
    yield from (match.start(2) for match in begun if not enclosed[match.start(2)])
    for match in re.finditer(r"[.…]\s+", text):
        if _opens_with_small_word(text, match.end(), language) and (
            text[match.start()] == "…"
            or _after_number(text[max(0, match.end() - _WINDOW) : match.start() + 1])
        ):
            yield match.end()


def _enclosed(text: str) -> list[bool]:
    """For every place, whether a bracket or a quotation is still open there."""
    depth, straight, flags = dict.fromkeys(_CLOSERS.values(), 0), False, []
    for character in text:
        flags.append(straight or any(depth.values()))
        if character == '"':
            straight = not straight
        elif character in depth:
            depth[character] += 1
        elif opener := _CLOSERS.get(character):
            depth[opener] = max(0, depth[opener] - 1)
    return flags


def _joins(text: str, at: int, language: str) -> bool:
    """Whether no sentence can begin here after all."""
    before, after = text[max(0, at - _WINDOW) : at].rstrip(), text[at : at + _WINDOW]
    if language not in _SPACELESS and not text[at - 1].isspace():
        return not (after[0].isupper() and _PLAIN_END.search(before))
    if before[-1] in ",;(–—-":
        return True
    if _begins_small(after) and language in _CYRILLIC:
        return True
    if after[0] in "–—" and before.rfind("«") > before.rfind("»"):
        return True
    return before[-1] == "." and _abbreviated(before, text, at, language)


def _begins_small(after: str) -> bool:
    """A small initial, unless a capital follows it at once, as in the names of some brands."""
    return after[0].islower() and not after[1:2].isupper()


def _abbreviated(before: str, text: str, at: int, language: str) -> bool:
    if language == "de" and _GERMAN_ORDINAL.search(before):
        return True
    match = _WORD_BEFORE.search(before)
    if match is None:
        return False
    word = match[1].lower()
    if word in _LEADING.get(language, frozenset()):
        return True
    if _after_number(before):
        return not _opens_with_small_word(text, at, language)
    numbered = _NUMBER_BEFORE.search(before) is not None
    return word in _BEFORE_NAME.get(language, frozenset()) and not numbered


def _after_number(before: str) -> bool:
    """Whether the text ends with an abbreviation that counts years or centuries."""
    match = _WORD_BEFORE.search(before)
    return bool(match and match[1] in _AFTER_NUMBER and _NUMBER_BEFORE.search(before))


def _opens_with_small_word(text: str, at: int, language: str) -> bool:
    """Whether a capitalised small word stands here, which only begins sentences."""
    match = _FIRST_WORD.match(text, at)
    if match is None or not match[1][0].isupper() or match[2] == ".":
        return False
    return match[1].lower() in SMALL_WORDS.get(language, frozenset())


def _lettered(text: str, cuts: Sequence[int]) -> list[int]:
    """Without pieces that are no sentence: a bare enumerator joins the next, a smiley the last."""
    kept: list[int] = []
    for at, end in itertools.pairwise([*cuts, len(text)]):
        start = kept[-1] if kept else 0
        enumerates = at - start < _WINDOW and _ENUMERATOR.fullmatch(text, start, at)
        if not enumerates and any(c.isalnum() for c in text[at:end]):
            kept.append(at)
    return kept


def _pieces(text: str, cuts: Sequence[int]) -> Iterator[Piece]:
    """The text between the cuts, with its trailing white space apart."""
    edges = [0, *cuts, len(text)]
    for start, end in itertools.pairwise(edges):
        stretch = text[start:end]
        kept = stretch.rstrip() or stretch
        yield Piece(kept, stretch[len(kept) :])


def _cut(text: str, start: int, codes: Sequence[Code]) -> int:
    """Where to cut among the codes and white space that stand before a sentence's first letter."""
    zone = start
    while zone and (inline.is_code(text[zone - 1]) or text[zone - 1].isspace()):
        zone -= 1
    at = _after_ends(text, zone, start, codes)
    while at < start and text[at].isspace():
        at += 1
    return at


def _after_ends(text: str, zone: int, start: int, codes: Sequence[Code]) -> int:
    """The place after the last code that belongs to what went before."""
    opened: set[str] = set()
    at, spaced = zone, False
    for place in range(zone, start):
        if not inline.is_code(text[place]):
            spaced = True
            continue
        index = ord(text[place]) - FIRST_CODE
        code = codes[index] if index < len(codes) else None
        ends = code is not None and code.kind is CodeKind.END and code.id not in opened
        if code is not None and code.kind is CodeKind.START:
            opened.add(code.id)
        elif ends or not (opened or spaced):
            at = place + 1
    return at
