"""French."""

from __future__ import annotations

from functools import partial

from glossary.analysers.lemmatiser import lemmatiser
from glossary.analysers.presents import with_presents
from glossary.languages.base import Language, declension, names, words
from glossary.languages.particles import (
    ending_changes,
    pairs,
    plural_by,
    with_prefix,
    without_particle,
)

_FEMININES = (
    *(("ale", "al"), ("ive", "if"), ("euse", "eux"), ("elle", "el"), ("enne", "en")),
    *(("aine", "ain"), ("oise", "ois"), ("aise", "ais"), ("ante", "ant"), ("ente", "ent")),
    *(("ane", "an"), ("ine", "in"), ("ère", "er"), ("ée", "é"), ("ite", "it"), ("ure", "ur")),
    *(("ette", "et"), ("anche", "anc"), ("aire", "air"), ("ouce", "oux")),
    *(("trice", "teur"), ("euse", "eur")),
)
#: Participles and the infinitives of their verbs, in the singular; their plurals end in -s.
_PARTICIPLES = (("é", "er"), ("ée", "er"), ("i", "ir"), ("ie", "ir"))
#: Other participles, in the masculine, and the infinitives of their verbs.
_STRONG = pairs(
    "battu:battre clu:clure couru:courir crit:crire çu:cevoir dit:dire du:dre duit:duire "
    "fait:faire ffert:ffrir lu:lire mis:mettre pris:prendre quis:quérir rompu:rompre sous:soudre "
    "suivi:suivre tenu:tenir truit:truire venu:venir vert:vrir vaincu:vaincre aint:aindre "
    "eint:eindre vu:voir"
)
_STRONG_FEMININES = {f"{form}e".replace("souse", "soute"): verb for form, verb in _STRONG.items()}
#: Those that are too short for a rule, or follow none.
_SHORT = pairs(
    "dit:dire écrit:écrire fait:faire lu:lire élu:élire mis:mettre mort:mourir pris:prendre "
    "suivi:suivre vécu:vivre vu:voir"
)
_CHANGES = (*_FEMININES, *_PARTICIPLES, *_STRONG.items(), *_STRONG_FEMININES.items())
_ADJECTIVES = ending_changes(*_CHANGES, *((f"{form}s", cited) for form, cited in _CHANGES))
#: Feminines that no rule tells from nouns and verbs, and what stands before a vowel.
_IRREGULAR = pairs(
    "basse:bas grasse:gras lasse:las épaisse:épais grosse:gros grise:gris dure:dur pure:pur "
    "sûre:sûr mûre:mûr vive:vif brève:bref naïve:naïf juive:juif neuve:neuf sèche:sec "
    "fraîche:frais franche:franc blanche:blanc douce:doux rousse:roux fausse:faux "
    "jalouse:jaloux longue:long publique:public grecque:grec turque:turc caduque:caduc "
    "laïque:laïc folle:fou molle:mou belle:beau nouvelle:nouveau vieille:vieux nette:net "
    "sotte:sot muette:muet nulle:nul complète:complet incomplète:incomplet discrète:discret "
    "indiscrète:indiscret secrète:secret concrète:concret inquiète:inquiet bonne:bon "
    "moyenne:moyen commune:commun haute:haut courte:court lourde:lourd sourde:sourd "
    "chaude:chaud froide:froid laide:laid plate:plat étroite:étroit pleine:plein vaine:vain "
    "saine:sain sainte:saint seule:seul brune:brun chère:cher fière:fier amère:amer "
    "maligne:malin bénigne:bénin nue:nu crue:cru unie:uni bel:beau nouvel:nouveau "
    "vieil:vieux fol:fou mol:mou amie:ami cheffe:chef copine:copain espionne:espion "
    "héroïne:héros patronne:patron traîtresse:traître"
)
#: The right is not the law, nor conduct a duct; and who calls is no call.
_NOUNS = words("droite droites conduite conduites appelle appelles rappelle rappelles")


def _cited(form: str) -> tuple[str, ...]:
    return () if form in _NOUNS else _ADJECTIVES(form)


def _apart() -> dict[str, str]:
    feminines = {f"{form}e": verb for form, verb in _SHORT.items()}
    singulars = feminines | _SHORT | _IRREGULAR
    return singulars | {f"{form}s": cited for form, cited in singulars.items()}


def _infinitives(form: str) -> tuple[str, ...]:
    """«Régler» and «élever» of «règle» and «élève»."""
    stems = dict.fromkeys(form.replace("è", vowel) for vowel in "èée")
    return tuple(f"{stem}r" for stem in stems if form.endswith("e"))


def _spelling(form: str) -> str:
    """With two letters for one of two; it is compared, never shown."""
    return form.replace("œ", "oe").replace("æ", "ae")


LANGUAGE = Language(
    code="fr",
    name="French",
    analysers=(
        partial(
            with_presents,
            partial(lemmatiser, "fr", adjectives=_cited, apart=_apart),
            _infinitives,
        ),
    ),
    spelling=_spelling,
    reductions=without_particle(("là", "ci")),
    declensions=(
        declension("(?<=é)", "- e s es"),
        declension("(?<=e)", "- s"),
        declension("(?<=é)s", "- s"),
        declension("es", "e es"),
        declension("al", "al aux ale ales"),
        declension("(?<=[sxz])", "-"),
        declension("", "- s e es"),
    ),
    loose_hyphens=True,
    accents_omitted=True,
    elisions=words("l d qu j c n s m t jusqu lorsqu puisqu quoiqu"),
    prepositions=words(
        "à au aux de du des d en dans sur sous par pour avec sans chez entre vers contre "
        "depuis pendant avant après"
    ),
    closed=words("est une un sont son ton mon sous car or entre sommes sur vers par pas"),
    closed_nouns=words("est un une son ton sous car or sommes sur vers pas"),
    before_verbs=words("je j tu il ils elle elles on nous vous qui cela ça me te se s ne n"),
    presents=_infinitives,
    determiners=words(
        "le la les l un une son sa ses leur leurs ce cet cette ces mon ma mes ton ta tes notre nos "
        "votre vos"
    ),
    relatives=words("qui que qu où dont lequel laquelle lesquels lesquelles"),
    behind_verbs=words("à au aux contre sur dans par pour en des"),
    preposed=words(
        "grand grande nouveau nouvelle nouvel long longue premier première dernier dernière petit "
        "petite autre même seul seule bon bonne mauvais mauvaise vieux vieille beau belle gros "
        "grosse haut haute jeune vrai vraie véritable vaste simple double ancien ancienne "
        "prochain prochaine second seconde deuxième troisième énième tel telle tout toute chaque "
        "quelque aucun aucune certain certaine deux trois"
    ),
    perfects=words(
        "a ai as avons avez ont avais avait avions aviez avaient aurait auraient ayant été"
    ),
    pronominal=r"s(?:e |')(\w+)",
    reflexives=words("me m te t se s nous vous"),
    infinitives=("ir", "dre", "ttre", "cre", "uire", "lire", "crire", "dire", "faire", "lure"),
    participles=r"\w+(?:ée?s?|[^aeiou]u|eu|[rtfnlms]i|mis|pris|fait|dit|ert)",
    perfects_of_being=words(
        "est sont suis sommes êtes était étaient fut furent serait seraient étant"
    ),
    participles_of_being=(
        "(?:mort|n[ée]|parti|tombé|devenu|resté)s?|mortes?|(?:venu|sorti|entré|arrivé|allé)(?:e?s?)"
    ),
    articles=words("le la les l un une des du au aux"),
    articles_alike=(words("le du au"), words("les des aux")),
    conjunctions=words("et ou"),
    rephrasings=with_prefix("pro anti ultra néo auto contre inter extra"),
    regular_plural="[^sxz]$",
    abbreviation_endings=("s",),
    plural=plural_by(("s", ""), ("x", ""), ("aux", "al"), ("aux", "ail")),
    longer_names=names(
        "corée du nord, corée du sud, irlande du nord, chypre du nord, macédoine du nord, "
        "afrique du sud, ossétie du nord, ossétie du sud, soudan du sud, timor oriental, "
        "guinée équatoriale, sahara occidental, new york, caroline du nord, caroline du sud, "
        "dakota du nord, dakota du sud"
    ),
    works=words(
        "journal revue magazine film documentaire livre roman article chanson série album "
        "poème blog"
    ),
)
