"""A house style as a grid: what it asks of each concept in each language, and from where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glossary.model import ALL_VOICES, ANY, Concept, Term
from workbench.services.consulting import PolicyPage, RuleShown
from workbench.web.glossary import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A concept in a language, or every concept in it, under a house style."""

    language: str
    rules: tuple[RuleShown, ...]  #: nearest first
    overridden: tuple[RuleShown, ...]  #: inherited ones that its own take the place of
    best: tuple[Term, ...]  #: what is right by the statuses alone

    @property
    def statuses_decide(self) -> bool:
        """Whether no rule speaks in some voice."""
        held = frozenset(voice for shown in self.rules for voice in shown.rule.voices)
        return held != ALL_VOICES


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    concept: Concept | None  #: none: every concept
    cells: tuple[Cell, ...]

    @property
    def is_ruled(self) -> bool:
        return any(cell.rules for cell in self.cells)


def languages(shown: PolicyPage) -> tuple[str, ...]:
    """Name the columns: the languages of the projects, and others that a rule is for."""
    ruled = (each.rule.language for each in shown.rules if each.rule.language != ANY)
    return tuple(dict.fromkeys([*shown.opened.columns, *ruled]))


def rows(shown: PolicyPage, *, every: bool) -> Iterator[Row]:
    """Go through the concepts that the house style has a rule for, or through every one."""
    for concept in (None, *shown.opened.termbase.concepts):
        row = _row(shown, concept)
        if row.is_ruled or (every and concept is not None):
            yield row


def _row(shown: PolicyPage, concept: Concept | None) -> Row:
    ident = concept.id if concept else ANY
    own = [each for each in shown.rules if each.rule.concept == ident]
    return Row(
        concept=concept,
        cells=tuple(_cell(own, concept, code) for code in languages(shown)),
    )


def _cell(own: list[RuleShown], concept: Concept | None, language: str) -> Cell:
    here = [each for each in own if each.rule.language in {language, ANY}]
    return Cell(
        language=language,
        rules=tuple(each for each in here if not each.replaced),
        overridden=tuple(each for each in here if each.replaced),
        best=words.best(concept, language) if concept else (),
    )
