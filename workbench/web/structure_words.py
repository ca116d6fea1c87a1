"""What parts, kinds and voices are called on every page."""

from __future__ import annotations

from collections.abc import Mapping

from glossary.model import Voice
from translations.model import FRONT_MATTER, BlockKind, Part
from translations.versions import Change
from workbench.web.languages import gettext as _
from workbench.web.languages import ngettext


def part_label(part: str) -> str:
    return {
        Part.TITLE: _("title"),
        Part.BYLINE: _("byline"),
        Part.PREFACE: _("preface"),
        Part.STANDFIRST: _("stand-first"),
        Part.BODY: _("body"),
        Part.SUBTITLE: _("subtitle"),
        Part.ABSTRACT: _("abstract"),
        Part.COVER: _("description of the cover"),
        Part.CREDIT: _("credit"),
        Part.TRANSLATION: _("note on the translation"),
        Part.NOTE: _("translators’ note"),
    }[Part(part)]


def kind_label(kind: str) -> str:
    return {
        BlockKind.HEADING: _("heading"),
        BlockKind.PARAGRAPH: _("paragraph"),
        BlockKind.LIST_ITEM: _("list item"),
        BlockKind.QUOTE: _("quote"),
        BlockKind.CODE: _("code"),
        BlockKind.RULE: _("rule"),
    }[BlockKind(kind)]


def voice_label(voice: str) -> str:
    return {
        Voice.NARRATION: _("narration"),
        Voice.QUESTION: _("question"),
        Voice.ANSWER: _("answer"),
        Voice.QUOTATION: _("quotation"),
    }[Voice(voice)]


def line_end_label(mark: str) -> str:
    return {
        "\n": _("Unix (LF)"),
        "\r\n": _("Windows (CR LF)"),
        "\r": _("old Mac (CR)"),
    }.get(mark, _("mixed"))


def version_label(kind: str) -> str:
    """Tell what made a source version."""
    return {
        "import": _("imported"),
        "minor": _("a slip corrected"),
        "substantive": _("changed in substance"),
        "split": _("a segment split"),
        "join": _("segments joined"),
        "renewal": _("a newer file"),
        "order": _("put in another order"),
        "block-split": _("a block split"),
        "block-join": _("blocks joined"),
        "front-matter": _("front matter written"),
        "undo": _("a change taken back"),
    }.get(kind, kind)


def change_label(change: str) -> str:
    """Tell what became of a segment between two versions."""
    return {
        Change.UNCHANGED: _("unchanged"),
        Change.EDITED: _("edited"),
        Change.MOVED: _("moved"),
        Change.ADDED: _("added"),
        Change.REMOVED: _("removed"),
    }[Change(change)]


def counted_changes(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Say how many segments each change concerns: (change, words), without those of none."""
    return [(each, _counted(each, counts[each])) for each in _ORDER if counts.get(each)]


#: What a reader looks for first.
_ORDER = (Change.EDITED, Change.MOVED, Change.ADDED, Change.REMOVED, Change.UNCHANGED)


def _counted(change: Change, count: int) -> str:
    return {
        Change.EDITED: ngettext("%(num)s edited", "%(num)s edited", count),
        Change.MOVED: ngettext("%(num)s moved", "%(num)s moved", count),
        Change.ADDED: ngettext("%(num)s added", "%(num)s added", count),
        Change.REMOVED: ngettext("%(num)s removed", "%(num)s removed", count),
        Change.UNCHANGED: ngettext("%(num)s unchanged", "%(num)s unchanged", count),
    }[change]


def name_label(kind: str) -> str:
    return {
        "title": _("title"),
        "byline": _("byline"),
        "preface-author": _("author of the preface"),
        "speaker": _("speaker"),
    }.get(kind, kind)


def options() -> dict[str, list[tuple[str, str]]]:
    """Give what a person chooses from: (value, label) by field."""
    return {
        "parts": [(p.value, part_label(p)) for p in Part if p not in FRONT_MATTER],
        "kinds": [(kind.value, kind_label(kind)) for kind in BlockKind],
        "voices": [(voice.value, voice_label(voice)) for voice in Voice],
    }
