"""The words of a table: written in the language of who takes it along, read in all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from translations.model import State


class Column(StrEnum):
    """The columns in their order."""

    NUMBER = "number"
    SOURCE = "source"
    TARGET = "target"
    STATE = "state"
    FINDINGS = "findings"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a table says in its own name."""

    language: str
    columns: Mapping[Column, str]
    states: Mapping[State, str]  #: of a text; an initial one is a draft
    empty: str
    left_out: str
    lead: str


ENGLISH: Final = Words(
    language="en",
    columns={
        Column.NUMBER: "No.",
        Column.SOURCE: "Source",
        Column.TARGET: "Translation",
        Column.STATE: "State",
        Column.FINDINGS: "Findings",
        Column.COMMENT: "Comment",
    },
    states={
        State.INITIAL: "draft",
        State.TRANSLATED: "translated",
        State.REVIEWED: "reviewed",
        State.FINAL: "final",
    },
    empty="empty",
    left_out="left out",
    lead="Change the translation, the state or the comment; comments in the margin come home too. "
    "States are: draft, translated, reviewed, final. Signs such as <1> … </1> stand for the "
    "formatting of the source: keep them around the words that they belong to.",
)
RUSSIAN: Final = Words(
    language="ru",
    columns={
        Column.NUMBER: "№",
        Column.SOURCE: "Оригинал",
        Column.TARGET: "Перевод",
        Column.STATE: "Состояние",
        Column.FINDINGS: "Замечания",
        Column.COMMENT: "Комментарий",
    },
    states={
        State.INITIAL: "черновик",
        State.TRANSLATED: "переведено",
        State.REVIEWED: "утверждено",
        State.FINAL: "окончательно",
    },
    empty="пусто",
    left_out="не переводится",
    lead="Меняйте перевод, состояние или комментарий; примечания на полях тоже вернутся. "
    "Состояния: черновик, переведено, утверждено, окончательно. Знаки вроде <1> … </1> означают "
    "оформление оригинала: оставляйте их вокруг тех слов, к которым они относятся.",
)
UKRAINIAN: Final = Words(
    language="uk",
    columns={
        Column.NUMBER: "№",
        Column.SOURCE: "Оригінал",
        Column.TARGET: "Переклад",
        Column.STATE: "Стан",
        Column.FINDINGS: "Зауваження",
        Column.COMMENT: "Коментар",
    },
    states={
        State.INITIAL: "чернетка",
        State.TRANSLATED: "перекладено",
        State.REVIEWED: "затверджено",
        State.FINAL: "остаточно",
    },
    empty="порожньо",
    left_out="не перекладається",
    lead="Змінюйте переклад, стан або коментар; примітки на полях теж повернуться. "
    "Стани: чернетка, перекладено, затверджено, остаточно. Знаки на зразок <1> … </1> означають "
    "оформлення оригіналу: залишайте їх навколо тих слів, до яких вони належать.",
)
ALL: Final = (ENGLISH, RUSSIAN, UKRAINIAN)
#: What people write in the place of these words.
_ALSO: Final[Mapping[str, State]] = MappingProxyType(
    {
        "initial": State.INITIAL,
        "approved": State.REVIEWED,
        "проверено": State.REVIEWED,
        "перевірено": State.REVIEWED,
        "у чернетці": State.INITIAL,
        "в черновике": State.INITIAL,
    }
)


def words(language: str) -> Words:
    """The words in a language, or else in English."""
    base = language.partition("-")[0].partition("_")[0]
    return next((each for each in ALL if each.language == base), ENGLISH)


def _key(word: str) -> str:
    return re.sub(r"[\W_]+", " ", word).strip().casefold()


_STATES: Final[Mapping[str, State]] = MappingProxyType(
    {_key(word): state for each in ALL for state, word in each.states.items()}
    | {_key(each.empty): State.INITIAL for each in ALL}
    | {_key(word): state for word, state in _ALSO.items()}
)
_COLUMNS: Final[Mapping[str, Column]] = MappingProxyType(
    {_key(word) or word: column for each in ALL for column, word in each.columns.items()}
)
_LEFT_OUT: Final = frozenset(_key(each.left_out) for each in ALL)


def state(word: str) -> State | None:
    """The state that a word names in any of the languages."""
    return _STATES.get(_key(word))


def column(heading: str) -> Column | None:
    """The column that a heading names in any of the languages."""
    return _COLUMNS.get(_key(heading) or heading.strip())


def is_left_out(word: str) -> bool:
    """Whether a word says that a row is not translated."""
    return _key(word) in _LEFT_OUT
