"""Sentences that explain the glossary: for each kind of violation a wrong and a right rendering.

They are our own, say nothing about events, and take each side's words in turn.
What is wrong with them nobody wrote down: the shipped term base is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glossary.model import ViolationKind

#: The language of all sources.
SOURCE_LANGUAGE = "en"
#: A style of these pages alone: the descriptive one, and one rendering throughout.
CONSISTENT = "descriptive, one rendering throughout"
#: Which editions are shown to a reader of pages in a language.
EDITIONS: Mapping[str, tuple[str, ...]] = {"en": ("uk", "ru"), "uk": ("uk",), "ru": ("ru",)}
#: The concept of which two renderings are mixed.
MIXED = "ukrainian-troops"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    source: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Lines of one edition in which one violation stands, under a house style."""

    kind: ViolationKind
    language: str
    lines: tuple[Line, ...]
    policy: str = "speaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A source and one rendering of it, judged by every style and in two voices."""

    source: str
    translation: str


def _one(
    kind: ViolationKind, language: str, source: str, wrong: str, right: str, policy: str = "speaker"
) -> Case:
    lines = (Line(source=source, wrong=wrong, right=right),)
    return Case(kind=kind, language=language, lines=lines, policy=policy)


_UKRAINIAN = (
    _one(
        ViolationKind.MISSING,
        "uk",
        "On Friday both sides announced a ceasefire.",
        "У п’ятницю обидві сторони виступили із заявою.",
        "У п’ятницю обидві сторони оголосили про припинення вогню.",
    ),
    _one(
        ViolationKind.BANNED,
        "uk",
        "The militia left the town.",
        "Терористи залишили місто.",
        "Ополчення залишило місто.",
    ),
    _one(
        ViolationKind.BANNED,
        "uk",
        "The Ukrainian troops left the town.",
        "Карателі залишили місто.",
        "Українські війська залишили місто.",
    ),
    _one(
        ViolationKind.DEPRECATED,
        "uk",
        "Trains in Ukraine ran on time.",
        "Потяги на Україні йшли за розкладом.",
        "Потяги в Україні йшли за розкладом.",
    ),
    _one(
        ViolationKind.NOT_THIS_SOURCE_TERM,
        "uk",
        "The chapter on the change of power is short.",
        "Розділ про державний переворот короткий.",
        "Розділ про зміну влади короткий.",
    ),
    _one(
        ViolationKind.NOT_THIS_SOURCE_TERM,
        "uk",
        "The chapter on the coup d'état is short.",
        "Розділ про зміну влади короткий.",
        "Розділ про державний переворот короткий.",
    ),
    _one(
        ViolationKind.FIRST_MENTION,
        "uk",
        "The DPR printed stamps.",
        "«ДНР» друкувала марки.",
        "Самопроголошена Донецька Народна Республіка («ДНР») друкувала марки.",
        "descriptive",
    ),
    _one(
        ViolationKind.WRONG_LANGUAGE,
        "uk",
        "The train came from Odesa.",
        "Поїзд прибув з Одессы.",
        "Поїзд прибув з Одеси.",
    ),
    Case(
        kind=ViolationKind.INCONSISTENT,
        language="uk",
        policy=CONSISTENT,
        lines=(
            Line(
                source="The Ukrainian troops rested.",
                wrong="Українські війська відпочивали.",
                right="Українські війська відпочивали.",
            ),
            Line(
                source="At noon the Ukrainian troops moved on.",
                wrong="Опівдні українські війська рушили далі.",
                right="Опівдні українські війська рушили далі.",
            ),
            Line(
                source="The road was clear for the Ukrainian troops.",
                wrong="Дорога для української армії була вільна.",
                right="Дорога для українських військ була вільна.",
            ),
        ),
    ),
    _one(
        ViolationKind.ADDED,
        "uk",
        "Soldiers entered the village.",
        "Українські війська увійшли до села.",
        "Солдати увійшли до села.",
    ),
    _one(
        ViolationKind.ADDED,
        "uk",
        "Armed men stood on the bridge.",
        "На мосту стояло ополчення.",
        "На мосту стояли озброєні люди.",
    ),
)

_RUSSIAN = (
    _one(
        ViolationKind.MISSING,
        "ru",
        "The ceasefire began at noon.",
        "В полдень всё изменилось.",
        "Прекращение огня началось в полдень.",
    ),
    _one(
        ViolationKind.BANNED,
        "ru",
        "The village saw the militia twice.",
        "Деревня дважды видела террористов.",
        "Деревня дважды видела ополчение.",
    ),
    _one(
        ViolationKind.BANNED,
        "ru",
        "The village saw the Ukrainian troops twice.",
        "Деревня дважды видела карателей.",
        "Деревня дважды видела украинские войска.",
    ),
    _one(
        ViolationKind.DEPRECATED,
        "ru",
        "The harvest in Ukraine was good.",
        "Урожай на Украине был хороший.",
        "Урожай в Украине был хороший.",
    ),
    _one(
        ViolationKind.NOT_THIS_SOURCE_TERM,
        "ru",
        "He wrote a book about the change of power.",
        "Он написал книгу о государственном перевороте.",
        "Он написал книгу о смене власти.",
    ),
    _one(
        ViolationKind.NOT_THIS_SOURCE_TERM,
        "ru",
        "He wrote a book about the coup d'état.",
        "Он написал книгу о смене власти.",
        "Он написал книгу о государственном перевороте.",
    ),
    _one(
        ViolationKind.FIRST_MENTION,
        "ru",
        "The LPR printed a calendar.",
        "ЛНР напечатала календарь.",
        "Самопровозглашённая Луганская Народная Республика (ЛНР) напечатала календарь.",
        "descriptive",
    ),
    _one(
        ViolationKind.WRONG_LANGUAGE,
        "ru",
        "The letter came from Kyiv.",
        "Письмо пришло из Києва.",
        "Письмо пришло из Киева.",
    ),
    Case(
        kind=ViolationKind.INCONSISTENT,
        language="ru",
        policy=CONSISTENT,
        lines=(
            Line(
                source="The Ukrainian troops crossed the river.",
                wrong="Украинские войска перешли реку.",
                right="Украинские войска перешли реку.",
            ),
            Line(
                source="The map shows the Ukrainian troops in blue.",
                wrong="На карте украинские войска показаны синим.",
                right="На карте украинские войска показаны синим.",
            ),
            Line(
                source="He saw the Ukrainian troops from the hill.",
                wrong="С холма он видел украинскую армию.",
                right="С холма он видел украинские войска.",
            ),
        ),
    ),
    _one(
        ViolationKind.ADDED,
        "ru",
        "The army came to the school.",
        "В школу пришли украинские войска.",
        "В школу пришла армия.",
    ),
    _one(
        ViolationKind.ADDED,
        "ru",
        "Armed men came to the school.",
        "В школу пришло ополчение.",
        "В школу пришли вооружённые люди.",
    ),
)

CASES: Mapping[str, tuple[Case, ...]] = {"uk": _UKRAINIAN, "ru": _RUSSIAN}

#: One sentence for the three house styles.
STYLED: Mapping[str, Pair] = {
    "uk": Pair(
        source="The militia stayed in Ukraine.", translation="Ополчення залишилося в Україні."
    ),
    "ru": Pair(
        source="The militia stayed in Ukraine.", translation="Ополчение осталось в Украине."
    ),
}

#: Terms in oblique cases.
INFLECTED: Mapping[str, str] = {
    "uk": "Перед припиненням вогню говорили з ополченням і з українськими військами під Києвом.",
    "ru": "О прекращении огня говорили с ополчением и с украинскими войсками под Киевом.",
}
