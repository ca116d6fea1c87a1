"""Ukrainian."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="uk",
    draft="Чернетка, не для публікації",
    untranslated="не перекладено",
    preface="Передмова",
    credits="Про видання",
    original="Оригінал",
    date="Дата",
    disputed="Примітки про слова",
    disputed_lead="Як у цьому виданні передано спірні слова.",
    made="Як підготовлено це видання",
    source_version="Версія оригіналу",
    glossary="Глосарій",
    revision="редакція",
    policy="Стиль видання",
    states="Сегменти за станом",
    software="Програма",
    overrides="Опубліковано попри",
    signature="Підпис",
    translators_note="прим. перекл.",
    notes="Примітки перекладачів",
    note="Примітка",
    back="Назад до тексту",
    about_translation="Про переклад",
    elsewhere="В інших виданнях",
    sources="Джерела",
    waivers="Винятки",
    waivers_lead="Де це видання відступає від свого стилю й чому.",
    versions="Версії цього видання",
    version="Версія",
    before="Було",
    now="Стало",
    contents="Зміст",
    cover="Обкладинка",
    abstract="Анотація",
    publisher="Видавець",
    licence="Ліцензія",
    rights="Права",
    checks="Перевірки",
    languages="Іншими мовами",
    editions="Видання",
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Автор",
            Contribution.INTERVIEWEE: "Інтерв’ю з",
            Contribution.INTERVIEWER: "Інтерв’ю взяли",
            Contribution.INTRODUCTION: "Вступне слово",
            Contribution.TRANSLATOR: "Переклад",
            Contribution.REVIEWER: "Перевірка перекладу",
            Contribution.EDITOR: "Редагування",
            Contribution.ILLUSTRATOR: "Ілюстрації",
            Contribution.COVER_DESIGNER: "Обкладинка",
            Contribution.CONTRIBUTOR: "За участі",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "не завершено",
            State.TRANSLATED: "перекладено",
            State.REVIEWED: "перевірено",
            State.FINAL: "остаточно",
        }
    ),
)
