"""Matching measured on treebank word pairs, beside exact matching.

    python bench/matching.py DIRECTORY [LANGUAGE …]

DIRECTORY holds `ud_pairs_<language>.tsv.gz` with the columns form, lemma, upos,
feats. The glossary is every noun, name and adjective lemma of the treebank: the
worst case for precision. A word counts as an occurrence of its gold lemma; all
other lemmas found at it count against precision, homographs among them.
"""

from __future__ import annotations

import csv
import gzip
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from glossary.matching import Sought, compile_terms
from glossary.morphology import morphology
from glossary.text import fold

CONTENT = ("NOUN", "PROPN", "ADJ")


class Word(NamedTuple):
    form: str
    lemma: str
    upos: str


def main(directory: str, *languages: str) -> None:
    print("lang  method     R ADJ  R NOUN R PROPN  R all  P full  words/s")
    for language in languages or ("ru", "uk", "en"):
        words = list(read(Path(directory) / f"ud_pairs_{language}.tsv.gz"))
        for name, method in (("exact", exact), ("glossary", inflected)):
            started = time.perf_counter()
            figures = score(words, method(words, language), language)
            speed = len(words) / (time.perf_counter() - started)
            print(f"{language:5} {name:9} {figures} {speed:8.0f}")


def read(path: Path) -> Iterator[Word]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Word(row["form"], row["lemma"], row["upos"])


def folded(text: str, language: str) -> str:
    return morphology(language).word(fold(text).text).lower()


def vocabulary(words: Iterable[Word]) -> list[str]:
    """Lemmas that are content words more often than anything else, letters apart."""
    content: Counter[str] = Counter()
    for word in words:
        content[word.lemma] += 1 if word.upos in CONTENT else -1
    return sorted(
        lemma
        for lemma, count in content.items()
        if count > 0 and len(lemma) > 2 and lemma[0].isalpha()
    )


def exact(words: list[Word], language: str) -> Callable[[str], set[str]]:
    lemmas = {folded(lemma, language) for lemma in vocabulary(words)}
    return lambda form: {folded(form, language)} & lemmas


def inflected(words: list[Word], language: str) -> Callable[[str], set[str]]:
    terms = [Sought(concept=lemma, text=lemma) for lemma in vocabulary(words)]
    find = compile_terms(terms, language).find
    return lambda form: {folded(found.text, language) for found in find(form)}


def score(words: list[Word], method: Callable[[str], set[str]], language: str) -> str:
    found: dict[str, set[str]] = {}
    sought = set(vocabulary(words))
    gold: Counter[str] = Counter()
    right: Counter[str] = Counter()
    reported = 0
    for word in words:
        if word.form not in found:
            found[word.form] = method(word.form)
        hits = found[word.form]
        reported += len(hits)
        if word.upos in CONTENT and word.lemma in sought:
            gold[word.upos] += 1
            right[word.upos] += folded(word.lemma, language) in hits
    recalls = [100 * right[upos] / max(gold[upos], 1) for upos in CONTENT]
    noun, name, adjective = recalls
    every = 100 * sum(right.values()) / sum(gold.values())
    precision = 100 * sum(right.values()) / max(reported, 1)
    return f"{adjective:7.2f} {noun:7.2f} {name:7.2f} {every:7.2f} {precision:7.2f}"


if __name__ == "__main__":
    main(*sys.argv[1:])
