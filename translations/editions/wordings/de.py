"""German."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="de",
    draft="Entwurf, nicht zur Veröffentlichung",
    untranslated="nicht übersetzt",
    preface="Vorbemerkung",
    credits="Zu dieser Ausgabe",
    original="Original",
    date="Datum",
    disputed="Anmerkungen zu Wörtern",
    disputed_lead="Wie diese Ausgabe umstrittene Wörter wiedergibt.",
    made="Wie diese Ausgabe entstanden ist",
    source_version="Fassung der Vorlage",
    glossary="Glossar",
    revision="Revision",
    policy="Hausstil",
    states="Segmente nach Stand",
    software="Software",
    overrides="Veröffentlicht trotz",
    signature="Signatur",
    translators_note="Anm. d. Ü.",
    notes="Anmerkungen der Übersetzung",
    note="Anmerkung",
    back="Zurück zum Text",
    about_translation="Zur Übersetzung",
    elsewhere="In anderen Ausgaben",
    sources="Quellen",
    waivers="Ausnahmen",
    waivers_lead="Wo diese Ausgabe von ihrem Hausstil abweicht und warum.",
    versions="Fassungen dieser Ausgabe",
    version="Fassung",
    before="Vorher",
    now="Jetzt",
    contents="Inhalt",
    cover="Umschlag",
    abstract="Zusammenfassung",
    publisher="Herausgegeben von",
    licence="Lizenz",
    rights="Rechte",
    checks="Prüfungen",
    languages="In anderen Sprachen",
    editions="Ausgaben",
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Von",
            Contribution.INTERVIEWEE: "Gespräch mit",
            Contribution.INTERVIEWER: "Das Gespräch führten",
            Contribution.INTRODUCTION: "Einleitung",
            Contribution.TRANSLATOR: "Übersetzung",
            Contribution.REVIEWER: "Prüfung der Übersetzung",
            Contribution.EDITOR: "Redaktion",
            Contribution.ILLUSTRATOR: "Abbildungen",
            Contribution.COVER_DESIGNER: "Umschlag",
            Contribution.CONTRIBUTOR: "Unter Mitwirkung von",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "nicht fertig",
            State.TRANSLATED: "übersetzt",
            State.REVIEWED: "geprüft",
            State.FINAL: "endgültig",
        }
    ),
)
