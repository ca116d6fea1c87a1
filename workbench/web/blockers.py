"""What stands in the way of a publication, in words, with where to look."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from translations.model import Mark, State
from translations.rights import Lack
from workbench.permissions import Permission
from workbench.services.gating import CODES, Blocker, BlockerKind, Gate
from workbench.web import edition_words, links
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
    overridable: bool  #: by who looks at it
    lacks: tuple[str, ...] = ()  #: what is missing, one by one


def tell(gate: Gate, permissions: Collection[Permission]) -> tuple[Told, ...]:
    """Tell every blocker of a gate, what these permissions do not override first."""
    filters = _filters(gate.edition.publish_from)
    return tuple(
        Told(
            kind=blocker.kind,
            title=title(blocker.kind),
            why=_why(blocker.kind),
            count=len(blocker.segments),
            href=_href(gate, blocker, filters),
            overridable=blocker.may_override(permissions),
            lacks=tuple(edition_words.lack_label(lack) for lack in blocker.lacks),
        )
        for blocker in sorted(gate.blockers, key=lambda each: each.may_override(permissions))
    )


def _href(gate: Gate, blocker: Blocker, filters: Mapping[BlockerKind, _Filters]) -> str:
    """Lead to where a blocker is mended."""
    if blocker.lacks == (Lack.TRANSLATORS,):
        return url_for("edition_facts.show", edition_id=gate.edition.id, _anchor="imprint")
    if blocker.kind is BlockerKind.RIGHTS:
        document_id = gate.edition.document_id
        return url_for("front_matter.show", document_id=document_id, _anchor="rights")
    if not blocker.segments or blocker.kind not in filters:
        return ""
    return links.edition(gate.edition.id, **filters[blocker.kind])


def title(kind: str) -> str:
    """Name a blocker."""
    titles = {
        BlockerKind.EMPTY: _("Not translated"),
        BlockerKind.OUTDATED: _("Outdated by a change of the source"),
        BlockerKind.BROKEN_CODES: _("Broken codes"),
        BlockerKind.UNCHECKED: _("Not checked yet"),
        BlockerKind.FIRST_MENTION: _("First mentions are not what the house style asks for"),
        BlockerKind.ERRORS: _("Open errors"),
        BlockerKind.FOUR_EYES: _("Approved by nobody but the translator"),
        BlockerKind.RIGHTS: _("Rights and consent"),
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
        BlockerKind.FIRST_MENTION: _("Write the fuller form there, or waive each of them."),
        BlockerKind.FOUR_EYES: _("This project asks that somebody else approves."),
        BlockerKind.RIGHTS: _("What follows must be known before the edition appears."),
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
        BlockerKind.FIRST_MENTION: {"finding": "error"},
        BlockerKind.ERRORS: {"finding": "error"},
        BlockerKind.FOUR_EYES: {"mark": Mark.SELF_REVIEWED.value},
        BlockerKind.BELOW_STATE: {"state": below},
        BlockerKind.COMMENTS: {"commented": "1"},
    }
