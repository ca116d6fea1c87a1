"""Spanish."""

from __future__ import annotations

from functools import partial

from glossary.analysers.lemmatiser import lemmatiser
from glossary.languages.base import Language, declension, words
from glossary.languages.particles import ending_changes, plural_by, with_prefix

_FEMININES = (
    *(("iva", "ivo"), ("osa", "oso"), ("ana", "ano"), ("ada", "ado"), ("ida", "ido")),
    *(("ica", "ico"), ("ora", "or"), ("aria", "ario"), ("ima", "imo")),
)
#: Persons by what they do, before -te and -ta: presidente, presidenta.
_OF_PERSONS = ("den", "lien", "rien", "dien", "vien")
#: The vowels of participles and of the infinitives of their verbs.
_VERBS = (("a", "a"), ("i", "e"), ("i", "i"))
_PARTICIPLES = ("o", "a", "os", "as")
_ADJECTIVES = ending_changes(
    *_FEMININES,
    *((f"{feminine}s", masculine) for feminine, masculine in _FEMININES),
    *(("erna", "erno"), ("ernas", "erno"), ("nua", "nuo"), ("nuas", "nuo")),
    *(("ánea", "áneo"), ("áneas", "áneo")),
    *(("ones", "ón"), ("ores", "or"), ("ales", "al"), ("eles", "el"), ("enes", "én")),
    ("ado", "ado"),
    ("ido", "ido"),
    ("ces", "z"),
    *((f"{stem}ta{plural}", f"{stem}te") for stem in _OF_PERSONS for plural in ("", "s")),
    *((f"{vowel}d{ending}", f"{verb}r") for vowel, verb in _VERBS for ending in _PARTICIPLES),
    *((f"{masculine}s", masculine) for _feminine, masculine in _FEMININES),
)

LANGUAGE = Language(
    code="es",
    name="Spanish",
    analysers=(partial(lemmatiser, "es", adjectives=_ADJECTIVES),),
    declensions=(
        declension("o", "o a os as"),
        declension("a", "a as"),
        declension("os", "os o"),
        declension("as", "as a"),
        declension("z", "z ces"),
        declension("(?<=[eiu])", "- s"),
        declension("(?<=[^aeiousáéíóú])", "- es s"),
    ),
    loose_hyphens=True,
    accents_omitted=True,
    prepositions=words(
        "a al ante bajo con contra de del desde durante en entre hacia hasta para por según "
        "sin sobre tras"
    ),
    before_verbs=words("yo tú ella ellos ellas usted ustedes me te se nos os le les"),
    articles=words("el la los las un una unos unas al del"),
    articles_alike=(words("el al del"),),
    closed=words(
        "no es son fue fuera sea para como entre sobre esta este una uno hace dan mas solo"
    ),
    conjunctions=words("y e o u"),
    rephrasings=with_prefix("pro anti ultra neo auto contra inter extra", doubled="r"),
    abbreviation_endings=("s",),
    plural=plural_by(("s", ""), ("es", ""), ("ces", "z")),
    works=words(
        "periódico diario revista película documental libro novela artículo canción serie "
        "álbum poema blog"
    ),
)
