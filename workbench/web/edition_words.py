"""What belongs to an edition beside its text, in words."""

from __future__ import annotations

from dataclasses import dataclass

from translations.editions import OUTPUTS
from translations.editions.base import Contribution, Layout, Output, Purpose
from translations.model import Part
from translations.rights import Approval, Basis, Lack
from workbench.web.languages import gettext as _


@dataclass(frozen=True, slots=True)
class OutputGroup:
    """Outputs that serve one purpose."""

    title: str
    outputs: tuple[tuple[str, str], ...]  #: (name, title)


def outputs() -> tuple[OutputGroup, ...]:
    """Give what an edition can be written as, grouped by whom it is for."""
    titles = {
        Purpose.READING: _("To read"),
        Purpose.COMPARING: _("With the source beside it"),
        Purpose.WORKING: _("To work on, and for archives"),
    }
    return tuple(
        OutputGroup(
            title,
            tuple((o.name, output_title(o)) for o in OUTPUTS.values() if o.purpose is purpose),
        )
        for purpose, title in titles.items()
    )


def output_title(output: Output) -> str:
    """Name what an edition is written as; a format that was added later names itself."""
    known = {
        "html": _("HTML page"),
        "text": _("Plain text"),
        "epub": _("E-book (EPUB)"),
        "docx": _("Word (DOCX)"),
        "odt": _("OpenDocument (ODT)"),
        "bilingual": _("Bilingual HTML"),
        "bilingual-docx": _("Bilingual DOCX"),
        "bilingual-pdf": _("Bilingual PDF"),
        "manifest": _("Manifest (JSON)"),
    }
    return known.get(output.name, output.title)


@dataclass(frozen=True, slots=True)
class FrontPart:
    """A kind of front matter as the page offers it."""

    part: Part
    title: str
    hint: str
    rows: int


def parts() -> tuple[FrontPart, ...]:
    """Give what can be written beside a text, in the order in which editions print it."""
    return (
        FrontPart(
            Part.SUBTITLE, _("Subtitle"), _("One line that goes on where the title ends."), 1
        ),
        FrontPart(Part.ABSTRACT, _("Abstract"), _("What the text is about, before it begins."), 4),
        FrontPart(
            Part.CREDIT,
            _("Names of those who made the source"),
            _("Each name is written for every language as its readers know it."),
            1,
        ),
        FrontPart(
            Part.COVER,
            _("What the picture on the cover shows"),
            _("For readers who do not see it."),
            2,
        ),
        FrontPart(
            Part.TRANSLATION,
            _("Note on the translation"),
            _("What readers should know of how it was translated."),
            4,
        ),
    )


def contribution_label(contribution: str) -> str:
    return {
        Contribution.AUTHOR: _("author"),
        Contribution.INTERVIEWEE: _("person interviewed"),
        Contribution.INTERVIEWER: _("interviewer"),
        Contribution.INTRODUCTION: _("writer of an introduction"),
        Contribution.TRANSLATOR: _("translator"),
        Contribution.REVIEWER: _("reviewer of the translation"),
        Contribution.EDITOR: _("editor"),
        Contribution.ILLUSTRATOR: _("illustrator"),
        Contribution.COVER_DESIGNER: _("designer of the cover"),
        Contribution.CONTRIBUTOR: _("contributor"),
    }[Contribution(contribution)]


def basis_label(basis: Basis) -> str:
    return {
        Basis.UNKNOWN: _("not known yet"),
        Basis.OWN: _("the text is our own"),
        Basis.LICENCE: _("a licence under which anybody may"),
        Basis.PERMISSION: _("a permission that was given to us"),
        Basis.PUBLIC_DOMAIN: _("the public domain"),
    }[basis]


def approval_label(approval: Approval) -> str:
    return {
        Approval.NOT_AGREED: _("was not agreed"),
        Approval.AWAITED: _("was agreed, and is awaited"),
        Approval.GIVEN: _("is given"),
    }[approval]


def lack_label(lack: Lack) -> str:
    """Say what is missing for an edition to appear."""
    return {
        Lack.BASIS: _("Nobody has said by what right the source is published."),
        Lack.HOLDER: _("The holder of the rights is not named."),
        Lack.EVIDENCE: _("There is no evidence of the licence or permission."),
        Lack.APPROVAL: _("The speaker’s approval is awaited."),
        Lack.TRANSLATORS: _("Nobody has said under which terms the translators give their work."),
    }[lack]


def layout_label(layout: Layout) -> str:
    return {
        Layout.COLUMNS: _("two columns"),
        Layout.PARAGRAPHS: _("paragraph by paragraph"),
    }[layout]
