"""Files with an original: untouched, translated and read again, and how long it takes.

    python bench/formats.py DIRECTORY

The directory holds files of each format in a folder of its name. Every letter is
replaced by another; a unit is exact if its text and its codes come back.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from translations.errors import UnreadableDocument
from translations.formats import originals
from translations.formats.originals import Original, flow
from workbench import collector

SEGMENTS = 5_000
_WORDS = [
    "война",
    "мир",
    "ополчение",
    "город",
    "страна",
    "народ",
    "правительство",
    "выборы",
    "армия",
    "совет",
    "рабочие",
    "движение",
    "история",
    "партия",
    "время",
    "люди",
    "улица",
    "книга",
    "письмо",
    "голос",
]


class Row(NamedTuple):
    files: int
    refused: int
    units: int
    codes: int
    identical: int
    exact: int
    crashed: int
    elements: int = 0  #: beside runs and their texts, in members that changed
    kept: int = 0


#: What is cut and joined with the text that it is around.
_RUNS = re.compile(r"<w:rPr[ >].*?</w:rPr>|<w:rPr/>", re.DOTALL)
_CUT = frozenset({"w:r", "w:t", "w:proofErr", "w:lastRenderedPageBreak", "text:soft-page-break"})
_ELEMENT = re.compile(r"<([A-Za-z][\w:.-]*)")


def elements(data: bytes) -> Counter[str]:
    """How often each element stands in a file, in all its members."""
    bodies = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            texts = (".xml", ".xhtml", ".opf", ".ncx")
            bodies = [opened.read(name) for name in opened.namelist() if name.endswith(texts)]
    found: Counter[str] = Counter()
    for body in bodies:
        found.update(_ELEMENT.findall(_RUNS.sub("", body.decode("utf-8", "replace"))))
    return Counter({name: count for name, count in found.items() if name not in _CUT})


def pseudo(text: str) -> str:
    return re.sub(r"[^\W\d_]", lambda m: "Ж" if m[0].isupper() else "ж", text)


def told(original: Original) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (flow.coded(place.pieces), [(code.kind.value, code.display) for code in place.codes])
        for place in original.places
    ]


def everything(original: Original, change: Callable[[str], str]) -> dict[int, dict[int, str]]:
    return {
        number: {at: change(segment.text) for at, segment in enumerate(block.segments)}
        for number, block in enumerate(original.document.blocks)
    }


def trial(data: bytes, name: str) -> Row:
    try:
        original = originals.read(data, name, "en")
    except UnreadableDocument as error:
        print(f"    refused: {error}")
        return Row(1, 1, 0, 0, 0, 0, 0)
    same = originals.write(original, everything(original, lambda text: text))
    untouched = same == data == originals.write(original, {})
    written = originals.write(original, everything(original, pseudo))
    before, after = told(original), told(originals.read(written, name, "en"))
    expected = [(pseudo(text), codes) for text, codes in before]
    exact = sum(a == b for a, b in zip(expected, after, strict=False))
    exact = exact if len(before) == len(after) else 0
    if exact < len(before):
        print(f"    {len(before) - exact} of {len(before)} units not exact: {name}")
    codes = sum(len(each) for _, each in before)
    old, new = elements(data), elements(written)
    return Row(1, 0, len(before), codes, untouched, exact, 0, old.total(), (old & new).total())


def suite(folder: Path, extensions: tuple[str, ...]) -> Row:
    rows = []
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in extensions:
            try:
                rows.append(trial(file.read_bytes(), file.name))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
                print(f"    crashed: {file.name}: {error!r}")
                rows.append(Row(1, 0, 0, 0, 0, 0, 1))
    return Row(*map(sum, zip(*rows, strict=True))) if rows else Row(0, 0, 0, 0, 0, 0, 0)


# ---- how long it takes ----------------------------------------------------------------------


def sentences() -> Iterator[list[str]]:
    chance = random.Random(7)
    for _ in range(SEGMENTS):
        words = chance.choices(_WORDS, k=18)
        yield [words[0].capitalize(), *words[1:-1], f"{words[-1]}."]


def page() -> bytes:
    marks = {4: "<b>{}</b>", 8: '<a href="http://a.example/">{}</a>', 11: "<i>{}</i>"}
    paragraphs = (
        " ".join(marks.get(at, "{}").format(word) for at, word in enumerate(words))
        for words in sentences()
    )
    body = "".join(f"<p>{each}</p>\n" for each in paragraphs)
    return f"<html><body>{body}</body></html>".encode()


def _document() -> str:
    kinds = {4: "<w:rPr><w:b/></w:rPr>", 11: "<w:rPr><w:i/></w:rPr>"}

    def runs(words: list[str]) -> Iterator[str]:
        for start, end in ((0, 4), (4, 5), (5, 11), (11, 12), (12, 18)):
            text = " ".join(words[start:end]) + " "
            properties = kinds.get(start, "")
            yield f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'

    body = "".join(f"<w:p>{''.join(runs(words))}</w:p>" for words in sentences())
    names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{names}"><w:body>{body}</w:body></w:document>'


def archived(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, body in members.items():
            out.writestr(name, body)
    return file.getvalue()


def word() -> bytes:
    return archived(**{"[Content_Types].xml": "<Types/>", "word/document.xml": _document()})


def odt() -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    marks = {4: '<text:span text:style-name="T1">{}</text:span>', 11: "<text:s/>{}"}
    body = "".join(
        f"<text:p>{' '.join(marks.get(a, '{}').format(w) for a, w in enumerate(words))}</text:p>"
        for words in sentences()
    )
    root = f'<o:d xmlns:o="{names}:office:1.0" xmlns:text="{names}:text:1.0">{body}</o:d>'
    return archived(**{"content.xml": root})


def epub() -> bytes:
    body = page().decode().replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml">')
    return archived(
        **{
            "META-INF/container.xml": '<c><rootfile full-path="p.opf"/></c>',
            "p.opf": (
                '<package xmlns="http://www.idpf.org/2007/opf"><item id="a" href="a.xhtml"'
                ' media-type="application/xhtml+xml"/></package>'
            ),
            "a.xhtml": body,
        }
    )


def timed(data: bytes, name: str) -> tuple[float, float, float]:
    """Seconds to find the places, to read with sentences cut, and to write all of it anew."""
    form = originals.by_name(name)
    assert form is not None
    begun = time.process_time()
    form.find(data, "ru")
    found = time.process_time()
    original = originals.read(data, name, "ru")
    read = time.process_time()
    targets = everything(original, lambda text: text.replace("о", "а"))
    ready = time.process_time()
    originals.write(original, targets)
    return found - begun, read - found, time.process_time() - ready


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", nargs="?", type=Path, default=Path("../shared/data/formats"))
    folder = parser.parse_args().directory
    print("format  files  refused  crashed  units  codes  untouched  exact    elements kept")
    for form in originals.ORIGINALS.values():
        row = suite(folder / form.name, form.extensions)
        share = row.exact / row.units if row.units else 1.0
        print(
            f"{form.name:6}  {row.files:5}  {row.refused:7}  {row.crashed:7}  {row.units:5}"
            f"  {row.codes:5}  {row.identical:4}/{row.files - row.refused:<4}  {share:7.2%}"
            f"  {row.kept:6}/{row.elements}"
        )
    print(f"\n{SEGMENTS} segments: seconds (best of 3)\nformat  find  read  write  find+write")
    makers = {"a.html": page, "a.docx": word, "a.odt": odt, "a.epub": epub}
    for name, make in makers.items():
        data = make()
        with collector.paused():  # as wherever the workbench reads a file
            runs = [timed(data, name) for _ in range(3)]
        found, read, write = (min(each) for each in zip(*runs, strict=True))
        print(f"{name[2:]:6}  {found:.2f}  {read:.2f}  {write:.2f}   {found + write:.2f}")


if __name__ == "__main__":
    main()
