"""Polish."""

from __future__ import annotations

from functools import partial

from glossary.analysers.abbreviations import abbreviations, with_abbreviations
from glossary.analysers.lemmatiser import lemmatiser
from glossary.analysers.polish import polish
from glossary.languages.base import Language, declension, words
from glossary.languages.particles import not_infinitive, with_prefix

#: Endings of foreign names, put on behind an apostrophe: Kennedy'ego, Moore'a.
_PUT_ON = words("a owi em ie u e ego emu m ym y i ów om ami ach")


def _before_apostrophe(form: str) -> tuple[str, ...]:
    name, apostrophe, ending = form.rpartition("'")
    return (name,) if apostrophe and len(name) > 1 and ending in _PUT_ON else ()


#: By custom; the dictionary has more, but none of one letter.
_ABBREVIATIONS = abbreviations(
    "r:rok ust:ustęp lit:litera art:artykuł pkt:punkt poz:pozycja dr:doktor "
    "ul:ulica godz:godzina tys:tysiąc proc:procent zach:zachodni wsch:wschodni"
)


LANGUAGE = Language(
    code="pl",
    name="Polish",
    analysers=(
        partial(with_abbreviations, partial(polish, partial(lemmatiser, "pl")), _ABBREVIATIONS),
        partial(lemmatiser, "pl"),
    ),
    reductions=_before_apostrophe,
    declensions=(
        declension("ja", "ja ji ję ją jo jom jami jach"),
        declension("ia", "ia ii ię ią io iom iami iach"),
        declension("(?<=k)i", "i iego iemu im ich imi ie", "a iej ą"),
        declension("ka", "ka ki ce kę ką ko ek kom kami kach"),
        declension("ko", "ko ki ce kę ką kom kami kach"),
        declension("sk", "sk ska skowi skiem sku"),
        declension("ck", "ck cka ckowi ckiem cku"),
        declension("ów", "ów owa owowi owem owie"),
        declension("niec", "niec ńca ńcowi ńcem ńcu ńcze ńcy ńców ńcom ńcami ńcach"),
        declension("iec", "iec ca cowi cem cu cze cy ców com cami cach ieca iecowi iecem iecu"),
        declension("ń", "ń nia niowi niem niu nie ni niów niom niami niach"),
        declension("(?<=[kg])", "- a owi iem u i ów om ami ach"),
        declension("i", "i iego iemu im"),
        declension("y", "y ego emu ym ych ymi e", "a ej ą"),
        declension("ie", "ie ia iu iem iom iach iami"),
        declension("(?<=[bcdfghklmnprstwzż])e", "e ego emu em ym a u"),
        declension("(?<=[oe]w)a", "a ej ą y ie ę o"),
        declension("o", "o a u owi em ie y ę ą"),
        declension("a", "a y i ę ą o om ami ach ie"),
        declension("(?<=[cżjlz])", "- a owi em u e y ów om ami ach i"),
        declension("r", "r ra rowi rem rze ru rzy rów rom rami rach"),
        declension("t", "t ta towi tem cie tu ty tów tom tami tach"),
        declension("d", "d da dowi dem dzie du dy dów dom dami dach"),
        declension("", "- a u owi em ie y i ów om ami ach"),
    ),
    abbreviation_endings=("u", "ie", "em", "owi", "y", "ów", "ami", "ach", "a"),
    prepositions=words(
        "w we na z ze do od ode dla bez przez przy po pod nad za o u przed między przeciw "
        "około wśród wobec ku"
    ),
    prepositions_alike=(words("w we"), words("z ze")),
    conjunctions=words("i oraz lub albo"),
    particles=words("zaś bowiem jednak też by"),
    rephrasings=with_prefix("pro anty ultra neo kontr"),
    plural=not_infinitive("(?:[aeiyuąę]ć|[źś]ć|c)(?: się)?$"),
    reflexives=words("się"),
    works=words(
        "gazeta czasopismo film książka powieść artykuł piosenka serial album sztuka "
        "spektakl poemat blog tygodnik dziennik"
    ),
)
