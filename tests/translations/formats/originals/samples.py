"""Small files of every format with an original, made here."""

import io
import re
import zipfile
from collections.abc import Mapping

from translations import placeholders
from translations.formats import originals
from translations.formats.originals import Original, flow

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

HTML = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>War &mdash; and peace</title>
<meta name="description" content="What it is about"><style>p { color: red }</style>
<script>if (a < b) { document.write("<p>No text</p>") }</script></head>
<body><!-- a remark -->
<h1 id="top">A <em>heading</em></h1>
<p>One <b>bold</b>&nbsp;word.  <i>Second</i> sentence &amp; more.
   <img src="x.png" alt="A picture" title='It&#39;s one'> And on<br>it goes.</p>
<ul><li>First <a href="/a?b=1&amp;c=2">link</a> here<li>Second</ul>
<pre>x = 1</pre><p translate="no">Not this</p>
<form><input placeholder="Your name" aria-label=Name><input type=submit value=Send></form>
</body></html>
"""
XHTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>%s</title></head><body>\n%s\n'
    "</body></html>"
)


def archived(members: Mapping[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A ZIP archive; members are compressed but for those named."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, body in members.items():
            info = zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6))
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            out.writestr(info, body, kind)
    return file.getvalue()


def run(text: str, formatting: str = "") -> str:
    properties = f"<w:rPr>{formatting}</w:rPr>" if formatting else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(content)}</w:p>"


def story(element: str, *content: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:{element} xmlns:w="{W}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        f' xmlns:r="urn:r">{"".join(content)}</w:{element}>'
    )


def docx(*content: str, main: str = "document.main", **more: str | bytes) -> bytes:
    """A Word document with this body; more members by name, `/` written `__`."""
    parts = {"/word/document.xml": main}
    parts |= {
        f"/word/{name}.xml": name for name in ("footnotes", "header", "footer") if name in more
    }
    types = "".join(
        f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="urn:types">{types}</Types>',
        "word/document.xml": story("document", f"<w:body>{''.join(content)}</w:body>"),
    }
    for name, body in more.items():
        members[name.replace("__", "/") if "__" in name else f"word/{name}.xml"] = body
    members["word/media/image1.png"] = bytes(range(256)) * 9
    return archived(members)


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>"
    '<wp:docPr id="1" name="Box" descr="A box"/><w:txbxContent>{0}</w:txbxContent>'
    "</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {0} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{1}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
STYLES = story(
    "styles", '<w:style w:type="paragraph" w:styleId="U1"><w:name w:val="heading 1"/></w:style>'
)
CORE = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The title</dc:title></c>'
WORD = docx(
    paragraph(run("The heading"), properties='<w:pPr><w:pStyle w:val="U1"/></w:pPr>'),
    paragraph(
        run("It "),
        run("runs", '<w:lang w:val="en-US"/>'),
        run(" on, "),
        run("boldly", "<w:b/>"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        run(". Then "),
        f'<w:hyperlink r:id="rId1">{run("a link", "<w:u/>")}</w:hyperlink>',
        run(" &amp; "),
        f'<w:ins w:id="1" w:author="A">{run("new")}</w:ins>',
        '<w:del w:id="2" w:author="A"><w:r><w:delText>old</w:delText></w:r></w:del>',
        run(" words."),
    ),
    paragraph(run("Page "), FIELD.format("PAGE", run("7")), run(" of many.")),
    paragraph(run("See "), FIELD.format('HYPERLINK "http://a.example"', run("there")), run(".")),
    paragraph(run("Before "), BOX.format(paragraph(run("In a box"))), run(" and after.")),
    f"<w:tbl><w:tr><w:tc>{paragraph(run('A cell'))}</w:tc></w:tr></w:tbl>",
    styles=STYLES,
    footnotes=story("footnotes", f'<w:footnote w:id="2">{paragraph(run("A note."))}</w:footnote>'),
    header=story("hdr", paragraph(run("A header"))),
    footer=story("ftr", paragraph(run("A footer"))),
    comments=story("comments", f"<w:comment>{paragraph(run('A remark'))}</w:comment>"),
    **{"docProps__core.xml": CORE},
)


def odt(body: str, **more: str | bytes) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    members: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<office:document-content xmlns:office="{names}:office:1.0"'
            f' xmlns:text="{names}:text:1.0" xmlns:draw="{names}:drawing:1.0"'
            f' xmlns:svg="{names}:svg-compatible:1.0" xmlns:style="{names}:style:1.0"'
            f' xmlns:fo="{names}:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
            '<style:style style:name="T1" style:family="text">'
            '<style:text-properties fo:font-weight="bold"/></style:style>'
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        ),
        "meta.xml": (
            '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The title</dc:title></m>'
        ),
        **{name.replace("__", "/"): content for name, content in more.items()},
    }
    return archived(members, stored=("mimetype",))


OPEN = odt(
    "<text:tracked-changes><text:p>Deleted</text:p></text:tracked-changes>"
    '<text:h text:outline-level="2">A heading</text:h>'
    '<text:p>Some <text:span text:style-name="T1">bo</text:span>'
    '<text:span text:style-name="T1">ld</text:span> words,\n   three<text:s text:c="2"/>spaces.'
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p>"
    "</text:note-body></text:note> Second sentence.</text:p>"
    "<text:list><text:list-item><text:p>An item</text:p></text:list-item></text:list>"
    "<text:p><draw:frame><svg:title>A picture</svg:title></draw:frame></text:p>"
)

BOOK = archived(
    {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="book/p.opf"/></rootfiles></container>'
        ),
        "book/p.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>A book</dc:title>'
            '</metadata><manifest><item id="n" href="nav.xhtml" properties="nav"'
            ' media-type="application/xhtml+xml"/><item id="x" href="t.ncx"'
            ' media-type="application/x-dtbncx+xml"/><item id="c" href="ch%201.xhtml"'
            ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine>'
            "</package>"
        ),
        "book/nav.xhtml": XHTML % ("Contents", '<nav><ol><li><a href="c">One</a></li></ol></nav>'),
        "book/ch 1.xhtml": XHTML
        % ("Chapter", '<p>It <b>was</b><br/>dark. <span title="Said"/>Very &lt;dark&gt;.</p>'),
        "book/t.ncx": (
            '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>'
            "<text>One</text></navLabel></navPoint></navMap></ncx>"
        ),
    },
    stored=("mimetype",),
)

FILES = {"a.html": HTML.encode(), "a.docx": WORD, "a.odt": OPEN, "a.epub": BOOK}


def pseudo(text: str) -> str:
    """Every letter as another of the same case, of a script that needs more bytes."""
    return re.sub(r"[^\W\d_]", lambda m: "Ж" if m[0].isupper() else "ж", text)


def shown(original: Original) -> list[str]:
    """The blocks with their segments apart and codes as placeholders."""
    return [
        " | ".join(
            placeholders.spelled(segment.text, placeholders.names(segment.codes))
            for segment in block.segments
        )
        for block in original.document.blocks
    ]


def everything(original: Original) -> dict[int, dict[int, str]]:
    """Every segment in pseudo-translation."""
    return {
        number: {at: pseudo(segment.text) for at, segment in enumerate(block.segments)}
        for number, block in enumerate(original.document.blocks)
    }


def told(original: Original) -> list[tuple[str, list[tuple[str, str]]]]:
    """Text and codes of every block."""
    return [
        (flow.coded(place.pieces), [(code.kind.value, code.display) for code in place.codes])
        for place in original.places
    ]


def read(data: bytes, name: str, language: str = "en") -> Original:
    return originals.read(data, name, language)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
