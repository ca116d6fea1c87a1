"""Spanish."""

from __future__ import annotations

import re
from functools import partial
from types import MappingProxyType

from glossary.analysers.lemmatiser import lemmatiser
from glossary.analysers.presents import with_presents
from glossary.languages.base import Language, declension, names, words
from glossary.languages.particles import ending_changes, pairs, plural_by, with_prefix

_FEMININES = (
    *(("iva", "ivo"), ("osa", "oso"), ("ana", "ano"), ("ada", "ado"), ("ida", "ido")),
    *(("ica", "ico"), ("ora", "or"), ("aria", "ario"), ("ima", "imo")),
)
#: Women whose words the word list keeps apart.
_WOMEN = pairs(
    "ministra:ministro candidata:candidato soldada:soldado alcaldesa:alcalde "
    "capitana:capitán mestiza:mestizo muerta:muerto sargenta:sargento viuda:viudo"
)
#: Feminines that it has as nouns or verbs; derecha, conjura and para are more often those.
_FEMININES_APART = words(
    "accesoria agria amarga angosta apta atenta baja barata blasfema brusca buena burda "
    "caduca cara casta completa concreta corta cuerda desnuda despierta diestra dura "
    "efímera enferma entera espesa estrecha expresa extraña fecunda fiera fija fina grata gruesa "
    "harta honda honesta indigna indirecta directa inquieta intrusa inversa izquierda limpia llena "
    "mala mezquina molesta muda negra nueva obvia oculta opaca peregrina perpetua precisa propicia "
    "quieta recta recíproca redonda revuelta ronca rota ruda sacra sana segura seria sincera "
    "soberbia suprema supuesta tibia turbia vaga varia viva"
)
_prefixed = with_prefix("pro anti ultra neo auto contra inter extra ex", doubled="r")
#: Forms before a noun: gran potencia, grandes potencias.
_SHORTENED = MappingProxyType(
    {"gran": "grande", "buen": "bueno", "primer": "primero", "tercer": "tercero"}
)
#: Persons by what they do, before -te and -ta: presidente, presidenta.
_OF_PERSONS = ("den", "lien", "rien", "dien", "vien")
#: The vowels of participles and of the infinitives of their verbs.
_VERBS = (("a", "a"), ("i", "e"), ("i", "i"))
_PARTICIPLES = ("o", "a", "os", "as")
#: Participles that no rule gives, without their last vowel, and the infinitives of their verbs.
_STRONG = pairs(
    "abiert:abrir cubiert:cubrir dich:decir escrit:escribir hech:hacer muert:morir puest:poner "
    "rot:romper suelt:solver vist:ver vuelt:volver"
)
#: Forms of verbs with another vowel that the word list has as other words.
_CHANGED = pairs(
    "eligió:elegir eligieron:elegir eligiendo:elegir eligiera:elegir eligieran:elegir "
    "elegía:elegir elija:elegir elijan:elegir corrigió:corregir corrigieron:corregir miente:mentir "
    "mienten:mentir mienta:mentir mientan:mentir muera:morir mueran:morir"
)
_ADJECTIVES = ending_changes(
    *((f"{stem}{ending}", verb) for stem, verb in _STRONG.items() for ending in _PARTICIPLES),
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


def _cited(form: str) -> tuple[str, ...]:
    woman = _WOMEN.get(form.removesuffix("s"))
    return (*_ADJECTIVES(form), *((woman,) if woman else ()))


def _apart() -> dict[str, str]:
    feminines = {f"{form}{s}": f"{form[:-1]}o" for form in _FEMININES_APART for s in ("", "s")}
    strong = {f"{stem}{ending}": verb for stem, verb in _STRONG.items() for ending in _PARTICIPLES}
    return {**strong, **feminines, **_CHANGED, **_SHORTENED}


#: How stems end before -e that end otherwise before -a: ataque, ataca.
_HARD = MappingProxyType({"qu": "c", "gu": "g", "c": "z"})
_WISHED = re.compile(f"(?:{'|'.join(_HARD)})$")


def _infinitives(form: str) -> tuple[str, ...]:
    """«Contar» and «cerrar» of «cuenta» and «cierra»; «atacar» of «que ataque»."""
    stem = form[:-1]
    stems = dict.fromkeys((stem, stem.replace("ue", "o"), stem.replace("ie", "e")))
    endings = {"a": ("ar",), "e": ("er", "ir")}.get(form[-1:], ())
    wished = _WISHED.sub(lambda found: _HARD[found[0]], stem) + "ar" if form[-1:] == "e" else ""
    return (*(each + ending for each in stems for ending in endings), *filter(None, (wished,)))


def _rephrased(phrase: str) -> tuple[str, ...]:
    """With an adjective in its whole form, which it has in the plural; or a prefix joined."""
    first, space, rest = phrase.partition(" ")
    whole = _SHORTENED.get(first.lower()) if space else None
    return (*_prefixed(phrase), *((f"{whole} {rest}",) if whole else ()))


LANGUAGE = Language(
    code="es",
    name="Spanish",
    analysers=(
        partial(
            with_presents,
            partial(lemmatiser, "es", adjectives=_cited, apart=_apart),
            _infinitives,
        ),
    ),
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
    before_verbs=words(
        "yo tú él ella ellos ellas usted ustedes nadie quien quienes me te se nos os le les"
    ),
    presents=_infinitives,
    determiners=words(
        "el la los las un una unos unas su sus este esta estos estas ese esa esos esas mi mis tu "
        "tus nuestro nuestra nuestros nuestras"
    ),
    relatives=words("que quien quienes cual cuales"),
    behind_verbs=words("a al contra hoy ayer mañana"),
    preposed=words(
        "gran nuevo nueva largo larga primer primera última último otra otro misma mismo única "
        "único buena buen mala mal vieja viejo alta alto verdadera verdadero segunda segundo "
        "tercera tercer próxima próximo toda todo cada alguna algún ninguna ningún cierta tal "
        "presunta supuesta mera simple doble pequeña pequeño"
    ),
    perfects=words(
        "he has ha hemos habéis han había habías habíamos habían haya hayan habrá habrán habría "
        "habrían hubiera hubieran haber habiendo"
    ),
    pronominal=r"(\w+[aeií]r)se",
    reflexives=words("me te se nos os"),
    enclitics=r"\w+(?:[aeií]r|ndo)(?:se|me|te|nos|os)",
    infinitives=("ar", "er", "ir", "ír"),
    participles=r"\w+(?:ado|ido|[íá]do)|dicho|hecho|muerto|puesto|visto|escrito|vuelto|roto",
    articles=words("el la los las un una unos unas al del"),
    articles_alike=(words("el al del"),),
    closed=words(
        "no es son fue fuera sea para como entre sobre esta este una uno hace dan mas solo"
    ),
    closed_nouns=words("son fuera sobre este uno solo mas dan hace no"),
    conjunctions=words("y e o u"),
    rephrasings=_rephrased,
    regular_plural="[aeo]$",
    abbreviation_endings=("s",),
    plural=plural_by(("s", ""), ("es", ""), ("ces", "z")),
    longer_names=names(
        "corea del norte, corea del sur, irlanda del norte, chipre del norte, "
        "macedonia del norte, osetia del norte, osetia del sur, sudán del sur, timor oriental, "
        "guinea ecuatorial, nueva guinea, sáhara occidental, australia occidental, "
        "nueva york, nueva inglaterra, nueva jersey, nueva caledonia, nueva zelanda, "
        "nueva gales del sur, carolina del norte, carolina del sur, dakota del norte, "
        "dakota del sur, virginia occidental, baja california, colombia británica, nueva delhi"
    ),
    works=words(
        "periódico diario revista película documental libro novela artículo canción serie "
        "álbum poema blog"
    ),
)
