"""Belarusian."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="be",
    draft="Чарнавік, не для публікацыі",
    untranslated="не перакладзена",
    preface="Прадмова",
    credits="Пра выданне",
    original="Арыгінал",
    date="Дата",
    disputed="Пра спрэчныя словы",
    disputed_lead="Як у гэтым выданні перададзены спрэчныя словы.",
    elsewhere="У іншых выданнях",
    sources="Крыніцы",
    notes="Заўвагі да перакладу",
    note="Заўвага",
    note_ending="—\N{NO-BREAK SPACE}Заўв.\N{NO-BREAK SPACE}перакл.",
    back="Назад да тэксту",
    about_translation="Пра пераклад",
    waivers="Выключэнні",
    waivers_lead="Дзе гэта выданне адступае ад свайго стылю і чаму.",
    versions="Версіі гэтага выдання",
    version="Версія",
    before="Было",
    now="Стала",
    contents="Змест",
    cover="Вокладка",
    abstract="Анатацыя",
    publisher="Выдавец",
    licence="Ліцэнзія",
    rights="Правы",
    languages="На іншых мовах",
    editions="Выданні",
    comparison="Параўнанне перакладаў",
    contested="Спрэчнае слова",
    made="Як падрыхтавана гэта выданне",
    source_version="Версія арыгінала",
    glossary="Гласарый",
    revision="рэдакцыя",
    policy="Стыль выдання",
    states="Сегменты паводле стану",
    checks="Праверкі",
    software="Праграма",
    overrides="Апублікавана насуперак",
    signature="Подпіс",
    formats="У іншых фарматах",
    withdrawn="Гэтая публікацыя адклікана.",
    accessibility=(
        "Тэкст ідзе ў парадку чытання, з загалоўкамі, зместам, пазначанымі мовамі і "
        "заўвагамі, якія адкрываюцца там, дзе стаіць іх знак."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Тэкст",
            Contribution.INTERVIEWEE: "Адказы",
            Contribution.INTERVIEWER: "Пытанні",
            Contribution.INTRODUCTION: "Уступнае слова",
            Contribution.TRANSLATOR: "Пераклад",
            Contribution.REVIEWER: "Праверка перакладу",
            Contribution.EDITOR: "Рэдагаванне",
            Contribution.ILLUSTRATOR: "Ілюстрацыі",
            Contribution.COVER_DESIGNER: "Вокладка",
            Contribution.CONTRIBUTOR: "Удзел",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "не завершана",
            State.TRANSLATED: "перакладзена",
            State.REVIEWED: "праверана",
            State.FINAL: "канчаткова",
        }
    ),
)
