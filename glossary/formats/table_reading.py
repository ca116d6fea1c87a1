"""Tables of texts in: rows that know their place become a term base, or an error that names it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from glossary.errors import UnreadableTermBase
from glossary.formats import csv_cells
from glossary.formats.identity import LANGUAGE, REVISION, term_id
from glossary.formats.line_ends import tidy
from glossary.formats.marks import split_list, take_marks
from glossary.formats.tables import (
    COLUMNS,
    CONCEPTS,
    GLOSSARY,
    POLICIES,
    RULE_MARKS,
    SAYS_EXTENDS,
    TERM_MARKS,
    TERMS,
)
from glossary.model import (
    ALL_VOICES,
    ANY,
    CaseRule,
    Concept,
    Cue,
    Example,
    Policy,
    ProcessStatus,
    Reference,
    Rule,
    Severity,
    Status,
    Term,
    TermBase,
    TermType,
    Voice,
)
from glossary.saying import Message, say

_Word = TypeVar("_Word", bound=StrEnum)
_Several = TypeVar("_Several", tuple[Cue, ...], tuple[Example, ...], tuple[Reference, ...])


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a file holds it: its rows by line, the first of them the header."""

    place: str
    lines: Iterable[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a table, which knows its place when something is wrong in it."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def wrong(self, reason: Message) -> UnreadableTermBase:
        return UnreadableTermBase(self.file, self.line, reason)

    def word(self, column: str, value: str, words: type[_Word]) -> _Word:
        try:
            return words(value.strip().lower())
        except ValueError:
            known = ", ".join(words)
            raise self.wrong(_unknown(column, value, known)) from None

    def named(self, column: str, words: type[_Word]) -> _Word:
        """A word of a standard, whose letter case counts; empty where nothing stands."""
        try:
            return words(self[column])
        except ValueError:
            known = ", ".join(filter(None, words))
            raise self.wrong(_unknown(column, self[column], known)) from None

    def needed(self, column: str) -> str:
        if not self[column]:
            raise self.wrong(say("the column “%(column)s” is empty.", column=column))
        return self[column]

    def several(self, column: str, read: Callable[[str], _Several]) -> _Several:
        try:
            return read(self[column])
        except ValueError as error:
            reason = say(
                "the column “%(column)s” cannot be read: %(why)s.", column=column, why=str(error)
            )
            raise self.wrong(reason) from None

    def language(self) -> str:
        language = self.needed("lang")
        if not LANGUAGE.fullmatch(language):
            raise self.wrong(say("“%(code)s” is no language code.", code=language))
        return language


def read_tables(tables: Mapping[str, Table]) -> TermBase:
    """The term base that the tables hold; policies and what glossary it is may be absent."""
    concepts = _concepts(_rows(tables[CONCEPTS], CONCEPTS))
    terms = _terms(_rows(tables[TERMS], TERMS), concepts)
    policies: tuple[Policy, ...] = ()
    if POLICIES in tables:
        policies = _policies(_rows(tables[POLICIES], POLICIES), concepts, tables[POLICIES].place)
    filled = tuple(replace(c, terms=tuple(terms.get(c.id, ()))) for c in concepts.values())
    base = TermBase(concepts=filled, policies=policies)
    about = _rows(tables[GLOSSARY], GLOSSARY) if GLOSSARY in tables else iter(())
    return _with_about(base, next(about, None))


def _with_about(base: TermBase, row: _Row | None) -> TermBase:
    if row is None:
        return base
    revision = int(row["revision"]) if REVISION.fullmatch(row["revision"]) else 0
    return replace(base, name=row["glossary"], revision=revision, description=row["description"])


def _rows(table: Table, name: str) -> Iterator[_Row]:
    """The rows below the header that hold anything, by the names of their columns."""
    lines = iter(table.lines)
    first, cells = next(lines, (1, []))
    header = [cell.strip() for cell in cells]
    if missing := [column for column in COLUMNS[name] if column not in header]:
        reason = say("the column “%(column)s” is missing.", column=missing[0])
        raise UnreadableTermBase(table.place, first, reason)
    for line, cells in lines:
        filled = [tidy(cell) if cell else "" for cell in cells]
        if not any(filled):
            continue
        if len(filled) > len(header):
            raise UnreadableTermBase(table.place, line, _too_many(len(filled), len(header)))
        yield _Row(table.place, line, dict(zip(header, filled, strict=False)))


def _too_many(cells: int, columns: int) -> Message:
    return say(
        "%(cells)s fields for %(columns)s columns; a text with a comma stands in quotation marks.",
        cells=cells,
        columns=columns,
    )


def _unknown(what: str, word: str, known: str) -> Message:
    return say(
        "unknown %(what)s “%(word)s”; there are: %(known)s.", what=what, word=word, known=known
    )


def _concepts(rows: Iterable[_Row]) -> dict[str, Concept]:
    concepts: dict[str, Concept] = {}
    for row in rows:
        concept = Concept(
            id=row.needed("concept"),
            subject=row["subject"],
            definition=row["definition"],
            contested=_yes(row, "contested"),
            why_contested=row["why_contested"],
            note=row["note"],
            sources=csv_cells.sources(row["sources"]),
            cues=row.several("cues", csv_cells.cues),
            examples=row.several("examples", csv_cells.examples),
            references=row.several("references", csv_cells.references),
        )
        if concept.id in concepts:
            raise row.wrong(say("the concept “%(concept)s” is there twice.", concept=concept.id))
        concepts[concept.id] = concept
    return concepts


def _yes(row: _Row, column: str) -> bool:
    value = row[column].lower()
    if value not in {"yes", "no", ""}:
        reason = say("“%(column)s” is yes or no, not “%(word)s”.", column=column, word=row[column])
        raise row.wrong(reason)
    return value == "yes"


def _known(row: _Row, concepts: Mapping[str, Concept]) -> str:
    concept = row.needed("concept")
    if concept not in concepts:
        raise row.wrong(say("unknown concept “%(concept)s”.", concept=concept))
    return concept


def _terms(rows: Iterable[_Row], concepts: Mapping[str, Concept]) -> dict[str, list[Term]]:
    terms: dict[str, list[Term]] = {}
    seen: set[str] = set()
    for row in rows:
        term = _term(row, _known(row, concepts))
        if term.id in seen:
            reason = say(
                "the term “%(term)s” (%(language)s) is in its concept twice.",
                term=term.text,
                language=term.language,
            )
            raise row.wrong(reason)
        seen.add(term.id)
        terms.setdefault(term.concept, []).append(term)
    return terms


def _term(row: _Row, concept: str) -> Term:
    marks, usage = take_marks(row["usage"], TERM_MARKS)
    text, language = row.needed("term"), row.language()
    return Term(
        id=term_id(concept, language, text),
        concept=concept,
        language=language,
        text=text,
        status=row.word("status", row.needed("status"), Status),
        part_of_speech=row["pos"],
        usage=usage,
        case=row.word("case", marks.get("case", CaseRule.ANY), CaseRule),
        ambiguous="ambiguous" in marks,
        renders=split_list(marks.get("renders", "")),
        forms=split_list(marks.get("forms", "")),
        excepted=split_list(marks.get("except", "")),
        target_only=_yes(row, "target_only"),
        must_match=csv_cells.sentences(row["must_match"]),
        must_not_match=csv_cells.sentences(row["must_not_match"]),
        type=row.named("type", TermType),
        gender=row["gender"],
        number=row["number"],
        register=row["register"],
        geography=row["geography"],
        false_friend=row["false_friend"],
        reliability=row["reliability"],
        process=row.named("process", ProcessStatus),
        responsible=row["responsible"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        sources=csv_cells.sources(row["sources"]),
    )


def _policies(
    rows: Iterable[_Row], concepts: Mapping[str, Concept], place: str
) -> tuple[Policy, ...]:
    policies: dict[str, Policy] = {}
    for row in rows:
        name = row.needed("policy")
        policies[name] = _with_row(policies.get(name, Policy(name=name)), row, concepts)
    for policy in policies.values():
        if policy.extends and policy.extends not in policies:
            reason = say(
                "“%(policy)s” extends the unknown policy “%(other)s”.",
                policy=policy.name,
                other=policy.extends,
            )
            raise UnreadableTermBase(place, None, reason)
    return tuple(policies.values())


def _with_row(policy: Policy, row: _Row, concepts: Mapping[str, Concept]) -> Policy:
    concept = ANY if row["concept"] in {"", ANY} else _known(row, concepts)
    language = ANY if row["lang"] in {"", ANY} else row.language()
    marks, rationale = take_marks(row["rationale"], RULE_MARKS)
    extends = "".join(split_list(marks.get("extends", ""))[:1])
    if "extends" not in marks and (told := SAYS_EXTENDS.search(rationale)):
        rationale, extends = rationale[: told.start()], told[1]
    policy = replace(policy, extends=extends or policy.extends)
    rule = _rule(row, concept, language, marks)
    if rule == Rule() and "rule" not in marks:
        return replace(policy, description=rationale or policy.description)
    return replace(policy, rules=(*policy.rules, replace(rule, rationale=rationale)))


def _rule(row: _Row, concept: str, language: str, marks: Mapping[str, str]) -> Rule:
    voices = frozenset(row.word("voice", voice, Voice) for voice in split_list(row["voices"]))
    return Rule(
        concept=concept,
        language=language,
        required=split_list(row["required"]),
        also_allowed=split_list(row["also_allowed"]),
        forbidden=split_list(row["forbidden"]),
        first_mention=row["first_mention"],
        voices=voices or ALL_VOICES,
        severity=_severity(row, marks.get("severity", "")),
        consistent="consistent" in marks,
    )


def _severity(row: _Row, word: str) -> Severity | None:
    if not word:
        return None
    if word.upper() not in Severity.__members__:
        raise row.wrong(_unknown("severity", word, "note, warning, error"))
    return Severity[word.upper()]
