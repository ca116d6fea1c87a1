"""Italian."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="it",
    draft="Bozza, da non pubblicare",
    untranslated="non tradotto",
    preface="Premessa",
    credits="Su questa edizione",
    original="Originale",
    date="Data",
    disputed="Sulle parole controverse",
    disputed_lead="Come questa edizione rende le parole controverse.",
    elsewhere="In altre edizioni",
    sources="Fonti",
    notes="Note di traduzione",
    note="Nota",
    note_ending="(N.d.T.)",
    back="Torna al testo",
    about_translation="Sulla traduzione",
    waivers="Eccezioni",
    waivers_lead="Dove questa edizione si discosta dalle proprie norme, e perché.",
    versions="Versioni di questa edizione",
    version="Versione",
    before="Prima",
    now="Ora",
    contents="Indice",
    cover="Copertina",
    abstract="Sommario",
    publisher="Pubblicato da",
    licence="Licenza",
    rights="Diritti",
    languages="In altre lingue",
    editions="Edizioni",
    comparison="Traduzioni a confronto",
    contested="Parola controversa",
    made="Come è stata fatta questa edizione",
    source_version="Versione dell’originale",
    glossary="Glossario",
    revision="revisione",
    policy="Norme redazionali",
    states="Segmenti per stato",
    checks="Controlli",
    software="Software",
    overrides="Pubblicato nonostante",
    signature="Firma",
    formats="In altri formati",
    withdrawn="Questa pubblicazione è stata ritirata.",
    accessibility=(
        "Il testo segue l’ordine di lettura, con titoli, indice, lingue contrassegnate e note "
        "che si aprono al loro richiamo."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Testo",
            Contribution.INTERVIEWEE: "Intervista con",
            Contribution.INTERVIEWER: "Intervista di",
            Contribution.INTRODUCTION: "Introduzione",
            Contribution.TRANSLATOR: "Traduzione",
            Contribution.REVIEWER: "Revisione della traduzione",
            Contribution.EDITOR: "Redazione",
            Contribution.ILLUSTRATOR: "Illustrazioni",
            Contribution.COVER_DESIGNER: "Copertina",
            Contribution.CONTRIBUTOR: "Con la partecipazione di",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "incompiuto",
            State.TRANSLATED: "tradotto",
            State.REVIEWED: "rivisto",
            State.FINAL: "definitivo",
        }
    ),
)
