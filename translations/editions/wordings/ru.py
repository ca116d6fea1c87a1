"""Russian."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="ru",
    draft="Черновик, не для публикации",
    untranslated="не переведено",
    preface="Предисловие",
    credits="Об издании",
    original="Оригинал",
    date="Дата",
    disputed="О спорных словах",
    disputed_lead="Как в этом издании переданы спорные слова.",
    elsewhere="В других изданиях",
    sources="Источники",
    notes="Примечания к переводу",
    note="Примечание",
    note_ending="—\N{NO-BREAK SPACE}Прим.\N{NO-BREAK SPACE}пер.",
    back="Назад к тексту",
    about_translation="О переводе",
    waivers="Исключения",
    waivers_lead="Где это издание отступает от своего стиля и почему.",
    versions="Версии этого издания",
    version="Версия",
    before="Было",
    now="Стало",
    contents="Содержание",
    cover="Обложка",
    abstract="Аннотация",
    publisher="Издатель",
    licence="Лицензия",
    rights="Права",
    languages="На других языках",
    editions="Издания",
    comparison="Сравнение переводов",
    contested="Спорное слово",
    made="Как подготовлено это издание",
    source_version="Версия оригинала",
    glossary="Глоссарий",
    revision="редакция",
    policy="Стиль издания",
    states="Сегменты по состояниям",
    checks="Проверки",
    software="Программа",
    overrides="Опубликовано вопреки",
    signature="Подпись",
    formats="В других форматах",
    withdrawn="Эта публикация отозвана.",
    accessibility=(
        "Текст идёт в порядке чтения, с заголовками, содержанием, пометами языка и "
        "примечаниями, которые открываются там, где стоит их знак."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Текст",
            Contribution.INTERVIEWEE: "Ответы",
            Contribution.INTERVIEWER: "Вопросы",
            Contribution.INTRODUCTION: "Вступительное слово",
            Contribution.TRANSLATOR: "Перевод",
            Contribution.REVIEWER: "Проверка перевода",
            Contribution.EDITOR: "Редактура",
            Contribution.ILLUSTRATOR: "Иллюстрации",
            Contribution.COVER_DESIGNER: "Обложка",
            Contribution.CONTRIBUTOR: "Участие",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "не закончено",
            State.TRANSLATED: "переведено",
            State.REVIEWED: "проверено",
            State.FINAL: "окончательно",
        }
    ),
)
