"""English."""

from types import MappingProxyType

from translations.editions.base import Contribution
from translations.editions.wordings.base import Wording
from translations.model import State

WORDING = Wording(
    language="en",
    draft="Draft, not for publication",
    untranslated="not translated",
    preface="Preface",
    credits="Credits",
    original="Original",
    date="Date",
    disputed="Notes on words",
    disputed_lead="How this edition renders words that are disputed.",
    elsewhere="In other editions",
    sources="Sources",
    notes="Translators’ notes",
    note="Note",
    note_ending="—\N{NO-BREAK SPACE}Translators’\N{NO-BREAK SPACE}note",
    back="Back to the text",
    about_translation="On the translation",
    waivers="Exceptions",
    waivers_lead="Where this edition departs from its house style, and why.",
    versions="Versions of this edition",
    version="Version",
    before="Before",
    now="Now",
    contents="Contents",
    cover="Cover",
    abstract="Abstract",
    publisher="Published by",
    licence="Licence",
    rights="Rights",
    languages="In other languages",
    editions="Editions",
    comparison="Renderings compared",
    contested="Contested rendering",
    made="How this edition was made",
    source_version="Version of the source",
    glossary="Glossary",
    revision="revision",
    policy="House style",
    states="Segments by state",
    checks="Checks",
    software="Software",
    overrides="Published in spite of",
    signature="Signature",
    formats="In other formats",
    withdrawn="This publication has been withdrawn.",
    accessibility=(
        "The text is in reading order under headings, with a table of contents, marked "
        "languages and notes that open where they are called."
    ),
    contributions=MappingProxyType(
        {
            Contribution.AUTHOR: "By",
            Contribution.INTERVIEWEE: "Interview with",
            Contribution.INTERVIEWER: "Interview by",
            Contribution.INTRODUCTION: "Introduction",
            Contribution.TRANSLATOR: "Translation",
            Contribution.REVIEWER: "Review of the translation",
            Contribution.EDITOR: "Editing",
            Contribution.ILLUSTRATOR: "Illustrations",
            Contribution.COVER_DESIGNER: "Cover",
            Contribution.CONTRIBUTOR: "With contributions by",
        }
    ),
    state_names=MappingProxyType(
        {
            State.INITIAL: "unfinished",
            State.TRANSLATED: "translated",
            State.REVIEWED: "reviewed",
            State.FINAL: "final",
        }
    ),
)
