"""`diff`: what a newer version of a text changes, segment by segment; no database.

Exit status: 0 nothing, 1 something, 2 a file cannot be read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from translations import formats, placeholders, versions
from translations.difference import Change as Words
from translations.difference import difference
from translations.errors import UnreadableDocument
from translations.formats.originals.writing import unit_id
from translations.model import Block, Segment
from translations.versions import Change, Comparison, Step
from workbench.commands.answers import Exit, print_json, print_text
from workbench.commands.documents import language_of
from workbench.commands.options import ANY_LANGUAGE

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SIGNS: Mapping[Change, str] = {
    Change.EDITED: "~",
    Change.MOVED: ">",
    Change.ADDED: "+",
    Change.REMOVED: "-",
}
_WRITTEN = {Words.SAME: "{}", Words.REMOVED: "[-{}-]", Words.ADDED: "{{+{}+}}"}


@click.command("diff")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option(
    "--lang", "language", type=ANY_LANGUAGE, default=None,
    help="Language of both; detected by default.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def diff_files(old: Path, new: Path, language: str | None, *, as_json: bool) -> None:
    """Tell which segments of OLD are edited, moved, added or removed in NEW.

    Text, Markdown, HTML, DOCX, ODT or EPUB. An edit is minor where only white space, marks,
    typography or case differ. Exit status: 0 nothing changed, 1 something did, 2 a file cannot
    be read.
    """
    tongue = language or language_of(_read(old, ""))
    before, after = _read(old, tongue), _read(new, tongue)
    compared = versions.compare(before, after)
    told = list(changes(before, compared))
    for change in told:
        if as_json:
            print_json(change)
        else:
            print_text(_line(change))
    sys.exit(Exit.ERRORS if told else Exit.CLEAN)


def changes(before: Sequence[Block], compared: Comparison) -> Iterator[dict[str, object]]:
    """Every segment that is not as it was, in the order of the newer version."""
    older, newer = list(_numbered(before)), list(_numbered(compared.blocks))
    for step in compared.steps:
        if step.change is not Change.UNCHANGED:
            yield _change(step, older, newer)


_Numbered = tuple[str, Segment]


def _change(
    step: Step, older: Sequence[_Numbered], newer: Sequence[_Numbered]
) -> dict[str, object]:
    old = None if step.old is None else older[step.old]
    new = None if step.new is None else newer[step.new]
    told: dict[str, object] = {"change": step.change.value}
    if old and new and step.rewritten:
        told["weight"] = versions.proposed(old[1].text, new[1].text).value
    for name, numbered in (("old", old), ("new", new)):
        if numbered:
            told[name] = {"id": numbered[0], "text": _spelled(numbered[1])}
    return told


def _numbered(blocks: Sequence[Block]) -> Iterator[_Numbered]:
    for number, block in enumerate(blocks):
        for at, segment in enumerate(block.segments):
            yield unit_id(number, at), segment


def _spelled(segment: Segment) -> str:
    return placeholders.spelled(segment.text, placeholders.names(segment.codes))


def _line(change: Mapping[str, object]) -> str:
    kind = Change(str(change["change"]))
    old, new = (change.get(name) for name in ("old", "new"))
    place, text = "", ""
    if isinstance(old, dict) and isinstance(new, dict):
        place, text = new["id"], _words(old["text"], new["text"])
        if kind is Change.MOVED:
            place = f"{old['id']} → {place}"
    elif isinstance(new, dict):
        place, text = new["id"], new["text"]
    elif isinstance(old, dict):
        place, text = old["id"], old["text"]
    weight = f" ({change['weight']})" if "weight" in change else ""
    return f"{_SIGNS[kind]} {place}{weight} {' '.join(str(text).split())}"


def _words(old: str, new: str) -> str:
    return "".join(_WRITTEN[each.change].format(each.text) for each in difference(old, new))


def _read(file: Path, language: str) -> tuple[Block, ...]:
    try:
        return formats.read(file.read_bytes(), file.name, language).blocks
    except UnreadableDocument as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}.") from error
