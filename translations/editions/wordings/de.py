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
    disputed="Zu umstrittenen Wörtern",
    disputed_lead="Wie diese Ausgabe umstrittene Wörter wiedergibt.",
    elsewhere="In anderen Ausgaben",
    sources="Quellen",
    notes="Anmerkungen zur Übersetzung",
    note="Anmerkung",
    note_ending="(Anm.\N{NO-BREAK SPACE}d.\N{NO-BREAK SPACE}Ü.)",
    back="Zurück zum Text",
    about_translation="Zur Übersetzung",
    waivers="Ausnahmen",
    waivers_lead="Wo diese Ausgabe von ihrem Hausstil abweicht und warum.",
    versions="Fassungen dieser Ausgabe",
    version="Fassung",
    before="Vorher",
    now="Jetzt",
    contents="Inhalt",
    cover="Umschlag",
    abstract="Zusammenfassung",
    publisher="Erschienen bei",
    licence="Lizenz",
    rights="Rechte",
    languages="In anderen Sprachen",
    editions="Ausgaben",
    comparison="Übersetzungen im Vergleich",
    contested="Umstrittenes Wort",
    made="Wie diese Ausgabe entstanden ist",
    source_version="Fassung der Vorlage",
    glossary="Glossar",
    revision="Revision",
    policy="Hausstil",
    states="Segmente nach Stand",
    checks="Prüfungen",
    software="Software",
    overrides="Veröffentlicht trotz",
    signature="Signatur",
    formats="In anderen Formaten",
    withdrawn="Diese Veröffentlichung wurde zurückgezogen.",
    accessibility=(
        "Der Text steht in Lesereihenfolge unter Überschriften, mit Inhaltsverzeichnis, "
        "ausgezeichneten Sprachen und Anmerkungen, die sich an ihrem Zeichen öffnen."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "Text",
            Contribution.INTERVIEWEE: "Gespräch mit",
            Contribution.INTERVIEWER: "Interview",
            Contribution.INTRODUCTION: "Einleitung",
            Contribution.TRANSLATOR: "Übersetzung",
            Contribution.REVIEWER: "Prüfung der Übersetzung",
            Contribution.EDITOR: "Redaktion",
            Contribution.ILLUSTRATOR: "Abbildungen",
            Contribution.COVER_DESIGNER: "Umschlag",
            Contribution.CONTRIBUTOR: "Mitwirkung",
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
