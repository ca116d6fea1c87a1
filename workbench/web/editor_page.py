"""What all rows of an editor's window share, made once for each answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from glossary.model import Voice
from translations.model import FRONT_MATTER, Mark, State
from workbench.storage.editions import EditionHead
from workbench.web import languages, looks, marking
from workbench.web.languages import gettext as _
from workbench.web.looks import Look
from workbench.web.structure_words import part_label, voice_label

#: What the filter by state offers: an initial segment is empty or a draft.
STATES = ("empty", "draft", State.TRANSLATED, State.REVIEWED, State.FINAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Languages, looks and words of the rows."""

    edition_id: int
    source_language: str
    source_direction: str
    target_language: str
    target_direction: str
    source_name: str
    target_name: str
    locale: str
    query: str  #: the filters, as the beginning of an address' query
    states: Mapping[str, Look]
    marks: Mapping[str, Look]
    voices: Mapping[str, str]
    parts: Mapping[str, str]  #: of front matter
    open_label: str
    empty_label: str
    mark_source: Callable[..., Markup] = marking.source
    mark_target: Callable[..., Markup] = marking.target

    def writes(self, name: str) -> str:
        """Say who else is writing in a row now."""
        return _("%(name)s is writing here", name=name)


def shared(edition: EditionHead, kept: Mapping[str, list[str]]) -> Shared:
    query = urlencode(kept, doseq=True)
    return Shared(
        edition_id=edition.id,
        source_language=edition.source_language,
        source_direction=languages.direction(edition.source_language),
        target_language=edition.language,
        target_direction=languages.direction(edition.language),
        source_name=_capital(languages.name(edition.source_language)),
        target_name=_capital(languages.name(edition.language)),
        locale=languages.current(),
        query=f"{query}&" if query else "",
        states={
            "empty": looks.state_look(State.INITIAL, True),
            **{state.value: looks.state_look(state) for state in State},
        },
        marks={mark.value: looks.mark_look(mark) for mark in Mark},
        voices={voice.value: voice_label(voice) for voice in Voice},
        parts={part.value: part_label(part) for part in FRONT_MATTER},
        open_label=_("Open this segment"),
        empty_label=_("Not translated yet"),
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def state_options() -> list[tuple[str, str]]:
    """Give what the filter by state offers: (value, label)."""
    return [(state, _state_label(state)) for state in STATES]


def mark_options() -> list[tuple[str, str]]:
    """Give what the filter by mark offers: (value, label)."""
    return [(mark.value, looks.mark_look(mark).label) for mark in Mark]


def _state_label(state: str) -> str:
    if state in {"empty", "draft"}:
        return looks.state_look(State.INITIAL, state == "empty").label
    return looks.state_look(state).label
