"""Pairs written by hand, with every finding that the specification asks for and no other.

A row of `enforcement_gold.tsv`, or of the second table with Russian and Ukrainian
translations alone, names the findings, notes too, as
`kind:concept:words of the source:words of the translation:severity`. `first` says
which words are the first mention of a concept (`concept@words`), `senses` what a
person said that words mean (`words=concept`, or `words=` for none of those known).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from glossary.enforcement import compile_enforcer
from glossary.model import Sense, Span, Violation, ViolationKind, Voice
from glossary.termbases import shipped

FIXTURES = Path(__file__).parent.parent / "fixtures"
GOLD = tuple(FIXTURES / f"enforcement_gold{part}.tsv" for part in ("", "_slavic", "_western"))


class Row(NamedTuple):
    id: str
    source: str
    target: str
    source_language: str
    target_language: str
    voice: str
    first: str
    policy: str
    senses: str
    expected: str

    @property
    def findings(self) -> list[str]:
        return sorted(filter(None, self.expected.split(" | ")))


ROWS = tuple(
    Row(*line.split("\t"))
    for table in GOLD
    for line in table.read_text(encoding="utf-8").split("\n")[1:]
    if line
)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def first(row: Row) -> dict[str, int]:
    mentions = (each.partition("@") for each in filter(None, row.first.split(" | ")))
    return {concept: span(row.source, words).start for concept, _, words in mentions}


def senses(row: Row) -> list[Sense]:
    told = (each.partition("=") for each in filter(None, row.senses.split(" | ")))
    return [Sense(span=span(row.source, words), concept=concept) for words, _, concept in told]


def described(found: Violation, row: Row) -> str:
    source = row.source[slice(*found.source)] if found.source else ""
    target = row.target[slice(*found.target)] if found.target else ""
    return f"{found.kind}:{found.concept}:{source}:{target}:{found.severity.name.lower()}"


def judged(row: Row) -> list[str]:
    enforcer = compile_enforcer(
        shipped(),
        source_language=row.source_language,
        target_language=row.target_language,
        policy=row.policy,
    )
    judgement = enforcer.judge(
        row.source, row.target, voice=Voice(row.voice), senses=senses(row), first=first(row)
    )
    return sorted(described(each, row) for each in judgement.violations)


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_every_finding_is_made_and_no_other(row: Row) -> None:
    assert judged(row) == row.findings


def test_the_gold_asks_for_every_kind_every_voice_and_much_silence() -> None:
    kinds = Counter(each.partition(":")[0] for row in ROWS for each in row.findings)
    assert kinds.keys() == {kind.value for kind in ViolationKind} - {"inconsistent"}
    assert {row.voice for row in ROWS} == {voice.value for voice in Voice}
    assert {row.policy for row in ROWS} == {policy.name for policy in shipped().policies}
    languages = Counter(row.target_language for row in ROWS)
    assert all(languages[language] >= 75 for language in ("ru", "uk", "de", "pl"))
    assert len([row for row in ROWS if not row.findings]) >= 0.4 * len(ROWS) >= 120
    assert any(len(row.findings) > 2 for row in ROWS)
