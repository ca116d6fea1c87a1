"""The words of TBX-Basic and ours for the same things."""

from __future__ import annotations

from glossary.model import Status, TermType

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
#: Drafts of the standard and its published examples use this one.
DRAFT_NAMESPACE = "urn:iso:std:iso:30042:ed:3.0"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: How a note begins that holds a field of ours.
OURS = "workbench:"
#: Says of a term that it stands there for a concept that has none.
NO_TERM = "no-term"
#: Says of an entry that it stands there for a glossary that has none.
NO_CONCEPT = "no-concept"

STATUSES = {
    "preferredTerm-admn-sts": Status.PREFERRED,
    "admittedTerm-admn-sts": Status.ADMITTED,
    "deprecatedTerm-admn-sts": Status.DEPRECATED,
    "supersededTerm-admn-sts": Status.DEPRECATED,
    # Of version 2 and of wider dialects: right, though nobody here has preferred them.
    "standardizedTerm-admn-sts": Status.ADMITTED,
    "legalTerm-admn-sts": Status.ADMITTED,
    "regulatedTerm-admn-sts": Status.ADMITTED,
}
WRITTEN_STATUSES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
#: Parts of speech that TBX-Basic tells as well, by its part of speech and type of term.
PARTS_OF_SPEECH = {
    "noun": ("noun", ""),
    "adjective": ("adjective", ""),
    "verb": ("verb", ""),
    "adverb": ("adverb", ""),
    "other": ("other", ""),
    "phrase": ("other", "phrase"),
    "abbreviation": ("noun", "abbreviation"),
}
#: Types of terms that TBX-Basic tells too.
TERM_TYPES = {
    "fullForm": TermType.FULL_FORM,
    "abbreviation": TermType.ABBREVIATION,
    "acronym": TermType.ACRONYM,
    "shortForm": TermType.SHORT_FORM,
    "variant": TermType.VARIANT,
    "phrase": TermType.PHRASE,
    "phraseologicalUnit": TermType.PHRASE,
}
WRITTEN_TYPES = {ours: basic for basic, ours in reversed(TERM_TYPES.items())}
#: Fields of a term that are data categories of TBX-Basic under these names.
CATEGORIES = {"gender": "grammaticalGender", "geography": "geographicalUsage"}
#: Fields of a term that TBX names, and TBX-Basic leaves out: read where they stand, and
#: written as notes of ours.
WIDER_CATEGORIES = {
    "number": "grammaticalNumber",
    "register": "register",
    "reliability": "reliabilityCode",
    "process": "processStatus",
}
NOTED = ("number", "register", "false_friend", "reliability", "process", "responsible",
         "valid_from", "valid_until")  # fmt: skip
LISTED = ("renders", "forms", "excepted", "must_match", "must_not_match")

FROM_BASIC = {basic: ours for ours, basic in PARTS_OF_SPEECH.items()}


def basic_part_of_speech(ours: str) -> tuple[str, str]:
    """What TBX-Basic calls a part of speech, be it coarser."""
    return PARTS_OF_SPEECH.get(ours, ("noun" if "noun" in ours else "other", ""))
