"""What a validator is, and what it answers with.

A flaw is a value, not an error: the file was read, and breaks a rule of its standard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from lxml import etree

from glossary.saying import Message

Document = TypeVar("Document")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One place where a file breaks a rule."""

    rule: str  #: in kebab-case, the same for ever
    line: int  #: from 1
    message: Message
    section: str  #: where the standard states the rule


class Found(NamedTuple):
    """What a rule found, before it is told under the rule's name."""

    at: etree._Element
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a validator says of a whole file; without flaws it is valid."""

    format: str  #: with its version: "XLIFF 2.1"
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as it came, and its root where it is XML."""

    body: bytes
    name: str
    root: etree._Element | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """The rules of one format, and how its files are known."""

    name: str
    recognises: Callable[[File], bool]
    judge: Callable[[File], Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Document]):
    """One constraint of a standard and what looks for breaches of it."""

    name: str
    section: str
    find: Callable[[Document], Iterable[Found]]


def broken(rules: Iterable[Rule[Document]], document: Document) -> Iterator[Flaw]:
    """Every breach of the rules in a document."""
    for rule in rules:
        for at, message in rule.find(document):
            yield Flaw(rule=rule.name, line=line_of(at), message=message, section=rule.section)


def line_of(element: etree._Element) -> int:
    """The line of an element, as the parser tells it."""
    return int(element.sourceline or 1)


def in_order(flaws: Iterable[Flaw]) -> tuple[Flaw, ...]:
    """Flaws as they stand in the file, each once."""
    return tuple(sorted(dict.fromkeys(flaws), key=lambda flaw: (flaw.line, flaw.rule)))
