"""Russian."""

from __future__ import annotations

from functools import partial

from glossary.analysers.abbreviations import abbreviations, with_abbreviations
from glossary.analysers.lemmatiser import lemmatiser
from glossary.analysers.opencorpora import opencorpora, paradigms
from glossary.analysers.second_opinion import by_share, second_opinion
from glossary.languages.base import (
    Analyser,
    Language,
    Script,
    declension,
    government,
    subjects,
    words,
)
from glossary.languages.particles import without_particle

#: ё is often printed е; і stands in old spelling and where a Ukrainian keyboard was used.
_LETTERS = {"ё": "е", "Ё": "Е", "і": "и", "І": "И"}


_DECLENSIONS = (
    declension("ия", "ия ии ию ией иею ий иям иями иях"),
    declension("ие|ье", "ие ия ию ием ии ье ья ью ьем ьи ий иям иями иях ьям ьями ьях"),
    declension("(?<=[кгхжшчщ])(ий|ой)", "ий ой ого ому им ом ие их ими", "ая ой ую ою"),
    declension("ый|ой", "ый ой ого ому ым ом ые ых ыми", "ая ой ую ою"),
    declension("ий", "ий его ему им ем ие их ими ия ию ием ии иев иям иями иях", "яя юю ей ею"),
    declension("(?<=[кгхжшчщ])ая", "ая ой ую ие их им ими"),
    declension("ая", "ая ой ую ые ых ым ыми"),
    declension("ое", "ое ого ому ым им ом"),
    declension("(?<=[оеи][вн])", "- а у ым ом е ы ых ыми"),
    declension("(?<=[оеи][вн])а", "а ой у ою ы е"),
    declension(
        "ец",
        "ец ца цу цем цом це цы цов цев цам цами цах еца ецу ецом еце ецы ецов ецам ецами ецах",
    ),
    declension(
        "ок", "ок ка ку ком ке ки ков кам ками ках ока оку оком оке оки оков окам оками оках"
    ),
    declension("й", "й я ю ем е и ев ям ями ях"),
    declension("ь", "ь я ю ем е и ей ев ям ями ях ью"),
    declension("(?<=[кгхжшчщ])а", "а и е у ой ою ей ею - ам ами ах"),
    declension("а", "а ы е у ой ою ей ею - ам ами ах"),
    declension("я", "я и е ю ей ею ь й ям ями ях"),
    declension("(?<=[кгхжшчщ])и", "и - ов ей ам ами ах"),
    declension("ы", "ы - ов ам ами ах"),
    declension("(?<=[вн])о", "о а у ом е"),
    declension("(?<=[бвгджзклмнпрстфхцчшщ])", "- а у ом ем е ы и ов ев ей ам ами ах"),
)

#: By custom and standard; single letters that are words as well are left out.
_ABBREVIATIONS = abbreviations(
    "г:год гг:год вв:век млн:миллион млрд:миллиард трлн:триллион тыс:тысяча руб:рубль "
    "коп:копейка долл:доллар кг:килограмм мг:миллиграмм мл:миллилитр мм:миллиметр км:километр "
    "га:гектар мин:минута сек:секунда нед:неделя мес:месяц шт:штука стр:страница "
    "обл:область ул:улица тел:телефон кв:квадратный др:другой англ:английский "
    "рус:русский укр:украинский фр:французский лат:латинский проф:профессор акад:академик "
    "св:святой"
)


def _weighed() -> Analyser:
    """What the dictionary knows, with the lemmatiser's vote."""
    return second_opinion(
        partial(opencorpora, "ru", tuple(_LETTERS.items())),
        partial(lemmatiser, "ru"),
        by_share,
        _LETTERS,
    )


LANGUAGE = Language(
    code="ru",
    name="Russian",
    script=Script.CYRILLIC,
    analysers=(partial(with_abbreviations, _weighed, _ABBREVIATIONS),),
    letters=_LETTERS,
    telling="ё",
    reductions=without_particle(("то", "таки", "ка", "де", "с")),
    declensions=_DECLENSIONS,
    abbreviation_endings=("а", "у", "ом", "ем", "е", "ы", "и", "ов", "ам", "ами", "ах"),
    prepositions=words(
        "в во на с со к ко о об обо по при под подо над надо из изо от ото до для без безо "
        "у за между перед передо про через против среди около возле вокруг после кроме "
        "вместо ради из-за из-под"
    ),
    government=government(
        loct_accs="в во на",
        ablt_gent_accs="с со",
        datv="к ко благодаря вопреки согласно навстречу подобно",
        loct_accs_gent="о об обо",
        datv_loct_accs="по",
        ablt_accs="под подо за",
        ablt="над надо между перед передо",
        gent="из изо от ото до для без безо у около возле вокруг после кроме вместо ради "
        "против среди из-за из-под внутри вне внутрь напротив накануне насчет посреди "
        "помимо относительно сверх вблизи вдоль близ мимо позади",
        accs="про через сквозь",
        loct="при",
    ),
    subjects=subjects(
        masc="я ты он",
        femn="я ты она",
        plur="мы вы они",
        either="очень весьма столь слишком крайне",
    ),
    copulas=words("был была были"),
    inflector=partial(paradigms, "ru"),
    prepositions_alike=tuple(
        words(alike)
        for alike in [
            "в во",
            "с со",
            "к ко",
            "о об обо",
            "под подо",
            "над надо",
            "из изо",
            "от ото",
            "без безо",
        ]
    ),
    conjunctions=words("и или либо да"),
    particles=words("же ж ли ль бы б"),
    joints=(("так", "и"), ("но", "и"), ("а", "также"), ("ни",)),
    qualifiers=words(
        "восточный западный северный южный центральный юго-восточный юго-западный "
        "северо-восточный северо-западный левобережный правобережный внутренний внешний "
        "первый второй третий четвертый весь советский царский независимый современный древний"
    ),
    works=words(
        "газета журнал фильм книга роман повесть рассказ статья песня сериал альбом "
        "картина пьеса спектакль поэма сборник блог рубрика передача программа стихотворение "
        "телеканал радиостанция портал гостиница отель кинотеатр театр ресторан кафе санаторий "
        "стадион крейсер корабль фрегат эсминец теплоход пароход паром ледокол"
    ),
)
