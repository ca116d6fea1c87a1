"""What every part of one manuscript needs to know: the edition, its words and its notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from translations.editions.base import Edition, EditionBlock
from translations.editions.inline import NO_MARKS
from translations.editions.office.flow import (
    Character,
    Footnote,
    Inline,
    Link,
    Paragraph,
    Run,
    Style,
)
from translations.editions.office.runs import Setting, inlines
from translations.editions.outline import marks, noted
from translations.editions.wordings import ENGLISH, wording
from translations.editions.wordings.base import Wording


@dataclass(frozen=True, slots=True)
class Sheet:
    edition: Edition
    words: Wording
    language: str  #: of `words`, where it is not the edition's
    setting: Setting

    def told(self, words: str, *looks: Character) -> tuple[Run, ...]:
        """Words of the program, marked as English where the edition's language has none."""
        return (Run(words, frozenset(looks), self.language),)

    def drafted(self) -> tuple[Run, ...]:
        """That this is a draft, in English too."""
        own = self.told(self.words.draft)
        if self.words.language == ENGLISH.language:
            return own
        return (*own, Run(" · "), Run(ENGLISH.draft, language=ENGLISH.language))

    def inlines(self, block: EditionBlock) -> tuple[Inline, ...]:
        """Who speaks, if anybody is named, and the words of a block."""
        if not block.speaker:
            return self.words_of(block)
        speaker = Run(f"{block.speaker}:", frozenset({Character.SPEAKER}))
        return (speaker, Run(" "), *self.words_of(block))

    def words_of(self, block: EditionBlock) -> tuple[Inline, ...]:
        return inlines(block, self.setting)

    def fact(self, name: str, *value: Inline) -> tuple[Inline, ...]:
        """A name and what is to be said under it."""
        return (*self.told(name, Character.NAME), Run("\t"), *value)

    def source(self, text: str) -> Run:
        """Words in the language of the source."""
        return Run(text, language=self.edition.source_language)


def sheet(edition: Edition) -> Sheet:
    """The edition with its words, and its notes ready to stand where they are called."""
    words = wording(edition.language)
    language = "" if words.language == edition.language.split("-")[0] else words.language
    remark = Run(f" [{words.untranslated}]", frozenset({Character.REMARK}), language)
    bare = Setting(edition.source_language, (remark,), NO_MARKS, {})
    notes = _notes(edition, bare, f" {words.note_ending}", language)
    return Sheet(
        edition,
        words,
        language,
        Setting(edition.source_language, (remark,), marks(edition), notes),
    )


def _notes(edition: Edition, bare: Setting, ending: str, language: str) -> Mapping[int, Footnote]:
    """The notes by number; each ends as the language marks what translators add."""
    return {
        number: Footnote(
            number,
            Paragraph(
                style=Style.NOTE,
                content=(*inlines(note.text, bare), Run(ending, language=language)),
            ),
        )
        for number, note in noted(edition)
    }


def linked(words: tuple[Run, ...], href: str) -> tuple[Inline, ...]:
    """The words, linked where there is somewhere to go."""
    return (Link(href, words),) if href else words
