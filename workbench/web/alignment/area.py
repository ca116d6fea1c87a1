"""What all pages of alignments share: the blueprint, the project, the words for beads."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for

from translations.alignment.doubt import Level
from workbench.services import projects
from workbench.services.alignment.changing import Act
from workbench.storage.alignments import AlignmentState
from workbench.storage.projects import ProjectRow
from workbench.web import context
from workbench.web.languages import gettext as _
from workbench.web.looks import Look

bp = Blueprint("alignment", __name__)


def project_of(slug: str) -> ProjectRow:
    return projects.of_slug(context.database(), actor=context.actor(), slug=slug)


def page(template: str, project: ProjectRow, **facts: Any) -> str:
    """Show a page below the head of a project."""
    return render_template(
        f"alignment/{template}",
        project_row=project,
        level_look=level_look,
        state_look_of=state_look,
        act_label=act_label,
        **facts,
    )


def address(slug: str, alignment_id: int, place: int | None = None) -> str:
    """Lead to a bead of an alignment."""
    anchor = None if place is None else f"b{place}"
    return url_for(
        "alignment.show", project=slug, alignment_id=alignment_id, at=place, _anchor=anchor
    )


def level_look(level: Level) -> Look:
    """Tell how sure a bead is: sign, colour, word."""
    return {
        Level.PINNED: Look("◆", "blue", _("pinned")),
        Level.SURE: Look("✓", "green", _("sure")),
        Level.LIKELY: Look("~", "amber", _("likely")),
        Level.DOUBTFUL: Look("!", "red", _("doubtful")),
    }[level]


def state_look(state: AlignmentState) -> Look:
    """Tell how far an alignment is."""
    return {
        AlignmentState.WAITING: Look("…", "grey", _("being aligned")),
        AlignmentState.OPEN: Look("◐", "amber", _("open")),
        AlignmentState.ACCEPTING: Look("…", "grey", _("being accepted")),
        AlignmentState.ACCEPTED: Look("✓✓", "green", _("accepted")),
    }[state]


def act_label(kind: str) -> str:
    """Name what undo takes back."""
    labels: dict[str, str] = {
        Act.MERGE: _("merge"),
        Act.MERGE_BACK: _("merge"),
        Act.SPLIT: _("split"),
        Act.SOURCE_BACK: _("shift"),
        Act.SOURCE_ON: _("shift"),
        Act.TARGET_BACK: _("shift"),
        Act.TARGET_ON: _("shift"),
        Act.UNLINK: _("unlink"),
        Act.PIN: _("pin"),
        Act.UNPIN: _("unpin"),
        Act.LINK: _("link"),
        Act.MOVED: _("link"),
        "realign": _("align anew"),
    }
    return labels.get(kind, kind)
