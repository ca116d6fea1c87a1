"""French."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="fr",
    draft="Brouillon, ne pas publier",
    untranslated="non traduit",
    preface="Avant-propos",
    credits="À propos de cette édition",
    original="Original",
    date="Date",
    disputed="À propos des mots disputés",
    disputed_lead="Comment cette édition rend les mots qui font débat.",
    elsewhere="Dans d’autres éditions",
    sources="Sources",
    notes="Notes de traduction",
    note="Note",
    note_ending="(N.d.T.)",
    back="Retour au texte",
    about_translation="Sur la traduction",
    waivers="Exceptions",
    waivers_lead="Où cette édition s’écarte de ses propres règles, et pourquoi.",
    versions="Versions de cette édition",
    version="Version",
    before="Avant",
    now="Maintenant",
    contents="Sommaire",
    cover="Couverture",
    abstract="Résumé",
    publisher="Publié par",
    licence="Licence",
    rights="Droits",
    languages="Dans d’autres langues",
    editions="Éditions",
    comparison="Comparaison des traductions",
    contested="Mot disputé",
    made="Comment cette édition a été faite",
    source_version="Version de l’original",
    glossary="Glossaire",
    revision="révision",
    policy="Règles de la maison",
    states="Segments par état",
    checks="Contrôles",
    software="Logiciel",
    overrides="Publié malgré",
    signature="Signature",
    formats="Dans d’autres formats",
    withdrawn="Cette publication a été retirée.",
    accessibility=(
        "Le texte suit l’ordre de lecture, avec des titres, une table des matières, des "
        "langues signalées et des notes qui s’ouvrent à leur appel."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Texte",
            Contribution.INTERVIEWEE: "Entretien avec",
            Contribution.INTERVIEWER: "Entretien mené par",
            Contribution.INTRODUCTION: "Introduction",
            Contribution.TRANSLATOR: "Traduction",
            Contribution.REVIEWER: "Relecture de la traduction",
            Contribution.EDITOR: "Édition",
            Contribution.ILLUSTRATOR: "Illustrations",
            Contribution.COVER_DESIGNER: "Couverture",
            Contribution.CONTRIBUTOR: "Avec la participation de",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "inachevé",
            State.TRANSLATED: "traduit",
            State.REVIEWED: "relu",
            State.FINAL: "définitif",
        }
    ),
)
