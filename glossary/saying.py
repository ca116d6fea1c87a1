"""What the core says, as values: a template in English, and the facts that stand in it.

Whoever shows a message chooses the language. The command line and files say it in
English; the pages look each template up in the catalogue of their reader. So the
core knows no locale, and one finding reads in each colleague's own language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from typing import Protocol


class Joint(StrEnum):
    """What stands between the things of a list."""

    AND = "and"
    OR = "or"
    COMMA = ","
    SEMICOLON = ";"


_CONJUNCTIONS = frozenset({Joint.AND, Joint.OR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A sentence, or words that stand in one."""

    template: str  #: in English, with named places: "“%(word)s” stands twice."
    facts: tuple[tuple[str, Fact], ...] = ()
    then: Message | None = None  #: the sentence after it

    @property
    def english(self) -> str:
        return in_words(self, ENGLISH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Words that depend on a number, which stands in them as `%(num)s`."""

    one: str
    many: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Several things, as a sentence lists them: a, b or c."""

    items: tuple[Fact, ...]
    joint: Joint


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageName:
    """A language, by its name in the language of the reader."""

    code: str
    english: str = ""  #: empty: English says the code


Fact = str | int | Message | Counted | Listed | LanguageName

NOTHING = Message(template="")


def say(template: str, /, **facts: Fact) -> Message:
    """A message; its template is a literal, so that the catalogues can be made of all of them."""
    return Message(template=template, facts=tuple(facts.items()))


def counted(one: str, many: str, number: int) -> Counted:
    """Words for a number, in the singular and the plural of English; literals as well."""
    return Counted(one=one, many=many, number=number)


def one_after_another(messages: Iterable[Message]) -> Message:
    """Sentences as one message; nothing of none."""
    return reduce(followed_by, messages, NOTHING)


def followed_by(message: Message, other: Message) -> Message:
    """A message that goes on with another one."""
    if not message.template:
        return other
    if not other.template:
        return message
    then = other if message.then is None else followed_by(message.then, other)
    return replace(message, then=then)


def listed(things: Iterable[Fact], joint: Joint) -> Listed:
    return Listed(items=tuple(things), joint=joint)


def quoted(texts: Iterable[str], joint: Joint) -> Listed:
    """Words of a text, each in quotation marks."""
    return listed((say("“%(words)s”", words=text) for text in texts), joint)


class Tongue(Protocol):
    """How a language says what messages are made of."""

    def template(self, template: str) -> str:
        """The same template in the language."""

    def counted(self, words: Counted) -> str:
        """Words with their number."""

    def number(self, number: int) -> str:
        """A number as the language writes it."""

    def listed(self, texts: Sequence[str], joint: Joint) -> str:
        """Two texts or more as the language lists them."""

    def language(self, name: LanguageName) -> str:
        """What a language is called."""


class _English:
    """The language of the templates."""

    def template(self, template: str) -> str:
        return template

    def counted(self, words: Counted) -> str:
        return (words.one if words.number == 1 else words.many) % {"num": words.number}

    def number(self, number: int) -> str:
        return f"{number:,}"

    def listed(self, texts: Sequence[str], joint: Joint) -> str:
        return f"{', '.join(texts[:-1])} {joint} {texts[-1]}"

    def language(self, name: LanguageName) -> str:
        return name.english or name.code


ENGLISH: Tongue = _English()


def in_words(fact: Fact, tongue: Tongue) -> str:
    """A message, or a fact of one, in a language."""
    match fact:
        case str():
            return fact
        case int():
            return tongue.number(fact)
        case Counted():
            return tongue.counted(fact)
        case Listed():
            return _listed([in_words(each, tongue) for each in fact.items], fact.joint, tongue)
        case LanguageName():
            return tongue.language(fact)
    said = _filled(tongue.template(fact.template), dict(fact.facts), tongue)
    return said if fact.then is None else f"{said} {in_words(fact.then, tongue)}"


def _filled(template: str, facts: Mapping[str, Fact], tongue: Tongue) -> str:
    if not facts:
        return template
    return template % {name: in_words(fact, tongue) for name, fact in facts.items()}


def _listed(texts: Sequence[str], joint: Joint, tongue: Tongue) -> str:
    if len(texts) > 1 and joint in _CONJUNCTIONS:
        return tongue.listed(texts, joint)
    return f"{joint} ".join(texts)
