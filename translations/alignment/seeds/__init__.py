"""Common words of seven languages that translate each other: what short texts are aligned by.

A row of `common.tsv` is one meaning; a cell holds words, and forms of them, that may
say it. From sixteen sentences no lexicon can be learnt, so this one is given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["meanings"]


@cache
def meanings(language: str) -> Mapping[str, frozenset[int]]:
    """The meanings of each common word of a language in small letters, as row numbers."""
    head, *rows = files(__name__).joinpath("common.tsv").read_text("utf-8").splitlines()
    languages = head.split("\t")
    found: defaultdict[str, set[int]] = defaultdict(set)
    if language in languages:
        column = languages.index(language)
        for number, row in enumerate(rows):
            for word in row.split("\t")[column].lower().replace("ё", "е").split():
                found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
