"""The few words that an output adds to an edition, in the edition's language.

Languages without words of their own get the English ones, and the outputs that
can say so mark them as English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from translations.model import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What an output says in its own name."""

    language: str
    draft: str
    untranslated: str
    preface: str
    credits: str
    translation: str  #: what who translated did
    review: str
    original: str
    date: str
    notes: str
    notes_lead: str
    made: str
    source_version: str
    glossary: str
    revision: str
    policy: str
    states: str
    software: str
    overrides: str
    signature: str
    state_names: Mapping[State, str]


ENGLISH = Wording(
    language="en",
    draft="Draft, not for publication",
    untranslated="not translated",
    preface="Preface",
    credits="Credits",
    translation="Translation",
    review="Review",
    original="Original",
    date="Date",
    notes="Notes on words",
    notes_lead="How this edition renders words that are disputed.",
    made="How this edition was made",
    source_version="Version of the source",
    glossary="Glossary",
    revision="revision",
    policy="House style",
    states="Segments by state",
    software="Software",
    overrides="Published in spite of",
    signature="Signature",
    state_names=MappingProxyType(
        {
            State.INITIAL: "unfinished",
            State.TRANSLATED: "translated",
            State.REVIEWED: "reviewed",
            State.FINAL: "final",
        }
    ),
)

_UKRAINIAN = Wording(
    language="uk",
    draft="Чернетка, не для публікації",
    untranslated="не перекладено",
    preface="Передмова",
    credits="Про видання",
    translation="Переклад",
    review="Перевірка перекладу",
    original="Оригінал",
    date="Дата",
    notes="Примітки про слова",
    notes_lead="Як у цьому виданні передано спірні слова.",
    made="Як підготовлено це видання",
    source_version="Версія оригіналу",
    glossary="Глосарій",
    revision="редакція",
    policy="Стиль видання",
    states="Сегменти за станом",
    software="Програма",
    overrides="Опубліковано попри",
    signature="Підпис",
    state_names=MappingProxyType(
        {
            State.INITIAL: "не завершено",
            State.TRANSLATED: "перекладено",
            State.REVIEWED: "перевірено",
            State.FINAL: "остаточно",
        }
    ),
)

_RUSSIAN = Wording(
    language="ru",
    draft="Черновик, не для публикации",
    untranslated="не переведено",
    preface="Предисловие",
    credits="Об издании",
    translation="Перевод",
    review="Проверка перевода",
    original="Оригинал",
    date="Дата",
    notes="Примечания о словах",
    notes_lead="Как в этом издании переданы спорные слова.",
    made="Как подготовлено это издание",
    source_version="Версия оригинала",
    glossary="Глоссарий",
    revision="редакция",
    policy="Стиль издания",
    states="Сегменты по состояниям",
    software="Программа",
    overrides="Опубликовано вопреки",
    signature="Подпись",
    state_names=MappingProxyType(
        {
            State.INITIAL: "не закончено",
            State.TRANSLATED: "переведено",
            State.REVIEWED: "проверено",
            State.FINAL: "окончательно",
        }
    ),
)

_GERMAN = Wording(
    language="de",
    draft="Entwurf, nicht zur Veröffentlichung",
    untranslated="nicht übersetzt",
    preface="Vorbemerkung",
    credits="Zu dieser Ausgabe",
    translation="Übersetzung",
    review="Prüfung der Übersetzung",
    original="Original",
    date="Datum",
    notes="Anmerkungen zu Wörtern",
    notes_lead="Wie diese Ausgabe umstrittene Wörter wiedergibt.",
    made="Wie diese Ausgabe entstanden ist",
    source_version="Fassung der Vorlage",
    glossary="Glossar",
    revision="Revision",
    policy="Hausstil",
    states="Segmente nach Stand",
    software="Software",
    overrides="Veröffentlicht trotz",
    signature="Signatur",
    state_names=MappingProxyType(
        {
            State.INITIAL: "nicht fertig",
            State.TRANSLATED: "übersetzt",
            State.REVIEWED: "geprüft",
            State.FINAL: "endgültig",
        }
    ),
)

WORDINGS: Mapping[str, Wording] = MappingProxyType(
    {words.language: words for words in (ENGLISH, _UKRAINIAN, _RUSSIAN, _GERMAN)}
)

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "ks", "lrc"}
    | {"mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg"})


def wording(language: str) -> Wording:
    """The words for a language, whatever region or script its tag adds."""
    return WORDINGS.get(_subtags(language)[0], ENGLISH)


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the script that the tag names or else by the language's usual one."""
    first, *others = _subtags(language)
    script = next((tag for tag in others if len(tag) == 4 and tag.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if first in _RIGHT_TO_LEFT else "ltr"


def _subtags(language: str) -> list[str]:
    return language.replace("_", "-").casefold().split("-")
