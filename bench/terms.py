"""Matching measured on treebanks: every lemma a term, every word a place to find it.

    python bench/terms.py [DIRECTORY] --lang ru uk --half tune [--show 40] [--speed]

DIRECTORY holds `ud_pairs_<language>.tsv.gz` with the columns form, lemma, upos,
feats: the words of a treebank in running order, without punctuation.

- *Halves*: words are taken in blocks of forty, which keeps neighbours together;
  every second block is for tuning, the others are measured and not looked into.
  The terms are those of the whole file in either case.
- *Terms*: each lemma that is a noun, a name or an adjective more often than
  anything else, of three letters or more. That is the worst glossary there is.
- *Recall*: how many nouns, names and adjectives are found as their gold lemma.
- *Precision*: of all terms reported at all words, verbs and particles too, the
  share that is the gold lemma. Homographs count as errors (были: быль), and so do
  conventions of lemmas that differ; it is a floor. `sure` is precision and recall
  of what rests on more than a guess: what enforcement may call an error.
- *By lemma*: the kinder measure that leaves parts of speech out. Every lemma that is
  ever a content word is a term, and a term reported at a word is right if it is the
  word's lemma, of a verb too (they hope: hope). Recall is of content words as above.
- *Phrases*: an adjective and the noun after it that agree in case and number;
  the term is their nominative, made from the gold lemmas. Only for languages
  whose nominative follows from lemma, gender and number by rule.
- *exact*: the same terms compared letter by letter, case and ё apart.
- *Speed*, in processor time: ten thousand terms, the phrases and the rarest
  lemmas of one half, and adjectives and nouns of it put together by chance; the
  segments are the other half, twelve words in each. *Cold* is words a second
  while every word is new.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from glossary.languages import language_of
from glossary.matching import Matcher, Sought, compile_terms
from glossary.model import Evidence
from glossary.morphology import Morphology, morphology
from glossary.text import fold

CONTENT: Final = ("ADJ", "NOUN", "PROPN")
BLOCK: Final = 40
SEGMENT: Final = 12
MANY_TERMS: Final = 10_000
#: By language: the end of an adjective's lemma; its feminine, neuter and plural.
_ADJECTIVES: Final[Mapping[str, Sequence[tuple[str, str, str, str]]]] = {
    "ru": (
        ("(?<=[кгх])(ий|ой)", "ая", "ое", "ие"),
        ("(?<=[жшчщ])ой", "ая", "ое", "ие"),
        ("(?<=[жшчщ])ий", "ая", "ее", "ие"),
        ("ый|ой", "ая", "ое", "ые"),
        ("ий", "яя", "ее", "ие"),
    ),
    "uk": (("ий", "а", "е", "і"), ("ій", "я", "є", "і"), ("їй", "я", "є", "ї")),
    "pl": (("(?<=[kg])i", "a", "ie", "ie"), ("y", "a", "e", "e"), ("i", "ia", "ie", "ie")),
    "cs": (("ý", "á", "é", "é"), ("í", "í", "í", "í")),
    "en": (("", "", "", ""),),
}
_OF_A_GENDER: Final = {"Masc": -1, "": -1, "Fem": 0, "Neut": 1}
#: Words without a singular have a number of their own in some treebanks.
_PLURAL: Final = ("Plur", "Ptan")

#: From a text to the terms found in it, each with what it rests on.
Method = Callable[[str], Mapping[str, Evidence]]

#: Those of which there are pairs.
LANGUAGES = ("ru", "uk", "pl", "de", "es", "fr", "en", "cs")


class Word(NamedTuple):
    """A word of a treebank, with its features by name."""

    form: str
    lemma: str
    upos: str
    features: Mapping[str, str]


class Counted(NamedTuple):
    """A text of the bench and the term that stands there, if one does."""

    text: str
    kind: str
    gold: str


class Score:
    """What was sought, found, and reported."""

    def __init__(self) -> None:
        self.sought: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.reported = self.sure = self.surely_right = 0
        self.missed: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()

    def add(self, place: Counted, hits: Mapping[str, Evidence]) -> None:
        sure = {term for term, evidence in hits.items() if evidence > Evidence.GUESS}
        self.reported += len(hits)
        self.sure += len(sure)
        self.surely_right += place.gold in sure
        if place.gold:
            self.sought[place.kind] += 1
            self.found[place.kind] += place.gold in hits
        if place.gold and place.gold not in hits:
            self.missed[f"{place.text} ← {place.gold} ({place.kind})"] += 1
        for term in hits.keys() - {place.gold}:
            guess = "" if term in sure else ", a guess"
            self.wrong[f"{place.text} ← {term}, is {place.gold or '-'} ({place.kind}{guess})"] += 1

    def recall(self, *kinds: str) -> float:
        sought = sum(self.sought[kind] for kind in kinds or self.sought)
        return _percent(sum(self.found[kind] for kind in kinds or self.sought), sought)

    @property
    def precision(self) -> float:
        return _percent(self.found.total(), self.reported)


def main() -> None:
    asked = _arguments()
    print(
        "lang  half     method     R ADJ R NOUN R NAME  R all      P | sure R      P |"
        " lemma R      P | phrases R"
    )
    for language in asked.lang:
        words = list(read(asked.directory / f"ud_pairs_{language}.tsv.gz"))
        for name, make in (("exact", exact), ("glossary", inflected)):
            _print_row(words, language, asked.half, name, make, show=asked.show)
        if asked.speed:
            _print_speed(words, language)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("directory", nargs="?", type=Path, default=Path("../shared/data/terms"))
    parser.add_argument("--lang", nargs="+", default=LANGUAGES)
    parser.add_argument("--half", choices=("tune", "measure"), default="tune")
    parser.add_argument("--show", type=int, default=0, help="print so many errors of each sort")
    parser.add_argument("--speed", action="store_true", help="measure speed too")
    return parser.parse_args()


def _print_row(
    words: Sequence[Word],
    language: str,
    half: str,
    name: str,
    make: Callable[[Iterable[str], str], Method],
    *,
    show: int,
) -> None:
    lemmas = vocabulary(words)
    tokens = score(places(words, half, lemmas, language), make(lemmas, language))
    ever = vocabulary(words, ever=True)
    either = score(
        places(words, half, ever, language, {word.upos for word in words}), make(ever, language)
    )
    terms = {place.gold for place in phrases(words, "", language)}
    pairs = score(phrases(words, half, language), make(terms, language))
    recalls = " ".join(f"{tokens.recall(kind):6.2f}" for kind in CONTENT)
    sure = f"{_percent(tokens.surely_right, tokens.sought.total()):6.2f}"
    sure += f" {_percent(tokens.surely_right, tokens.sure):6.2f}"
    print(
        f"{language:5} {half:8} {name:9} {recalls} {tokens.recall():6.2f} {tokens.precision:6.2f}"
        f" | {sure} | {either.recall(*CONTENT):7.2f} {either.precision:6.2f}"
        f" | {pairs.recall():6.2f} of {pairs.sought.total()}"
    )
    if show and make is inflected:
        for title, errors in (
            ("missed", tokens.missed),
            ("wrong", tokens.wrong),
            ("phrases missed", pairs.missed),
        ):
            print(f"  {title}: {errors.total()}")
            for error, count in errors.most_common(show):
                print(f"    {count:4} {error}")


def read(path: Path) -> Iterator[Word]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            features = dict(re.findall(r"(\w+)=(\w+)", row["feats"]))
            yield Word(row["form"], row["lemma"], row["upos"], features)


def in_half(place: int, half: str) -> bool:
    """Whether a word belongs to a half, by its place in the treebank; to an empty one all do."""
    return not half or (place // BLOCK) % 2 == (half == "measure")


def folded(text: str, language: str) -> str:
    """A text as comparison sees it."""
    spoken = morphology(language)
    return " ".join(spoken.word(each) for each in fold(text).text.split()).lower()


def vocabulary(words: Iterable[Word], *, ever: bool = False) -> list[str]:
    """Lemmas that are content words more often than anything else, or `ever`."""
    content: Counter[str] = Counter()
    for word in words:
        content[word.lemma] += 1 if word.upos in CONTENT else -(not ever)
    return sorted(
        lemma
        for lemma, count in content.items()
        if count > 0 and len(lemma) > 2 and lemma[0].isalpha()
    )


def places(
    words: Sequence[Word],
    half: str,
    lemmas: Iterable[str],
    language: str,
    kinds: Iterable[str] = CONTENT,
) -> Iterator[Counted]:
    """Every word of a half, with its term where it is an occurrence of one, of these kinds."""
    terms = frozenset(lemmas)
    for at, word in enumerate(words):
        if in_half(at, half):
            counts = word.upos in kinds and word.lemma in terms
            yield Counted(word.form, word.upos, folded(word.lemma, language) if counts else "")


def phrases(words: Sequence[Word], half: str, language: str) -> Iterator[Counted]:
    """Every adjective with a noun after it that agrees, and the nominative of the two."""
    for at, (adjective, noun) in enumerate(pairwise(words)):
        if in_half(at, half) and _agree(adjective, noun, language):
            term = _nominative(adjective.lemma, noun, language)
            if term:
                yield Counted(f"{adjective.form} {noun.form}", "ADJ NOUN", folded(term, language))


def _agree(adjective: Word, noun: Word, language: str) -> bool:
    if (adjective.upos, noun.upos) != ("ADJ", "NOUN"):
        return False
    both = adjective.features.keys() & noun.features.keys()
    undeclined = "Variant" in adjective.features or adjective.features.get("Degree") == "Cmp"
    return (language == "en" or not (undeclined and "Case" not in both)) and all(
        _one_plural(adjective.features[name]) == _one_plural(noun.features[name])
        for name in both & {"Case", "Number", "Gender"}
    )


def _one_plural(feature: str) -> str:
    return "Plur" if feature in _PLURAL else feature


def _nominative(adjective: str, noun: Word, language: str) -> str:
    """The citation form of a phrase; empty where no rule gives it."""
    plural_only = noun.features.get("Number") in _PLURAL and "Gender" not in noun.features
    for ending, *endings in _ADJECTIVES.get(language, ()):
        found = re.search(rf"(?:{ending})$", adjective)
        if found is not None:
            chosen = 2 if plural_only else _OF_A_GENDER.get(noun.features.get("Gender", ""), -1)
            agreeing = adjective if chosen < 0 else adjective[: found.start()] + endings[chosen]
            return f"{agreeing} {noun.lemma}"
    return ""


def exact(terms: Iterable[str], language: str) -> Method:
    """Terms compared as they are written."""
    known = {folded(term, language) for term in terms}

    def find(text: str) -> Mapping[str, Evidence]:
        same = folded(text, language)
        return {same: Evidence.LEXICON} if same in known else {}

    return find


def inflected(terms: Iterable[str], language: str) -> Method:
    """Terms found by the glossary."""
    matcher = _matcher(terms, language)

    def find(text: str) -> Mapping[str, Evidence]:
        found: dict[str, Evidence] = {}
        for each in matcher.find(text):
            term = folded(each.text, language)
            found[term] = max(each.evidence, found.get(term, Evidence.GUESS))
        return found

    return find


def _matcher(terms: Iterable[str], language: str) -> Matcher:
    return compile_terms([Sought(concept=term, text=term) for term in sorted(terms)], language)


def score(counted: Iterable[Counted], method: Method) -> Score:
    """The figures of a method; equal texts are asked about once."""
    scored = Score()
    hits: dict[str, Mapping[str, Evidence]] = {}
    for place in counted:
        if place.text not in hits:
            hits[place.text] = method(place.text)
        scored.add(place, hits[place.text])
    return scored


def _print_speed(words: Sequence[Word], language: str) -> None:
    forms = [word.form for at, word in enumerate(words) if in_half(at, "tune")]
    segments = [" ".join(forms[at : at + SEGMENT]) for at in range(0, len(forms), SEGMENT)]
    fresh = Morphology(language_of(language))
    fresh.analysis("а")  # loads what the language needs
    distinct = sorted({folded(form, language) for form in forms})
    cold = _per_second(len(distinct), lambda: [fresh.analysis(form) for form in distinct])
    matcher = _matcher(_many_terms(words, language), language)
    found = sum(len(matcher.find(segment)) for segment in segments)
    warm = _per_second(len(segments), lambda: [matcher.find(segment) for segment in segments])
    print(
        f"{language:5} {cold:.0f} words/s cold; {warm:.0f} segments/s warm, "
        f"{found / len(segments):.2f} matches in one"
    )


def _per_second(count: int, work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return count / (time.process_time() - started)


def _many_terms(words: Sequence[Word], language: str) -> list[str]:
    """A quarter of lemmas, the rarest first; phrases, and pairs made up, for the rest."""
    other = [word for at, word in enumerate(words) if in_half(at, "measure")]
    counts = Counter(word.lemma for word in other)
    rarest = sorted(vocabulary(other), key=lambda lemma: (counts[lemma], lemma))
    terms = {place.gold for place in phrases(words, "measure", language)}
    terms.update(rarest[: MANY_TERMS // 4])
    adjectives, nouns = (
        sorted({word.lemma for word in other if word.upos == upos}) for upos in ("ADJ", "NOUN")
    )
    dice = random.Random(language)
    while len(terms) < MANY_TERMS:
        terms.add(f"{dice.choice(adjectives)} {dice.choice(nouns)}")
    return sorted(terms)


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


if __name__ == "__main__":
    main()
