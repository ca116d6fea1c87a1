"""Ukrainian."""

from __future__ import annotations

from functools import partial

from glossary.analysers.lemmatiser import lemmatiser
from glossary.analysers.opencorpora import opencorpora, paradigms
from glossary.analysers.ordinals import ordinal_endings, with_ordinals
from glossary.analysers.second_opinion import by_lemma, second_opinion
from glossary.analysers.ukrainian import with_verbs
from glossary.languages.base import (
    Analyser,
    Language,
    Script,
    declension,
    government,
    subjects,
    words,
)
from glossary.languages.euphony import alternations
from glossary.languages.particles import without_particle

_DECLENSIONS = (
    declension("ія", "ія ії ію ією іє ій іям іями іях"),
    declension("ння|ття", "ння нню нням нні нь ннями ннях ття ттю ттям тті ттями ттях"),
    declension(
        "(?<=[цс])ький", "ький ького ькому ьким ькім ькі ьких ькими", "ька ької ькій ьку ькою"
    ),
    declension("ий|ій", "ий ого ього ому ьому им ім і их іх ими іми", "а я ої ьої ій у ю ою ею"),
    declension("(?<=ц)ька", "ька ької ькій ьку ькою ькі ьких ьким ькими"),
    declension("(?<=[оеєиії][вн])", "- а у им і е ові ом и их ими"),
    declension("(?<=[оеєиії][вн])а", "а ої ій у ою и і"),
    declension("ів", "ів ова ову овом ові ове єва єву євом єві ева еву евом еві"),
    declension("ець", "ець ця цю цем ці цеві ців цям цями цях че"),
    declension("ок", "ок ка ку ком кові ці ки ків кам ками ках ку"),
    declension("ко", "ко ка ку ком кові ці ки ків кам ками ках"),
    declension("е", "е ого ому им ім а у ем і я ю"),
    declension("о", "о а у ом і ові"),
    declension("й", "й я ю єм єві ї їв ям ями ях є"),
    declension("ь", "ь я ю ем еві і ів ей ям ями ях ю є"),
    declension("ка", "ка ки ці ку кою ко ок кам ками ках"),
    declension("га", "га ги зі гу гою го г гам гами гах"),
    declension("ха", "ха хи сі ху хою хо х хам хами хах"),
    declension("а", "а и і у ою ею о е - ам ами ах"),
    declension("я", "я і ї ю ею єю е є ь й ям ями ях"),
    declension("и", "и - ів ам ами ах"),
    declension("і", "і ь ів ей ям ями ях ам ами ах"),
    declension("к", "к ка ку ком кові ці ки ків кам ками ках че"),
    declension("(?<=[бвгґджзклмнпрстфхцчшщ])", "- а у ом ем ові еві і и е ів ам ами ах"),
)


_ORDINALS = ordinal_endings(
    {
        "й": "nomn:m accs:m datv:f loct:f",
        "го": "gent:mn accs:m",
        "му": "datv:mn loct:mn",
        "м": "ablt:mn loct:mn datv:p",
        "ми": "ablt:p",
        "х": "gent:p loct:p accs:p",
        "а": "nomn:f",
        "я": "nomn:f",
        "ї": "gent:f",
        "у": "accs:f",
        "ю": "accs:f ablt:f",
        "е": "nomn:n accs:n",
        "є": "nomn:n accs:n",
        "і": "nomn:p accs:p",
    }
)


def _weighed() -> Analyser:
    """What the dictionary knows, with the lemmatiser's vote, and whose forms participles are."""
    weighed = partial(
        second_opinion, partial(opencorpora, "uk"), partial(lemmatiser, "uk"), by_lemma
    )
    return with_verbs(weighed)


LANGUAGE = Language(
    code="uk",
    name="Ukrainian",
    script=Script.CYRILLIC,
    analysers=(partial(with_ordinals, _weighed, _ORDINALS),),
    reductions=without_particle(("то", "таки", "но", "от")),
    declensions=_DECLENSIONS,
    abbreviation_endings=("а", "у", "ом", "ем", "і", "и", "ів", "ам", "ами", "ах", "ові"),
    prepositions=words(
        "в у на з із зі зо до для без від од під піді над наді при про по за через проти "
        "серед біля коло після крім замість ради між перед переді об о к навколо з-за з-під"
    ),
    government=government(
        loct_accs="в у на о об",
        gent_ablt="з із зі",
        datv="завдяки всупереч назустріч",
        loct="при",
        loct_datv="по",
        ablt_accs="під за над перед між",
        gent="від од до для без біля коло навколо після крім замість заради проти серед "
        "з-за з-під із-за всередині усередині поблизу щодо стосовно довкола навпроти "
        "напередодні поза осторонь",
        accs="про через крізь",
    ),
    subjects=subjects(
        masc="я ти він", femn="я ти вона", plur="ми ви вони", either="дуже надто занадто вельми"
    ),
    copulas=words("був була були"),
    inflector=partial(paradigms, "uk"),
    prepositions_alike=tuple(
        words(alike) for alike in ["в у", "з із зі зо", "від од", "під піді", "над наді"]
    ),
    conjunctions=words("і й та або чи"),
    particles=words("же ж би б лиш"),
    rephrasings=alternations,
    joints=(("так", "і"), ("так", "й"), ("але", "й"), ("а", "також"), ("ні",), ("ані",)),
    datives_as_genitives=True,
    qualifiers=words(
        "східний східній західний західній північний північній південний південній центральний "
        "південно-східний південно-західний північно-східний північно-західний лівобережний "
        "правобережний внутрішній зовнішній "
        "перший другий третій четвертий увесь весь радянський царський незалежний сучасний давній "
        "стародавній"
    ),
    works=words(
        "газета журнал фільм книга роман повість оповідання стаття пісня серіал альбом "
        "картина п'єса вистава поема збірка блог рубрика передача програма вірш "
        "телеканал радіостанція портал готель кінотеатр театр ресторан кафе санаторій "
        "стадіон крейсер корабель фрегат есмінець теплохід пароплав пором криголам"
    ),
)
