"""Small files of every format of pairs, made here, with what tools of other people write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from translations.formats import bilingual
from translations.formats.bilingual import Languages, PairFile, PairSegment, Translated

XLIFF12 = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<xliff version='1.2' xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:x="urn:tool">
  <file original="a.html" source-language="en" target-language="uk" datatype="html">
    <header><note>Of the file</note><x:any>&amp;</x:any></header>
    <body>
      <group id="g1">
        <trans-unit id="plain" x:kept = "yes">
          <source>One &amp; two.</source>
        </trans-unit>
        <trans-unit id="done" approved="yes">
          <source>Bread &lt; salt</source>
          <target state="final" phase-name="p1">Хліб</target>
          <note from="editor">Mind the order</note>
          <alt-trans><source>Bread</source><target>Булка</target></alt-trans>
        </trans-unit>
        <trans-unit id="codes">
          <source>A <g id="1" ctype="bold">big<x id="2"/></g> <ph id="3">\
&lt;br/></ph> <bpt id="4" rid="4">[</bpt>link<ept id="5" rid="4">]</ept>\
<it id="6" pos="open">{</it></source>
          <target state="translated" state-qualifier="leveraged-tm"><g id="1">\
Велика</g> <x id="2"/> <!-- so --><ph id="3">&lt;br /></ph></target>
        </trans-unit>
      </group>
      <trans-unit id="parts">
        <source>First one. Second one. Third.</source>
        <seg-source><mrk mtype="seg" mid="a">First one.</mrk> <mrk mtype="seg" mid="b">Second one.\
</mrk> <mrk mtype="seg" mid="c">Third.</mrk></seg-source>
        <target state="needs-review-translation"><mrk mtype="seg" mid="b">Друга.</mrk></target>
      </trans-unit>
      <trans-unit id="fresh parts">
        <source>Up. Down.</source>
        <seg-source><mrk mtype="seg" mid="1">Up.</mrk> <mrk mtype="seg" mid="2">Down.\
</mrk></seg-source>
      </trans-unit>
      <trans-unit id="empty"><source><![CDATA[<b>Raw</b>]]></source><target/></trans-unit>
      <trans-unit id="not" translate="no"><source>Keep</source><target>Keep</target></trans-unit>
    </body>
  </file>
</xliff>
"""

XLIFF2 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="uk"
       xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0">
  <file id="f1" original="a.md">
    <unit id="u1">
      <mtc:matches><mtc:match ref="#s1"><source>Bread</source><target>Булка</target></mtc:match>\
</mtc:matches>
      <notes><note>Mind the order</note></notes>
      <originalData><data id="d1">&lt;br/></data></originalData>
      <segment id="s1"><source>One.</source></segment>
      <ignorable><source> </source></ignorable>
      <segment id="s2" state="translated" subState="acme:checked">
        <source xml:space="preserve">A <pc id="1" canDelete="no" dispStart="b">big</pc>\
<ph id="2" dataRef="d1"/><cp hex="0007"/></source>
        <target xml:space="preserve">Велика <pc id="1" canDelete="no" dispStart="b">річ</pc>\
<cp hex="0007"/></target>
      </segment>
    </unit>
    <unit id="u2">
      <segment state="reviewed"><source><sc id="1"/>open <sc id="2"/>both<ec startRef="1"/> end\
<ec startRef="2"/></source><target>так</target></segment>
    </unit>
    <unit id="u3">
      <segment><source><ph id="1" canReorder="firstNo" canCopy="no" canDelete="no"/>x\
<ph id="2" canReorder="no" canCopy="no" canDelete="no"/>y<ph id="3"/></source></segment>
      <ignorable><source>***</source></ignorable>
    </unit>
    <unit id="u4" translate="no"><segment><source>Keep</source></segment></unit>
  </file>
</xliff>
"""

TMX = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" \
srclang="en-US" datatype="html"><prop type="p">v</prop></header>
<body>
  <tu tuid="one">
    <note>Mind the order</note>
    <tuv xml:lang="en-US"><seg>One &amp; two.</seg></tuv>
  </tu>
  <tu>
    <tuv xml:lang="en-US"><seg>A <bpt i="1" x="1" type="bold">&lt;b></bpt>big\
<ept i="1">&lt;/b></ept> <ph x="2">&lt;br/></ph><hi x="3">one</hi></seg></tuv>
    <tuv xml:lang="uk" changeid="me">
      <prop type="x-ConfirmationLevel">Draft</prop>
      <seg><ph x="2">&lt;br /></ph> <bpt i="7" x="1">&lt;b></bpt>велика<ept i="7">&lt;/b></ept>\
</seg>
    </tuv>
    <tuv xml:lang="pl"><seg>Duża</seg></tuv>
  </tu>
  <tu tuid="one"><tuv xml:lang="EN-us"><seg>Bread</seg></tuv><tuv xml:lang="uk-UA"><seg>Хліб</seg>\
</tuv></tu>
</body>
</tmx>
"""

PO = """# A catalogue
msgid ""
msgstr ""
"Language: uk\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
"(n%100<10 || n%100>=20) ? 1 : 2);\\n"

# Mind the order
#. To programmers
#: a.c:1
msgid "One \\"and\\" two\\\\."
msgstr ""

#, fuzzy, c-format
#| msgid "Bred"
msgctxt "menu"
msgid "Bread %s"
msgstr "Хліб %s"

#, fuzzy
msgid ""
"First line\\n"
"and a second one that is so long that it had to be broken before it came to an end "
"here.\\n"
msgstr "Перший\\n"

#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] ""

#~ msgid "Gone"
#~ msgstr "Нема"
"""

OUR_PO = """msgid ""
msgstr ""
"Language: uk\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Inline-Codes: numbered\\n"

# - Mind
#   the order
#. state: reviewed
#. codes: <1> </1> <2/>
msgctxt "1.1"
msgid "A <1>big</1> \\\\<3> thing<2/>"
msgstr "<2/>Велика <1>річ</1>"

#. state: initial
msgctxt "1.2"
msgid "Two"
msgstr ""
"""

CSV = (
    "id,Source,notes,Target,State\r\n"
    '1,"One, two",,,\r\n'
    "\r\n"
    "1,Bread,Mind the order,'-Хліб,reviewed\r\n"
    '3,"He said ""no""\r\nand left","a\r\nb","Ні",needs review\r\n'
    "4,short\r\n"
    '5,=SUM(A1),,\'=SUM(A1),"initial, returned"\r\n'
)
TSV = 'en\tuk-UA\n"quoted" word\t"слово" тут\n"One\ttwo"\t\nlast\tостаннє'

_SHEET = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="1" \
max="2"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>\
<c r="C1" t="inlineStr"><is><t>status</t></is></c></row>
<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="3" t="s"><v>3</v></c><c r="D2"><v>5</v></c>\
</row>
<row r="3"><c r="A3" t="inlineStr"><is><r><t>Two </t></r><r><rPr><b/></rPr><t>words</t></r></is>\
</c></row>
<row r="4"><c r="A4"><v>42</v></c></row>
<row r="5"><c r="A5" t="s"><v>2</v></c><c r="B5" t="str"><f>A5&amp;"!"</f><v>One!</v></c></row>
<!-- the far end --><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"""


def workbook(sheet: str = _SHEET, *, strings: str | None = None) -> bytes:
    """A workbook of one sheet with four shared strings."""
    shared = strings or (
        "<si><t>Source</t></si><si><t>Translation</t></si><si><t>One _x005F_x0041_ &amp; two</t>"
        "<rPh><t>spoken</t></rPh></si><si><t>Один</t></si>"
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return archived(
        {
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="Texts" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
            f'Type="{office}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
        }
    )


def archived(members: Mapping[str, str]) -> bytes:
    """A ZIP archive of texts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, body in members.items():
            out.writestr(zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6)), body)
    return file.getvalue()


#: By the name of a file; several of a format where it is written in several ways.
FILES: Mapping[str, bytes] = {
    "one.xlf": XLIFF12.encode(),
    "wide.xlf": XLIFF12.replace("UTF-8", "UTF-16").replace("\n", "\r\n").encode("utf-16"),
    "old.xlf": XLIFF12.replace("'1.2' xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"", "'1.1'")
    .replace("xliff version", "xliff\n version")
    .encode(),
    "prefixed.xlf": (
        '<?xml version="1.0" encoding="windows-1251"?><l:xliff version="1.2" '
        'xmlns:l="urn:oasis:names:tc:xliff:document:1.2"><l:file original="" source-language="en" '
        'target-language="ru" datatype="x"><l:body><l:trans-unit id="1"><l:source>One</l:source>'
        "</l:trans-unit><source xmlns=''>alien</source></l:body></l:file></l:xliff>"
    ).encode("cp1251"),
    "two.xliff": XLIFF2.encode(),
    "marked.xliff": b"\xef\xbb\xbf" + XLIFF2.replace('version="2.1"', 'version="2.0"').encode(),
    "newest.xliff": XLIFF2.replace("document:2.0", "document:2.2")
    .replace('version="2.1"', 'version="2.2"')
    .encode("utf-8"),
    "a.tmx": TMX.encode(),
    "wide.tmx": TMX.replace("utf-8", "utf-16").encode("utf-16"),
    "a.po": PO.encode(),
    "windows.po": b"\xef\xbb\xbf" + PO.replace("\n", "\r\n").encode(),
    "koi.po": PO.replace("UTF-8", "KOI8-U").encode("koi8-u"),
    "ours.po": OUR_PO.encode(),
    "a.csv": CSV.encode(),
    "excel.csv": b"\xef\xbb\xbfsep=;\r\n" + CSV.replace(",", ";").encode(),
    "a.tsv": TSV.encode(),
    "wide.tsv": TSV.encode("utf-16"),
    "a.xlsx": workbook(),
}
LANGUAGES = Languages(source="en", target="uk")


def read(name: str, data: bytes | None = None) -> PairFile:
    form = bilingual.by_name(name)
    assert form is not None
    return form.read(FILES[name] if data is None else data, LANGUAGES)


def write(name: str, targets: Mapping[str, Translated], data: bytes | None = None) -> bytes:
    form = bilingual.by_name(name)
    assert form is not None
    return form.write(FILES[name] if data is None else data, LANGUAGES, targets)


def pseudo(text: str) -> str:
    """A text with another letter in the place of each, its codes where they are."""
    return "".join("Ж" if c.isalpha() and not "\ue000" <= c <= "\uf8ff" else c for c in text)


def translated(segments: Iterable[PairSegment]) -> dict[str, str]:
    """A translation for every segment that is translated: what it has, or its source, changed."""
    return {
        segment.id: pseudo(segment.target or segment.source)
        for segment in segments
        if not segment.left_out
    }
