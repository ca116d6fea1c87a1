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
    disputed="Про спірні слова",
    disputed_lead="Як у цьому виданні передано спірні слова.",
    elsewhere="В інших виданнях",
    sources="Джерела",
    notes="Примітки до перекладу",
    note="Примітка",
    note_ending="—\N{NO-BREAK SPACE}Прим.\N{NO-BREAK SPACE}перекл.",
    back="Назад до тексту",
    about_translation="Про переклад",
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
    languages="Іншими мовами",
    editions="Видання",
    comparison="Порівняння перекладів",
    contested="Спірне слово",
    made="Як підготовлено це видання",
    source_version="Версія оригіналу",
    glossary="Глосарій",
    revision="редакція",
    policy="Стиль видання",
    states="Сегменти за станом",
    checks="Перевірки",
    software="Програма",
    overrides="Опубліковано попри",
    signature="Підпис",
    formats="В інших форматах",
    withdrawn="Цю публікацію відкликано.",
    accessibility=(
        "Текст іде в порядку читання, із заголовками, змістом, позначками мови та примітками, "
        "які відкриваються там, де стоїть їхній знак."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Текст",
            Contribution.INTERVIEWEE: "Відповіді",
            Contribution.INTERVIEWER: "Запитання",
            Contribution.INTRODUCTION: "Вступне слово",
            Contribution.TRANSLATOR: "Переклад",
            Contribution.REVIEWER: "Перевірка перекладу",
            Contribution.EDITOR: "Редагування",
            Contribution.ILLUSTRATOR: "Ілюстрації",
            Contribution.COVER_DESIGNER: "Обкладинка",
            Contribution.CONTRIBUTOR: "Участь",
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
