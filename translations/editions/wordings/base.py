"""What a language says in the name of an output: one file a language, one constant `WORDING`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from translations.editions.base import Contribution
from translations.model import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one language; labels stand alone, without a colon."""

    language: str
    draft: str
    untranslated: str
    preface: str
    credits: str
    original: str
    date: str
    disputed: str  #: over the appendix of contested words
    disputed_lead: str
    elsewhere: str  #: before the renderings of other editions
    sources: str
    notes: str
    note: str  #: of one note, before its number
    note_ending: str  #: what ends a note in print, after a space: the custom, in brackets or not
    back: str
    about_translation: str
    waivers: str
    waivers_lead: str
    versions: str
    version: str
    before: str
    now: str
    contents: str
    cover: str
    abstract: str
    publisher: str
    licence: str
    rights: str
    languages: str
    editions: str
    comparison: str  #: over the same text in several languages
    contested: str  #: of a marked word, before what it renders
    made: str
    source_version: str
    glossary: str
    revision: str
    policy: str
    states: str
    checks: str
    software: str
    overrides: str
    signature: str
    formats: str  #: over links to other files of the same edition
    withdrawn: str  #: what stands at the address of a publication that was taken back
    accessibility: str  #: what an e-book says of how it can be read
    contributions: Mapping[Contribution, str]
    state_names: Mapping[State, str]

    @property
    def name(self) -> str:
        """By which it is found: the language."""
        return self.language
