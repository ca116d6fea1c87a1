"""Bulgarian."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="bg",
    draft="Чернова, не е за публикуване",
    untranslated="непреведено",
    preface="Предговор",
    credits="За изданието",
    original="Оригинал",
    date="Дата",
    disputed="За спорните думи",
    disputed_lead="Как това издание предава спорните думи.",
    elsewhere="В други издания",
    sources="Източници",
    notes="Бележки към превода",
    note="Бележка",
    note_ending="—\N{NO-BREAK SPACE}Бел.\N{NO-BREAK SPACE}прев.",
    back="Обратно към текста",
    about_translation="За превода",
    waivers="Изключения",
    waivers_lead="Къде това издание се отклонява от своя стил и защо.",
    versions="Версии на това издание",
    version="Версия",
    before="Преди",
    now="Сега",
    contents="Съдържание",
    cover="Корица",
    abstract="Резюме",
    publisher="Издател",
    licence="Лиценз",
    rights="Права",
    languages="На други езици",
    editions="Издания",
    comparison="Сравнение на преводите",
    contested="Спорна дума",
    made="Как е подготвено това издание",
    source_version="Версия на оригинала",
    glossary="Речник на термините",
    revision="редакция",
    policy="Стил на изданието",
    states="Сегменти по състояние",
    checks="Проверки",
    software="Софтуер",
    overrides="Публикувано въпреки",
    signature="Подпис",
    formats="В други формати",
    withdrawn="Тази публикация е оттеглена.",
    accessibility=(
        "Текстът следва реда на четене, със заглавия, съдържание, отбелязани езици и бележки, "
        "които се отварят там, където е знакът им."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Текст",
            Contribution.INTERVIEWEE: "Отговори",
            Contribution.INTERVIEWER: "Въпроси",
            Contribution.INTRODUCTION: "Уводни думи",
            Contribution.TRANSLATOR: "Превод",
            Contribution.REVIEWER: "Проверка на превода",
            Contribution.EDITOR: "Редакция",
            Contribution.ILLUSTRATOR: "Илюстрации",
            Contribution.COVER_DESIGNER: "Корица",
            Contribution.CONTRIBUTOR: "Участие",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "незавършено",
            State.TRANSLATED: "преведено",
            State.REVIEWED: "проверено",
            State.FINAL: "окончателно",
        }
    ),
)
