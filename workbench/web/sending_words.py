"""What deliveries and destinations are called on pages."""

from __future__ import annotations

from translations.editions import OUTPUTS
from workbench.storage.deliveries import DeliveryRow, Outcome
from workbench.storage.destinations import DestinationRow, Kind
from workbench.storage.jobs import JobState
from workbench.web import edition_words
from workbench.web.languages import gettext as _
from workbench.web.looks import Look


def kind_label(kind: Kind) -> str:
    """Name a kind of destination."""
    return {
        Kind.FOLDER: _("Folder"),
        Kind.SITE: _("Website"),
        Kind.WEBHOOK: _("Webhook"),
    }[kind]


def kind_hint(kind: Kind) -> str:
    """Say what a kind of destination gets."""
    return {
        Kind.FOLDER: _("Each publication as files in a folder of its own on this server."),
        Kind.SITE: _(
            "All standing publications of this project as a website with all languages, lists"
            " and feeds, in one folder on this server."
        ),
        Kind.WEBHOOK: _("A signed message with the manifest to a server of your choice."),
    }[kind]


def format_title(name: str) -> str:
    """Name what an edition is written as; a format that was added later names itself."""
    output = OUTPUTS.get(name)
    return edition_words.output_title(output) if output else name


def destination_hint(row: DestinationRow) -> str:
    """Say what a destination is, where, and what it gets."""
    formats = ", ".join(map(format_title, row.formats))
    return " · ".join(filter(None, (kind_label(row.kind), row.address, formats)))


def delivery_look(row: DeliveryRow) -> Look:
    """Tell how a delivery stands: a sign, a colour, a word."""
    ended = {
        Outcome.DELIVERED: Look("circle-check", "green", _("delivered")),
        Outcome.UNCHANGED: Look("circle-check", "green", _("the same was there already")),
        Outcome.FAILED: Look("circle-alert", "red", _("failed")),
    }
    if row.outcome is not Outcome.OPEN:
        return ended[row.outcome]
    return {
        JobState.WAITING: Look("clock", "amber", _("waiting")),
        JobState.RUNNING: Look("loader-circle", "blue", _("under way")),
        JobState.CANCELLED: Look("ban", "grey", _("cancelled")),
    }.get(row.job_state or JobState.FAILED, ended[Outcome.FAILED])
