"""`validate`: whether files of translators keep to the standards of their formats.

Exit status: 0 valid, 1 invalid, 2 unreadable or bad usage.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from glossary.formats.safe_xml import MOST_BYTES
from glossary.saying import say
from translations.errors import UnreadableDocument
from translations.validation import Flaw, Verdict, validate
from workbench.commands.answers import Exit, print_json, print_text

_STDIN = Path("-")


@click.command("validate")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file and line.")
def validate_files(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Check FILES (XLIFF, TMX, TBX or PO; - for standard input) against their standards."""
    tell = _tell_json if as_json else _tell_text
    sys.exit(max(_judged(file, tell) for file in files))


def _judged(file: Path, tell: Callable[[str, Verdict | UnreadableDocument], None]) -> Exit:
    name = "<stdin>" if file == _STDIN else str(file)
    try:
        verdict = validate(_body(file), name)
    except UnreadableDocument as error:
        tell(name, error)
        return Exit.BAD_INPUT
    tell(name, verdict)
    return Exit.ERRORS if verdict.flaws else Exit.CLEAN


def _body(file: Path) -> bytes:
    """Read a file, but no more of it than is ever judged."""
    try:
        with click.open_file(str(file), "rb") as opened:
            body: bytes = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}.") from error
    if len(body) > MOST_BYTES:
        raise UnreadableDocument(say("the file is larger than %(count)s bytes.", count=MOST_BYTES))
    return body


def _tell_text(name: str, told: Verdict | UnreadableDocument) -> None:
    if isinstance(told, UnreadableDocument):
        place = name if told.line is None else f"{name}:{told.line}"
        click.echo(f"{place}: cannot be read: {told.reason.english}", err=True)
    elif not told.flaws:
        print_text(f"{name}: valid {told.format}")
    else:
        for flaw in told.flaws:
            where = f"{told.format}, {flaw.section}"
            print_text(f"{name}:{flaw.line}: {flaw.rule}: {flaw.message.english} ({where})")


def _tell_json(name: str, told: Verdict | UnreadableDocument) -> None:
    if isinstance(told, UnreadableDocument):
        print_json({"file": name, "error": told.reason.english, "line": told.line})
    else:
        print_json(
            {
                "file": name,
                "format": told.format,
                "valid": not told.flaws,
                "flaws": [_object(flaw) for flaw in told.flaws],
            }
        )


def _object(flaw: Flaw) -> dict[str, object]:
    return {
        "rule": flaw.rule,
        "line": flaw.line,
        "message": flaw.message.english,
        "section": flaw.section,
    }
