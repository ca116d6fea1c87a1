"""Sentence boundaries against golden rules and treebanks, beside a naive baseline.

    python bench/segmentation.py DIRECTORY

The directory holds `golden_rules.json` (language → [text, sentences]) and
`ud_boundaries.tsv.gz` (language, document, sentence with its trailing space).
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from translations.segmentation import boundaries

_NAIVE = re.compile(r"(?<=[.!?…])\s+")

Segmenter = Callable[[str, str], Sequence[int]]


def naive(text: str, _language: str) -> list[int]:
    """Cut after every full stop, question and exclamation mark before white space."""
    return [match.end() for match in _NAIVE.finditer(text) if match.end() < len(text)]


def pieces(text: str, cuts: Sequence[int]) -> list[str]:
    edges = [0, *cuts, len(text)]
    return [text[a:b].strip() for a, b in itertools.pairwise(edges) if text[a:b].strip()]


def golden(cases: Iterable[tuple[str, list[str]]], language: str, cut: Segmenter) -> int:
    return sum(
        pieces(text, cut(text, language)) == [sentence.strip() for sentence in expected]
        for text, expected in cases
    )


def f1(documents: Iterable[list[str]], language: str, cut: Segmenter) -> float:
    right = found = wanted = 0
    for sentences in documents:
        text = "".join(sentences)
        lengths = itertools.accumulate(map(len, sentences[:-1]))
        true, cuts = set(lengths), set(cut(text, language))
        right, found, wanted = right + len(true & cuts), found + len(cuts), wanted + len(true)
    return 2 * right / (found + wanted) if found + wanted else 1.0


def treebanks(path: Path) -> dict[str, list[list[str]]]:
    documents: dict[tuple[str, str], list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            language, document, sentence = row.rstrip("\n").split("\t", 2)
            documents[language, document].append(sentence)
    by_language: dict[str, list[list[str]]] = defaultdict(list)
    for (language, _), sentences in documents.items():
        by_language[language].append(sentences)
    return by_language


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "directory", nargs="?", type=Path, default=Path("../shared/data/segmentation")
    )
    directory = parser.parse_args().directory
    print("golden rules        ours  naive  of")
    rules = json.loads((directory / "golden_rules.json").read_text(encoding="utf-8"))
    for language in ("en", "ru", "bg", "de", "fr", "es", "pl", "da"):
        cases = rules[language]
        ours, base = golden(cases, language, boundaries), golden(cases, language, naive)
        print(f"  {language:<16} {ours:>5}  {base:>5}  {len(cases)}")
    print("treebanks, F1       ours  naive")
    for language, documents in treebanks(directory / "ud_boundaries.tsv.gz").items():
        score, floor = f1(documents, language, boundaries), f1(documents, language, naive)
        print(f"  {language:<16} {score:.3f}  {floor:.3f}")


if __name__ == "__main__":
    main()
