"""Files that are made to harm: what becomes of each, how long it takes, and how much memory.

    python -m bench.attacks

Each is read as an upload is, by the gate's own process. The baseline is a harmless file. A
clear error or a harmless document is due within 5 seconds and 512 MB.
"""

from __future__ import annotations

import io
import json
import re
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from workbench.storage import sayings

LIMIT_SECONDS, LIMIT_MB = 5.0, 512
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_X = "urn:oasis:names:tc:xliff:document:1.2"


class Attack(NamedTuple):
    """A file, and what would harm."""

    title: str
    name: str
    body: bytes


NOTHING: Mapping[str, str | bytes] = MappingProxyType({})


def archived(members: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, body in members.items():
            out.writestr(name, body)
    return file.getvalue()


def word(inner: str, head: str = "", more: Mapping[str, str | bytes] = NOTHING) -> bytes:
    body = f'<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'
    document = f'<?xml version="1.0"?>{head}{body}'
    return archived({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def xliff(inner: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{head}<xliff version="1.2" xmlns="{_X}"><file source-language="en"'
        f' datatype="x" original="x"><body>{inner}</body></file></xliff>'
    ).encode()


def unit(text: str) -> str:
    return f'<trans-unit id="1"><source>{text}</source></trans-unit>'


def book(page: str, **more: str | bytes) -> bytes:
    return archived(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<c><rootfile full-path="p.opf"/></c>',
            "p.opf": '<package xmlns="http://www.idpf.org/2007/opf"><item id="a" href="a.xhtml"'
            ' media-type="application/xhtml+xml"/></package>',
            "a.xhtml": page,
            **more,
        }
    )


def laughs() -> str:
    levels = (f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{"".join(levels)}]>'


def bomb(size: int) -> bytes:
    """An archive of one member of so many bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        with out.open("word/document.xml", "w", force_zip64=True) as member:
            for _ in range(size >> 20):
                member.write(b" " * (1 << 20))
    return file.getvalue()


def linked(target: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        link = zipfile.ZipInfo("word/document.xml")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        out.writestr(link, target)
    return file.getvalue()


def entities() -> Iterator[Attack]:
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    fetched = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
    parameter = '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x.dtd">%e;]>'
    quadratic = f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'
    many = "&a;" * 50_000
    for title, head, text in (
        ("a file as an entity", outside, "A &e; B"),
        ("a definition elsewhere", fetched, "A B"),
        ("a parameter entity", parameter, "A B"),
        ("a billion laughs", laughs(), "&a11;"),
        ("quadratic entities", quadratic, many),
    ):
        yield Attack(title, "a.xlf", xliff(unit(text), head))
        yield Attack(title, "a.docx", word(paragraph(text), head))
    tmx = (
        f'<?xml version="1.0"?>{outside}<tmx version="1.4"><header srclang="en"/><body><tu>'
        '<tuv xml:lang="en"><seg>&e;</seg></tuv></tu></body></tmx>'
    )
    yield Attack("a file as an entity", "a.tmx", tmx.encode())
    yield Attack("entities without end", "a.html", b"<p>" + b"&amp;" * 2_000_000)


def shapes() -> Iterator[Attack]:
    deep = 100_000
    yield Attack("100,000 elements deep", "a.xlf", xliff(unit("<g>" * deep + "</g>" * deep)))
    yield Attack("100,000 elements deep", "a.docx", word("<w:p>" * deep + "</w:p>" * deep))
    for tag in ("div", "b"):
        body = f"<{tag}>" * deep + "x" + f"</{tag}>" * deep + "<p>After it."
        yield Attack(f"100,000 nested {tag}", "a.html", body.encode())
        page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</p></body></html>'
        yield Attack(f"100,000 nested {tag}", "a.epub", book(page))
    yield Attack("a text of 30 MB", "a.xlf", xliff(unit("a" * 30_000_000)))
    yield Attack("a text of 30 MB", "a.docx", word(paragraph("a" * 30_000_000)))
    yield Attack("10,000 paragraphs", "a.docx", word(paragraph("One line.") * 10_000))
    yield Attack("10,000 paragraphs", "a.html", b"<p>One line.\n" * 10_000)
    yield Attack("10,000 paragraphs", "a.md", b"One line.\n\n" * 10_000)
    yield Attack("10,000 paragraphs", "a.txt", b"One line.\n" * 10_000)
    yield Attack("a line of 49 MB", "a.txt", b"a " * 24_500_000)
    yield Attack("a line of 49 MB", "a.html", b"a " * 24_500_000)
    yield Attack("a line of 198 MB", "a.txt", b"a " * 99_000_000)
    yield Attack("500,000 attributes", "a.html", b"<p " + b"a=b " * 500_000 + b">x")
    yield Attack("500,000 unclosed tags", "a.html", b"<p" * 500_000 + b"x")


def markdown() -> Iterator[Attack]:
    for title, text in (
        ("50,000 quotations", "> " * 50_000 + "x"),
        ("1,500 nested lists", "".join(f"{'  ' * n}- x\n" for n in range(1_500))),
        ("50,000 brackets", "[" * 50_000 + "x"),
        ("links in links", "[a](" * 20_000 + "x"),
        ("back quotes", "".join("`" * n + " " for n in range(1, 1_500))),
        ("images in images", "![[" * 20_000 + "x"),
        ("emphasis", "*a **b " * 20_000),
        ("entities", "&" * 500_000),
    ):
        yield Attack(title, "a.md", f"Words.\n\n{text}\n".encode())


def archives() -> Iterator[Attack]:
    yield Attack("a bomb of 600 MB", "a.docx", bomb(600 << 20))
    yield Attack("a bomb of 290 MB", "a.docx", bomb(290 << 20))
    inner = bomb(600 << 20)
    yield Attack("a bomb in an archive", "a.epub", book("<html/>", **{"b.zip": inner}))
    yield Attack("a name above the folder", "a.docx", word(paragraph("x"), more={"../../x": "y"}))
    yield Attack("an absolute name", "a.docx", word(paragraph("x"), more={"/etc/x": "y"}))
    yield Attack("a link for a member", "a.docx", linked("/etc/passwd"))
    yield Attack("60,000 members", "a.docx", archived({f"m{n}": "" for n in range(60_000)}))
    yield Attack("a cut archive", "a.docx", word(paragraph("x"))[:-40])
    chunk = '<w:altChunk xmlns:r="r" r:id="rId9"/>' + paragraph("x")
    yield Attack("another document in it", "a.docx", word(chunk, more={"word/a.mht": "<b>x"}))
    field = "<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p>"
    yield Attack("DDE", "a.docx", word(field))
    yield Attack("macros", "a.docx", word(paragraph("x"), more={"word/vbaProject.bin": b"x"}))
    far = '<w:p><w:hyperlink xmlns:r="r" r:id="rId1"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
    rels = (
        '<Relationships><Relationship Id="rId1" TargetMode="External" Type="image"'
        ' Target="http://127.0.0.1:9/x"/></Relationships>'
    )
    yield Attack(
        "a picture elsewhere", "a.docx", word(far, more={"word/_rels/document.xml.rels": rels})
    )
    yield Attack("an encrypted file", "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_096))


def sheets() -> Iterator[Attack]:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>source</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>target</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    workbook = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": rels.replace("worksheets/sheet1.xml", "xl/workbook.xml").replace(
            "relationships/worksheet", "relationships/officeDocument"
        ),
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": rels,
        "xl/worksheets/sheet1.xml": sheet,
    }
    yield Attack("a cell at the far corner", "a.xlsx", archived(members))
    yield Attack("formulas", "a.csv", b'source,target\n=cmd|"/c calc"!A0,=1+1\nOne.,\n')
    yield Attack("a quotation without end", "a.csv", b'source,target\n"' + b"a,\n" * 3_000_000)
    yield Attack("1,000,000 columns", "a.csv", b"source,target" + b",x" * 1_000_000 + b"\na,b\n")


def texts() -> Iterator[Attack]:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n'
    plural = 'msgid "a"\nmsgid_plural "b"\n'
    forms = "".join(f'msgstr[{n}] "x"\n' for n in range(200_000))
    for title, body in (
        (
            "1,000,000 plural forms",
            f'{head}Plural-Forms: nplurals=1000000; plural=n;\\n"\n\n{plural}msgstr[0] "x"\n',
        ),
        ("200,000 plural forms", f'{head}"\n\n{plural}{forms}'),
        (
            "a plural of 5,000 brackets",
            f'{head}Plural-Forms: nplurals=2; plural={"(" * 5000}n;\\n"\n\n{plural}msgstr[0] "x"\n',
        ),
        (
            "a strange charset",
            head.replace("UTF-8", "../../x") + '"\n\nmsgid "a"\nmsgstr ""\n',
        ),
        ("a text without end", f'{head}"\n\nmsgid "a\nmsgstr "b"\n'),
    ):
        yield Attack(title, "a.po", body.encode())
    for name in ("a.txt", "a.md", "a.html", "a.po", "a.xlf", "a.csv"):
        yield Attack("NUL", name, b"source,target\nOne\0two.,b\n")
        yield Attack("no UTF-8", name, b"source,target\nOne \xff\xfe\x81 two.,b\n")
    yield Attack(
        "UTF-7", "a.html", b'<meta charset="utf-7"><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-'
    )
    yield Attack("UTF-7", "a.xlf", b'<?xml version="1.0" encoding="utf-7"?>+ADw-xliff/+AD4-')
    evil = (
        b"<p onclick=x()>One <script>y()</script><a href='javascript:x()'>link</a><iframe src=//x>"
    )
    yield Attack("scripts", "a.html", evil)
    yield Attack("scripts", "a.md", b"Words [x](javascript:alert(1)) <script>x</script>\n")


def attacks() -> Iterator[Attack]:
    for each in (entities, shapes, markdown, archives, sheets, texts):
        yield from each()


class Outcome(NamedTuple):
    """What the gate answered, after how many seconds, and the most memory that it took, in MB."""

    said: str
    seconds: float
    megabytes: int

    @property
    def is_bad(self) -> bool:
        slow = self.seconds > LIMIT_SECONDS or self.megabytes > LIMIT_MB
        return slow or self.said.startswith("broken")


def tried(attack: Attack) -> Outcome:
    asked = {"name": attack.name, "language": "", "candidates": ["en"], "preview": False}
    command = [sys.executable, "-m", "workbench.gate", json.dumps(asked)]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answered:
        given.write(attack.body)
        given.seek(0)
        began = time.perf_counter()
        child = subprocess.Popen(command, stdin=given, stdout=answered, stderr=subprocess.DEVNULL)
        most = 0
        while child.poll() is None:
            most = max(most, _resident(child.pid))
            time.sleep(0.01)
        took = time.perf_counter() - began
        answered.seek(0)
        said = f"broken: it ended with {child.returncode}"
        if child.returncode == 0:
            said = _told(answered.read())
    return Outcome(said, took, most)


def _resident(process: int) -> int:
    """The most memory that a process has had, in MB; 0 where it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) >> 10 if found else 0


def _told(answer: bytes) -> str:
    told = json.loads(answer)
    if "unreadable" in told:
        return f"refused: {sayings.from_json(told['unreadable'][0]).english[:100]}"
    return f"read: {len(told['document']['blocks']):,} blocks"


def main() -> None:
    print("attack                       file     seconds    MB  outcome")
    outcomes = []
    for attack in chain([Attack("nothing wrong", "a.txt", b"One. Two.\n")], attacks()):
        outcome = tried(attack)
        outcomes.append(outcome)
        mark = "!" if outcome.is_bad else " "
        print(
            f"{attack.title:28} {attack.name:8} {outcome.seconds:7.2f} {outcome.megabytes:5} "
            f"{mark}{outcome.said}",
            flush=True,
        )
    late = sum(outcome.is_bad for outcome in outcomes)
    print(f"{late} of {len(outcomes)} too slow, too large or broken")


if __name__ == "__main__":
    main()
