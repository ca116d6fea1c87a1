"""What the page of a file that came home says of its segments."""

from __future__ import annotations

from enum import StrEnum

from markupsafe import Markup

from translations import inline
from translations.difference import difference
from translations.inline import CodeFault, Fault
from translations.trips.arriving import Doubt, Kind, Refusal, Row
from translations.trips.matching import Loss
from translations.trips.model import Here
from translations.trips.moving import Limit
from workbench.web import marking
from workbench.web.languages import gettext as _
from workbench.web.looks import Look


class Section(StrEnum):
    """In which part of the page a segment stands: first what asks for a decision."""

    CONFLICT = "conflict"
    APPROVED = "approved"
    REFUSED = "refused"
    CHANGED = "changed"
    NEW = "new"
    STATE = "state"
    COMMENTS = "comments"
    HELD = "held"
    EMPTIED = "emptied"


_ORDER = {section: place for place, section in enumerate(Section)}


def section(row: Row) -> Section | None:
    """Tell where a row stands; none: there is nothing to say of it."""
    if row.kind is not Kind.UNCHANGED:
        return Section(row.kind.value)
    if row.comments:
        return Section.COMMENTS
    if row.limit is not None:
        return Section.HELD
    return Section.EMPTIED if Doubt.EMPTIED in row.doubts else None


def urgency(row: Row) -> tuple[int, int]:
    """Order the rows by their sections, and then as the document has them."""
    found = section(row)
    return (_ORDER[found] if found else len(_ORDER)), row.here.number


def look(each: Section) -> Look:
    """Tell what a section is: sign, colour, word."""
    return {
        Section.CONFLICT: Look("⇄", "red", _("changed here and in the file")),
        Section.APPROVED: Look("✓✓", "green", _("approved here")),
        Section.REFUSED: Look("✕", "red", _("cannot be taken")),
        Section.CHANGED: Look("✎", "amber", _("changed in the file")),
        Section.NEW: Look("+", "blue", _("new")),
        Section.STATE: Look("→", "blue", _("another state")),
        Section.COMMENTS: Look("“", "accent", _("comments")),
        Section.HELD: Look("⊘", "grey", _("state not given")),
        Section.EMPTIED: Look("○", "grey", _("empty in the file")),
    }[each]


def lead(each: Section) -> str:
    """Say what happens to the segments of a section."""
    return {
        Section.CONFLICT: _("What stands here stays unless you take the text of the file."),
        Section.APPROVED: _(
            "A reviewer approved what stands here. It stays unless you take the text of the file."
        ),
        Section.REFUSED: _("What stands here stays."),
        Section.CHANGED: _("What went out still stands here; the text of the file is taken."),
        Section.NEW: _("Nothing stands here yet; the text of the file is taken."),
        Section.STATE: _("The text is the same; the state of the file is taken."),
        Section.COMMENTS: _("The text is the same; the comments are kept."),
        Section.HELD: _("The text is the same; its state stays as it is here."),
        Section.EMPTIED: _("An empty text takes nothing away: what stands here stays."),
    }[each]


def doubt(each: Doubt) -> str:
    """Say what a person should know of a segment."""
    return {
        Doubt.NEWER_HERE: _("The translation was changed here after the file went out."),
        Doubt.SOURCE_CHANGED: _(
            "The source was changed here after the file went out: taken, it is a draft."
        ),
        Doubt.NO_RECORD: _("The file does not say what stood here when it was made."),
        Doubt.BY_SOURCE: _("Found by its source text, for the file has no id of ours for it."),
        Doubt.SOURCE_DIFFERS: _("The file has another source text: taken, it is a draft."),
        Doubt.EMPTIED: _("The file has no translation where one went out."),
        Doubt.TRACKED: _("Changes were tracked; they are read as accepted."),
        Doubt.REPEATED: _("It stands more than once in the file."),
    }[each]


def refusal(each: Refusal) -> str:
    """Say why a segment cannot be taken."""
    return {
        Refusal.CODES: _("Its inline codes are not those of the source."),
        Refusal.TWICE: _("It stands more than once in the file, with different texts."),
        Refusal.LEFT_OUT: _("It is left out of this edition."),
        Refusal.LOCKED: _("It is final; a reviewer reopens it first."),
        Refusal.UNFIT: _("It is too long, or holds characters that cannot be stored."),
    }[each]


def fault(each: CodeFault, row: Row) -> str:
    """Say what is wrong with a code."""
    codes = row.here.codes
    known = each.index < len(codes)
    name = (codes[each.index].display or codes[each.index].original) if known else ""
    return {
        Fault.UNKNOWN: _("The source has no such code."),
        Fault.REPEATED: _("This code stands twice."),
        Fault.MISSING: _("The code %(name)s of the source is not in the translation.", name=name),
        Fault.CROSSED: _("These codes are not well nested."),
        Fault.MOVED: _("This code may not change its place."),
    }[each.fault]


def limit(each: Limit) -> str:
    """Say why a state is not given that the file asks for."""
    return {
        Limit.ROLE: _("The file asks for another state, which a reviewer gives."),
        Limit.FOUR_EYES: _(
            "The file asks for more; nobody approves here what they bring in themselves."
        ),
    }[each]


def loss(each: Loss) -> str:
    """Say why a segment of the file has no place here."""
    return {
        Loss.GONE: _("split, joined or removed here since"),
        Loss.ELSEWHERE: _("went out of another edition"),
        Loss.BROKEN: _("its id was changed, and its source is not found"),
        Loss.UNKNOWN: _("no such source text here"),
        Loss.AMBIGUOUS: _("this source text stands here more than once"),
    }[each]


# Texts


def plain(text: str) -> str:
    """Give a text without its codes, for a file whose codes are not those of a segment."""
    return inline.plain(text).text


def shown(text: str, here: Here) -> Markup:
    """Write a text with the codes of its segment."""
    return marking.marked(text, here.codes, ())


def compared(row: Row) -> Markup:
    """Write the text of the file with what it takes away and adds, where something stands here."""
    if not row.here.target:
        return shown(row.target, row.here)
    return marking.difference(difference(row.here.target, row.target), row.here.codes)


def tracked(row: Row) -> Markup | None:
    """Write the text of the file with the changes that were tracked in it, if any were."""
    if row.untracked is None:
        return None
    return marking.difference(difference(row.untracked, row.target), row.here.codes)
