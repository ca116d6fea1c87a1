r"""Cells that hold several things: one a line, its parts between bars.

    Law of Ukraine No. 2268-VIII | https://… | armed formations | 2018-01-18

A bar, a backslash or a line break that belongs to a part has a backslash before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from glossary.model import Concept, Cue, Example, Reference, Relation, Source, Term

_PART = re.compile(r"(?:\\.|[^\\|])*", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"n": "\n"}

#: Columns that are written only where something stands in them.
CONCEPT_COLUMNS = ("note", "sources", "cues", "examples", "references")
TERM_COLUMNS = (
    *("type", "gender", "number", "register", "geography", "false_friend", "reliability"),
    *("process", "responsible", "valid_from", "valid_until", "target_only"),
    *("must_match", "must_not_match", "sources"),
)
_RELATIONS = {relation.name.lower().replace("_", "-"): relation for relation in Relation}
_WORDS = {relation: word for word, relation in _RELATIONS.items()}


def concept_cells(concept: Concept) -> tuple[str, ...]:
    """The cells of `CONCEPT_COLUMNS`."""
    return (
        concept.note,
        join_rows([_source(source) for source in concept.sources]),
        join_rows([(cue.language, cue.text) for cue in concept.cues]),
        join_rows([(example.language, example.text) for example in concept.examples]),
        join_rows([(_WORDS[each.relation], each.concept) for each in concept.references]),
    )


def term_cells(term: Term) -> tuple[str, ...]:
    """The cells of `TERM_COLUMNS`."""
    return (
        *(term.type.value, term.gender, term.number, term.register, term.geography),
        *(term.false_friend, term.reliability, term.process.value, term.responsible),
        *(term.valid_from, term.valid_until, "yes" if term.target_only else ""),
        join_rows([(sentence,) for sentence in term.must_match]),
        join_rows([(sentence,) for sentence in term.must_not_match]),
        join_rows([_source(source) for source in term.sources]),
    )


def sources(cell: str) -> tuple[Source, ...]:
    """The sources in a cell: title, link, quotation and date of each."""
    filled = ([*row, "", "", ""][:4] for row in split_rows(cell))
    return tuple(
        Source(title=title, link=link, quotation=quotation, date=date)
        for title, link, quotation, date in filled
    )


def cues(cell: str) -> tuple[Cue, ...]:
    """The cues in a cell; `ValueError` for one without language or words."""
    return tuple(Cue(language=language, text=text) for language, text in split_rows(cell))


def examples(cell: str) -> tuple[Example, ...]:
    """The examples in a cell; `ValueError` for one without language or words."""
    return tuple(Example(language=language, text=text) for language, text in split_rows(cell))


def references(cell: str) -> tuple[Reference, ...]:
    """The cross-references in a cell; `ValueError` for a relation that there is not."""
    found = []
    for word, concept in split_rows(cell):
        if word not in _RELATIONS:
            raise ValueError(word)
        found.append(Reference(relation=_RELATIONS[word], concept=concept))
    return tuple(found)


def sentences(cell: str) -> tuple[str, ...]:
    return tuple(row[0] for row in split_rows(cell))


def join_rows(rows: Sequence[Iterable[str]]) -> str:
    """Rows of parts as one cell; empty parts at the end of a row are left out."""
    if not rows:
        return ""
    written = (" | ".join(_escape(part) for part in row) for row in rows)
    return "\n".join(re.sub(r"(?: \| )+$", "", row + " ").rstrip() for row in written)


def split_rows(cell: str) -> tuple[list[str], ...]:
    """The rows of a cell, each with its parts, as `join_rows` wrote them."""
    if not cell:
        return ()
    lines = (line for line in cell.split("\n") if line.strip())
    return tuple([_unescape(part.strip()) for part in _parts(line)] for line in lines)


def _parts(line: str) -> Iterable[str]:
    place = 0
    while place <= len(line):
        found = _PART.match(line, place)
        assert found is not None
        yield found[0]
        place = found.end() + 1


def _source(source: Source) -> tuple[str, ...]:
    return (source.title, source.link, source.quotation, source.date)


def _escape(part: str) -> str:
    return re.sub(r"([\\|])", r"\\\1", part).replace("\n", "\\n")


def _unescape(part: str) -> str:
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), part)
