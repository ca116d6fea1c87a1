"""What an edition prints beside the text: each part as its publisher wants it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from translations.editions.base import Edition
from translations.model import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Apparatus:
    """Which parts of the apparatus an edition prints."""

    notes: bool = True  #: translators' notes at first mentions
    glossary: bool = True  #: the appendix of contested words
    waivers: bool = False  #: exceptions with their reasons
    translation: bool = True  #: the note on the translation
    versions: bool = True  #: what earlier publications said otherwise
    credits: bool = True  #: who made the edition and its source

    @property
    def left_out(self) -> frozenset[Part]:
        """The parts of the front matter that are not printed, so that nobody need finish them.

        The notes are the reasons in the appendix as well.
        """
        printed = {
            Part.NOTE: self.notes or self.glossary,
            Part.TRANSLATION: self.translation,
            Part.CREDIT: self.credits,
        }
        return frozenset(part for part, wanted in printed.items() if not wanted)


def printed(edition: Edition, apparatus: Apparatus) -> Edition:
    """The edition without what is not to be printed; its newest version's number stays."""
    newest = tuple(replace(each, changes=()) for each in edition.versions[:1])
    return replace(
        edition,
        blocks=tuple(b for b in edition.blocks if b.part not in apparatus.left_out),
        notes=edition.notes if apparatus.notes else (),
        glossary=edition.glossary if apparatus.glossary else (),
        contributors=edition.contributors if apparatus.credits else (),
        waivers=edition.waivers if apparatus.waivers else (),
        versions=edition.versions if apparatus.versions else newest,
    )
