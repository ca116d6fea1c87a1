"""What stands in the way of a publication, in words, with where to look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from translations.model import Mark, State
from workbench.services.gating import CODES, BlockerKind, Gate
from workbench.web import links
from workbench.web.languages import gettext as _

_Filters = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A blocker as the page shows it."""

    kind: BlockerKind
    title: str
    why: str
    count: int
    href: str  #: the editor with these segments; empty where there is none to show
    overridable: bool


def tell(gate: Gate) -> tuple[Told, ...]:
    """Tell every blocker of a gate, what nobody may override first."""
    filters = _filters(gate.edition.publish_from)
    return tuple(
        Told(
            kind=blocker.kind,
            title=title(blocker.kind),
            why=_why(blocker.kind),
            count=len(blocker.segments),
            href=links.edition(gate.edition.id, **filters[blocker.kind])
            if blocker.segments and blocker.kind in filters
            else "",
            overridable=blocker.overridable,
        )
        for blocker in sorted(gate.blockers, key=lambda each: each.overridable)
    )


def title(kind: str) -> str:
    """Name a blocker."""
    titles = {
        BlockerKind.EMPTY: _("Not translated"),
        BlockerKind.OUTDATED: _("Outdated by a change of the source"),
        BlockerKind.BROKEN_CODES: _("Broken codes"),
        BlockerKind.UNCHECKED: _("Not checked yet"),
        BlockerKind.ERRORS: _("Open errors"),
        BlockerKind.BELOW_STATE: _("Not reviewed far enough"),
        BlockerKind.COMMENTS: _("Open comments"),
    }
    return titles[BlockerKind(kind)]


def _why(kind: BlockerKind) -> str:
    """Say what a blocker means and what to do."""
    reasons = {
        BlockerKind.EMPTY: _("Translate them, or leave their block out of the edition."),
        BlockerKind.OUTDATED: _("Bring them in line with the source and confirm them again."),
        BlockerKind.BROKEN_CODES: _("Links and emphasis would come out wrong. Mend the codes."),
        BlockerKind.UNCHECKED: _(
            "The glossary, the policy or the text changed, and the checks are under way. "
            "Load this page again in a moment."
        ),
        BlockerKind.ERRORS: _("The glossary or a check objects. Correct or waive each of them."),
        BlockerKind.BELOW_STATE: _("This project publishes only what went further in review."),
        BlockerKind.COMMENTS: _("Somebody asked or objected, and nobody has settled it."),
    }
    return reasons[kind]


def _filters(publish_from: State) -> Mapping[BlockerKind, _Filters]:
    """Say which of the editor's filters shows the segments of a blocker."""
    below = ["draft", State.TRANSLATED.value]
    if publish_from is State.FINAL:
        below.append(State.REVIEWED.value)
    return {
        BlockerKind.EMPTY: {"state": "empty"},
        BlockerKind.OUTDATED: {"mark": Mark.OUTDATED.value},
        BlockerKind.BROKEN_CODES: {"finding": CODES},
        BlockerKind.ERRORS: {"finding": "error"},
        BlockerKind.BELOW_STATE: {"state": below},
        BlockerKind.COMMENTS: {"commented": "1"},
    }
