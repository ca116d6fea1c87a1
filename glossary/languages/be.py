"""Belarusian: without a dictionary, by the endings of its declensions alone.

Spelling follows sound: a consonant may change before an ending, and о, э, ё of
a stressed syllable are а and я in another form of the word (вайна, войны). What
is found by an ending, `Evidence.ENDING` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.languages.base import Declension, Language, Script, declension, words
from glossary.languages.particles import two_adjectives, without_particle

#: Endings of an infinitive and what stands in their place: in the present, the past, of
#: participles. The first row that fits is taken, as in a declension.
_CONJUGATIONS = (
    ("(?<=ў)ваць", "ваю ваеш вае ваем ваеце ваюць ваючы вай вайце", "ва", "ван"),
    ("яваць", "юю юеш юе юем юеце ююць юючы юй юйце яю яеш яе яём яеце яюць", "ява", "яван"),
    ("аваць", "ую уеш уе уем уеце уюць уючы уй уйце аю аеш ае аём аеце аюць", "ава", "аван"),
    ("(?<=пі)саць", "шу шаш ша шам шаце шуць шучы шы шыце", "са", "сан"),
    ("(?<=[кв]а)заць", "жу жаш жа жам жаце жуць жы жыце", "за", "зан"),
    ("аць", "аю аеш ае аем аеце аюць аючы ай айце у еш е уць", "а", "ан"),
    ("(?<![мпвс])яць", "яю яеш яе яем яеце яюць яючы яй яйце", "я", "ян"),
    ("сціць", "шчу сціш сціць сцім сціце сцяць сцячы сці сціце", "сці", "шчан"),
    ("дзіць", "джу дзіш дзіць дзім дзіце дзяць дзячы дзь дзьце дзі", "дзі", "джан"),
    ("ціць", "чу ціш ціць цім ціце цяць цячы ць ці", "ці", "чан"),
    ("сіць", "шу сіш сіць сім сіце сяць сячы сі", "сі", "шан"),
    ("зіць", "жу зіш зіць зім зіце зяць зячы зі", "зі", "жан"),
    ("(?<=[бвмпф])іць", "лю іш іць ім іце яць ячы і", "і", "лен"),
    ("іць", "ю іш іць ім іце яць ячы і", "і", "ен"),
    ("(?<=кр)ыць", "ыю ыеш ые ыем ыеце ыюць ый ыйце", "ы", "ыт"),
    ("ыць", "у ыш ыць ым ыце аць ачы ы", "ы", "ан"),
    ("дзець", "джу дзіш дзіць дзім дзіце дзяць дзею дзееш дзее дзеем дзеюць", "дзе", "джан"),
    ("ець", "ею ееш ее еем ееце еюць еючы ей ейце іш іць ім іце яць", "е", "ен"),
    ("(?<=...)эць", "эю эеш эе эем эеце эюць эючы эй эйце", "э", "эн"),
    ("нуць", "ну неш не нем нём неце нуць ні ніце", "ну", "нут"),
)
_PAST = ("ў", "ла", "ло", "лі", "ўшы")
_OF_PARTICIPLES = "ы ая ае ыя ага аму ым ай аю ую ых ымі а"


def _conjugated() -> Iterator[Declension]:
    """Verbs, and the same verbs with -ся; nouns that end so are shorter: «ніць», «маць»."""
    for ending, present, past, participle in _CONJUGATIONS:
        infinitive = re.sub(r"\(.*?\)", "", ending)
        forms = [infinitive, *present.split(), *(past + each for each in _PAST)]
        passive = [participle + each for each in _OF_PARTICIPLES.split()]
        yield Declension(f"(?<=..){ending}", (*forms, *passive))
        yield Declension(f"(?<=..){ending.removesuffix('ць')}цца", tuple(map(_reflexive, forms)))


def _reflexive(form: str) -> str:
    """«Яднаюць», «яднае», «яднаў» with -ся: «яднаюцца», «яднаецца», «яднаўся»."""
    if form.endswith("ць"):
        return form.removesuffix("ць") + "цца"
    return f"{form}цца" if form.endswith(("е", "жа", "ша")) else f"{form}ся"


def _doubling(ending: str, endings: str, instrumental: str) -> Declension:
    """Nouns that may be feminines and double their consonant once: «сувяззю», «ноччу»."""
    consonant, others = ending[0], (*endings.split(), instrumental)
    return Declension(ending, (ending, *(consonant + each for each in others)))


#: Endings behind a soft consonant, and behind a hard one.
_SOFT = "ь я ю ем ём і яў ёў ей ям ямі ях"
_HARD = "а у ам ом е ы і э аў оў амі ах"
_DECLENSIONS = (
    *_conjugated(),
    # Adjectives, and the names that decline as they do; plural citations have their singular.
    declension(
        "(?<=[гкх])і",
        "і ага ога аму ому ім ае ое ія іх імі аў оў ам амі ах",
        "ая ай ой ую аю ою",
    ),
    declension("(?<=[гкх])ая", "ая ай ую аю ія іх ім імі"),
    declension("(?<=[гкх])ія", "ія іх ім імі і ага аму ая ай ую аю ае іі ію іяй іям іямі іях"),
    declension("ая", "ая ай ую аю ыя ых ым ымі"),
    declension("яя", "яя яй юю яю ія іх ім імі"),
    declension("ае|ое", "ае ое ага ога аму ому ым ім ыя ія ых іх ымі імі"),
    declension("яе", "яе яга яму ім ія іх імі"),
    declension("ыя", "ыя ыі ыю ыяй ыяю ыям ыямі ыях ый ых ым ымі ы ага аму ая ай ую аю ае"),
    declension("ія", "ія іі ію іяй іяю іям іямі іях ій іх ім імі"),
    # Surnames.
    declension("(?<=[аеоёы])ў", "ў ва ву вым ве вы вых вымі вам ваў вамі вах", "вай"),
    declension("(?<=[іы]н)", "- а у ым ам е ы ых ымі аў амі ах"),
    declension("(?<=[іы]н)а", "а ай ой ы е у аю ою ых ым ымі - ам амі ах"),
    # Nouns whose stem changes before an ending.
    declension("вец", "вец ўца ўцу ўцам ўцом ўцы ўцаў ўцоў ўцамі ўцах"),
    declension("лец", "лец льца льцу льцам льцом льцы льцаў льцоў льцамі льцах"),
    declension("(?<=[аоуэе])ец", "ец йца йцу йцам йцом йцы йцаў йцоў йцамі йцах"),
    declension("ец", "ец ца цу цам цом цы цаў цоў цамі цах"),
    declension(
        "(?<=[нрлдцжшчсз])ак", "ак ка ку кам кі каў камі ках ака аку акам акі акаў акамі аках"
    ),
    declension("ок", "ок ка ку ком кам кі коў каў камі ках"),
    declension("ўка", "ўка ўкі ўцы ўку ўкай ўкаю ўкам ўкамі ўках вак"),
    declension("ка", "ка кі цы цэ ку кай кой каю кою кам камі ках ак к ек аў"),
    declension("га", "га гі зе гу гай гой гаю гою гам гамі гах г"),
    declension("ха", "ха хі се ху хай хой хаю хою хам хамі хах х"),
    declension("та", "та ты це ту тай той таю тою там тамі тах т"),
    declension("да", "да ды дзе ду дай дой даю дою дам дамі дах д"),
    declension("ва", "ва вы ве ву вай вой ваю вою вам ваў воў вамі вах ў вых вым вымі"),
    declension("(?<=[бвгджзклмнпрсфхцчш])а", "а ы і е э у ай ой аю ою ам амі ах - аў оў"),
    declension("т", "т та ту там том це ты таў тоў тамі тах"),
    declension("(?<=[^з])д", "д да ду дам дом дзе ды доў даў дамі дах"),
    # Towns, whose plural would be the adjective made from them: мінскі.
    declension("(?<=[сц]к)", "- а у ам ом"),
    declension("(?<=[гкх])", "- а у ам ом і аў оў амі ах"),
    *(_doubling(hard, _HARD, f"{hard}у") for hard in "жчш"),
    declension("(?<=[бвджзлмнпрсфцчш])", f"- {_HARD}"),
    # Soft stems.
    declension("ць", "ць ці цю ццю цей цяў цям цямі цях"),
    declension(
        "(?<=[зн])ень",
        "ень еня еню енем ені еняў еням енямі енях ня ню нем нём ні нёў няў ням нямі нях",
    ),
    declension("дзь", "дзь дзі дзю ддзю дзей дзяў дзям дзямі дзях дзя дзем"),
    *(_doubling(f"{soft}ь", _SOFT, f"{soft}ю") for soft in "лнсз"),
    declension("ь", _SOFT),
    declension("й", "й я ю ем ём і яў ёў ям ямі ях"),
    declension("(?<=[нлсцз])е", "е я ю ем і яў ям ямі ях"),
    declension("ё", "ё я ю ём ем і яў ёў ям ямі ях"),
    declension("е", "е я ю ем і яў ям ямі ях"),
    declension("(?<=[^аеёіоуыэюя])ня", "ня ні ню няй нёй няю нёю ням нямі нях ень ань няў"),
    declension("я", "я і ю яй ёй яю ёю ям ямі ях ь яў ей й"),
    declension("о", "о а у ом е ы - аў ам амі ах"),
    # Nouns cited in the plural, and their singular.
    declension("(?<=н)цы", "цы цаў цоў цам цамі цах ец ца цу цом"),
    declension("ыі", "ыі ый ыяў ыям ыямі ыях ыя ыю ыяй ыяю"),
    declension("ы", "ы аў оў - ам амі ах а у ом е ага аму ым ае ыя ых ымі", "ая ай ую"),
    declension(
        "(?<=н)і",
        "і аў оў яў ёў ей - ам ямі амі ьмі ях ах ям а у я ю ем яга яму ім яе яя юю яй яю ія іх імі",
    ),
    declension("і", "і аў оў яў ёў ей - ам ямі амі ьмі ях ах ям а у я ю ем"),
)
#: Endings of the plural, in which the stress may move and the vowels of a stem with it.
_PLURAL = re.compile(r"([\w']{3,}?)(ы|і|аў|оў|яў|ёў|ам|амі|ах|ям|ямі|ях)$")
_OTHER_VOWELS = {"о": "а", "а": "оэ", "ё": "я", "я": "ё", "е": "я", "э": "а"}
#: Endings of verbs, before which the stress may stand on the stem: «забароніць», «забаронены».
_VERBAL = re.compile(
    r"([\w']{3,}?)([іыеа](?:ш|м|це|ць|цца)|[уюя](?:ць|цца)|ен(?:ы|ая|ае|ыя|ага|ым|ай|ую|ых|ымі|а))$"
)
#: The plural of «чалавек».
_PEOPLE = words("людзі людзей людзям людзьмі людзях")
_particles = without_particle(("то", "такі"))


def _as_spelt_elsewhere(form: str) -> tuple[str, ...]:
    """«Войны» as «вайны», «гарады» as «горады», and «ўлады» after a vowel as «улады»."""
    plain = "у" + form[1:] if form.startswith("ў") and len(form) > 1 else form
    of_one = ("чалавек",) if plain in _PEOPLE else ()
    variants = (*_particles(plain), *_with_other_stress(plain), *of_one)
    return variants if plain == form else (plain, *variants)


def _with_other_stress(form: str) -> tuple[str, ...]:
    """A plural, or a verb, with one vowel of its stem as it sounds under another stress."""
    plural = _PLURAL.match(form) or _VERBAL.match(form)
    if plural is None:
        return ()
    stem, ending = plural.groups()
    return tuple(
        stem[:at] + other + stem[at + 1 :] + ending
        for at, letter in enumerate(stem)
        for other in _OTHER_VOWELS.get(letter, "")
    )


LANGUAGE = Language(
    code="be",
    name="Belarusian",
    script=Script.CYRILLIC,
    reductions=_as_spelt_elsewhere,
    declensions=_DECLENSIONS,
    abbreviation_endings=("а", "у", "ам", "ом", "е", "ы", "і", "аў", "амі", "ах"),
    prepositions=words(
        "у ў в на з са са да для без ад пад над пра праз аб па пры за між перад супраць "
        "сярод каля пасля акрамя замест дзеля вакол з-за з-пад"
    ),
    prepositions_alike=(words("у ў"), words("з са")),
    agreeing=two_adjectives(
        *(
            (f"(?:{alike})", f"(?:{alike})")
            for alike in (
                *("ы|і", "ая|яя", "ае|яе", "ыя|ія", "ага|яга", "аму|яму", "ым|ім", "ай|яй|аю|яю"),
                *("ую|юю", "ых|іх", "ымі|імі"),
            )
        )
    ),
    conjunctions=words("і й ды або ці"),
    particles=words("жа ж бы б"),
    works=words("газета часопіс фільм кніга раман апавяданне артыкул песня серыял альбом"),
)
