"""What the bench counts as found, and as wrong."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.terms import (
    Counted,
    Method,
    Word,
    exact,
    in_half,
    inflected,
    phrases,
    places,
    read,
    score,
)
from bench.terms import vocabulary as lemmas_of

NEW = Word("Новые", "новый", "ADJ", {"Case": "Nom", "Number": "Plur"})
REPUBLICS = Word(
    "республики", "республика", "NOUN", {"Case": "Nom", "Gender": "Fem", "Number": "Plur"}
)
WERE = Word("были", "быть", "AUX", {})
LEAD = Word("вести", "вести", "VERB", {"VerbForm": "Inf"})


def test_a_treebank_is_read_with_its_features(tmp_path: Path) -> None:
    rows = "form\tlemma\tupos\tfeats\nНовые\tновый\tADJ\tCase=Nom|Number=Plur\n"
    path = tmp_path / "pairs.tsv.gz"
    path.write_bytes(gzip.compress(rows.encode()))
    assert list(read(path)) == [NEW]


def test_a_lemma_is_a_term_if_it_is_mostly_a_content_word() -> None:
    assert lemmas_of([NEW, REPUBLICS, WERE]) == ["новый", "республика"]
    assert lemmas_of([NEW, NEW._replace(upos="DET")]) == []


def test_the_halves_share_no_word_and_leave_none_out() -> None:
    tuned = {at for at in range(400) if in_half(at, "tune")}
    measured = {at for at in range(400) if in_half(at, "measure")}
    assert not tuned & measured
    assert tuned | measured == {at for at in range(400) if in_half(at, "")}


@pytest.mark.parametrize(
    ("make", "recall", "precision"), [(exact, 0.0, 100.0), (inflected, 100.0, 200 / 3)]
)
def test_what_is_found_is_counted_and_a_homograph_counts_against_precision(
    make: Callable[[list[str], str], Method], recall: float, precision: float
) -> None:
    words = [NEW, REPUBLICS, LEAD, WERE]
    terms = ["новый", "республика", "весть"]
    scored = score(places(words, "", terms, "ru"), make(terms, "ru"))
    assert (scored.recall(), scored.precision) == (recall, precision)


def test_a_phrase_is_cited_in_the_nominative_of_its_noun() -> None:
    counted = list(phrases([NEW, REPUBLICS, WERE], "", "ru"))
    assert counted == [Counted("Новые республики", "ADJ NOUN", "новая республика")]
    assert list(phrases([REPUBLICS, NEW], "", "ru")) == []
