"""Documents in and out beside pandoc and translate-toolkit, each as a process of its own.

    python -m bench.documents [--pandoc pandoc] [--toolkit PYTHON]

Of 5,000 segments each format is read, and written with a letter changed in each: by us and by
translate-toolkit from a file to a file, by pandoc to its own tree and back. `--toolkit` is a
Python that has translate-toolkit; it is no part of the workbench, and has another licence.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from bench import formats

#: Formats that pandoc reads and writes, by its own names.
_PANDOC = {"a.html": "html", "a.docx": "docx", "a.odt": "odt", "a.epub": "epub", "a.md": "markdown"}
_TOOLKIT = """
import sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
for unit in store.units:
    if unit.source:
        unit.target = str(unit.source).replace("о", "а")
store.savefile(sys.argv[2])
"""
_OURS = """
import sys
from pathlib import Path
from workbench.commands.documents import opened
file = opened(Path(sys.argv[1]), "ru")
targets = {
    number: {at: segment.text.replace("о", "а") for at, segment in enumerate(block.segments)}
    for number, block in enumerate(file.document.blocks)
    if not block.left_out
}
Path(sys.argv[2]).write_bytes(file.write(targets))
"""
_TIMES = 3


def texts() -> list[str]:
    return [" ".join(words) for words in formats.sentences()]


def markdown() -> bytes:
    marks = {4: "**{}**", 8: "[{}](http://a.example/)", 11: "*{}*"}
    lines = (
        " ".join(marks.get(at, "{}").format(word) for at, word in enumerate(words))
        for words in formats.sentences()
    )
    return "".join(f"{line}\n\n" for line in lines).encode()


def po() -> bytes:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entries = (
        f'#: a:{n}\nmsgctxt "{n}"\nmsgid "{text}"\nmsgstr "{text}"\n\n'
        for n, text in enumerate(texts())
    )
    return (head + "".join(entries)).encode()


def xliff() -> bytes:
    units = (
        f'<trans-unit id="{n}"><source>{escape(text)}</source><target>{escape(text)}</target>'
        "</trans-unit>\n"
        for n, text in enumerate(texts())
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file source-language="ru" target-language="uk" datatype="plaintext" original="a">'
        f"<body>{''.join(units)}</body></file></xliff>"
    ).encode()


def tmx() -> bytes:
    units = (
        f'<tu><tuv xml:lang="ru"><seg>{escape(text)}</seg></tuv>'
        f'<tuv xml:lang="uk"><seg>{escape(text)}</seg></tuv></tu>\n'
        for text in texts()
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<tmx version="1.4"><header creationtool="a"'
        ' creationtoolversion="1" segtype="sentence" o-tmf="a" adminlang="en" srclang="ru"'
        f' datatype="plaintext"/><body>{"".join(units)}</body></tmx>'
    ).encode()


FILES: dict[str, Callable[[], bytes]] = {
    "a.html": formats.page,
    "a.md": markdown,
    "a.po": po,
    "a.xlf": xliff,
    "a.tmx": tmx,
}


#: Formats whose files pandoc makes of Markdown, as whole as they are in life.
MADE = ("a.docx", "a.odt", "a.epub")


def made(folder: Path, pandoc: str) -> list[Path]:
    """The files that are tried."""
    for name, make in FILES.items():
        Path(folder, name).write_bytes(make())
    found = [Path(folder, name) for name in FILES]
    if shutil.which(pandoc):
        for name in MADE:
            subprocess.run([pandoc, folder / "a.md", "-o", folder / name], check=True)
            found.append(folder / name)
    return found


def seconds(*commands: Sequence[str | Path]) -> float:
    """How long commands take one after another, at best."""
    found = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        for command in commands:
            subprocess.run(command, check=True, capture_output=True)
        found.append(time.perf_counter() - began)
    return min(found)


def ours(file: Path) -> float:
    return seconds([sys.executable, "-c", _OURS, file, file.with_name(f"out-{file.name}")])


def by_pandoc(file: Path, pandoc: str) -> float:
    tree, out = file.with_suffix(".json"), file.with_name(f"out-{file.name}")
    form = _PANDOC[file.name]
    return seconds(
        [pandoc, "-f", form, "-t", "json", file, "-o", tree],
        [pandoc, "-f", "json", "-t", form, tree, "-o", out],
    )


def by_toolkit(file: Path, python: str) -> float:
    return seconds([python, "-c", _TOOLKIT, file, file.with_name(f"out-{file.name}")])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pandoc", default="pandoc")
    parser.add_argument("--toolkit", help="a Python that has translate-toolkit")
    arguments = parser.parse_args()
    print("seconds for 5,000 segments, in and out\nformat   ours  theirs  ratio  whose")
    with tempfile.TemporaryDirectory() as folder:
        for file in made(Path(folder), arguments.pandoc):
            name = file.name
            taken, theirs, whose = ours(file), 0.0, "not here"
            if name in _PANDOC and shutil.which(arguments.pandoc):
                theirs, whose = by_pandoc(file, arguments.pandoc), "pandoc"
            elif name not in _PANDOC and arguments.toolkit:
                theirs, whose = by_toolkit(file, arguments.toolkit), "translate-toolkit"
            print(f"{name[2:]:5} {taken:7.2f} {theirs:7.2f} {theirs / taken:6.1f}  {whose}")


if __name__ == "__main__":
    main()
