"""The gate before archives and their XML: every attack ends in a reason, soon."""

import io
import stat
import struct
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translations.formats.originals.samples import (
    BOOK,
    OPEN,
    WORD,
    XHTML,
    archived,
    docx,
    everything,
    members,
    odt,
    paragraph,
    pseudo,
    read,
    run,
    shown,
    story,
    told,
)
from translations.errors import UnreadableDocument
from translations.formats import originals
from translations.formats.originals import archive


def with_document(body: str | bytes) -> bytes:
    return archived({**members(docx()), "word/document.xml": body})


def with_member(name: str, body: bytes = b"x", *, mode: int = 0, flags: int = 0) -> bytes:
    """A Word document with one more member, under whatever name."""
    file = io.BytesIO(WORD)
    with zipfile.ZipFile(file, "a") as out:
        info = zipfile.ZipInfo("NAME" + "x" * max(0, len(name) - 4))
        info.external_attr = mode << 16
        out.writestr(info, body)
        placeholder = info.filename.encode()
    data = file.getvalue().replace(placeholder, name.encode())
    if flags:
        at = data.rindex(b"PK\x01\x02")
        data = data[: at + 8] + struct.pack("<H", flags) + data[at + 10 :]
    return data


def declared(doctype: str, content: str = "") -> str:
    return story("document", paragraph(run(content or "a"))).replace("?>", f"?>{doctype}", 1)


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = docx(paragraph(run("a")), bomb__bin=b"\0" * 60_000_000)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 no archive", "no readable ZIP"),
        (WORD[:-30], "no readable ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted"),
        (with_member("../up"), "leads out of the archive"),
        (with_member("a/../../up"), "leads out of the archive"),
        (with_member("/etc/name"), "no relative path"),
        (with_member("C:name"), "no relative path"),
        (with_member("link", b"/etc/passwd", mode=stat.S_IFLNK | 0o777), "link to another file"),
        (with_member("word/document.xml"), "same name"),
        (with_member("secret", flags=1), "encrypted"),
        (BOMB, "more than 200 times smaller"),
        (archived({f"{n}": "" for n in range(5_001)}), "more than 5000 members"),
        (archived({"a": "b"}), "no Word document"),
        (with_document(declared("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")),
         "word/document.xml, line 1: It declares entities"),
        (with_document(declared("<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://a.example'> %x;]>")),
         "declares entities"),
        (with_document(declared(f"<!DOCTYPE a [<!ENTITY a0 'ha'>{LAUGHS}]>")), "declares entities"),
        (with_document(declared("", "&nosuch;")), "no well-formed XML: undefined entity"),
        (with_document(story("document", "<w:p>")), "no well-formed XML: mismatched tag"),
        (with_document(b'<?xml version="1.0" encoding="utf-7"?><a/>'), "utf-7"),
        (with_document(b"<a>\xff</a>"), "Byte 4 cannot be read as UTF-8"),
        (with_document(b""), "empty"),
    ],
    ids=range(22),
)  # fmt: skip
def test_what_is_dangerous_or_broken_is_refused_with_its_reason(data: bytes, message: str) -> None:
    begun = time.process_time()
    with pytest.raises(UnreadableDocument, match=message) as caught:
        read(data, "a.docx")
    assert caught.value.place.startswith("a.docx")
    assert time.process_time() - begun < 5


def test_sizes_that_an_archive_tells_are_not_believed() -> None:
    told = (900_000).to_bytes(4, "little")
    real = 2_000_000
    data = docx(paragraph(run("a" * real))).replace(
        len(members(docx(paragraph(run("a" * real))))["word/document.xml"]).to_bytes(4, "little"),
        told,
    )
    with pytest.raises(UnreadableDocument):
        read(data, "a.docx")


@pytest.mark.parametrize("more", [{"Basic__Standard__Module.xml": "x"}, {"Scripts__a.py": "x"}])
def test_an_open_document_with_macros_is_refused(more: dict[str, str]) -> None:
    with pytest.raises(UnreadableDocument, match="macros"):
        read(odt("<text:p>a</text:p>", **more), "a.odt")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archived({"a": "b"}), "no OpenDocument"),
        (odt("", **{"META-INF__manifest.xml": "<encryption-data/>"}), "encrypted"),
        (odt("<text:dde-connection-decl/>"), "content.xml, line 2: .*DDE"),
    ],
)
def test_other_open_documents_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read(data, "a.odt")


def book(**more: str) -> bytes:
    return archived(
        {**members(BOOK), **{n.replace("__", "/").replace("_x", ".x"): b for n, b in more.items()}}
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (archived({"a": "b"}), "no EPUB"),
        (book(**{"META-INF__container_xml": "<container/>"}), "no EPUB"),
        (
            book(**{"META-INF__container_xml": '<c><rootfile full-path="no"/></c>'}),
            "no member “no”",
        ),
        (
            book(book__nav_xhtml=XHTML % ("a", "<p>")),
            "book/nav.xhtml, line 5: .*well-formed",
        ),
        (
            book(**{"META-INF__encryption_xml": '<e><CipherReference URI="book/nav.xhtml"/></e>'}),
            "book/nav.xhtml: It is encrypted",
        ),
    ],
)
def test_other_books_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read(data, "a.epub")


def test_a_file_of_another_format_is_refused_with_those_that_can_be_read() -> None:
    with pytest.raises(UnreadableDocument, match=r"“\.pdf” cannot be read.*\.docx"):
        read(b"x", "a.pdf")


def test_an_open_document_is_its_paragraphs_notes_and_pictures() -> None:
    assert shown(read(OPEN, "a.odt")) == [
        "A heading",
        "Some <1>bold</1> words, three<2/>spaces.<3/> | Second sentence.",
        "A note.",
        "An item",
        "A picture",
        "The title",
    ]


def test_a_book_is_its_title_its_pages_and_its_contents() -> None:
    assert shown(read(BOOK, "a.epub")) == [
        "A book",
        "Chapter",
        "It <1>was</1><2/>dark. | <1/>Very <dark>.",
        "Said",
        "Contents",
        "One",
        "One",
    ]
    original = read(BOOK, "a.epub")
    written = members(originals.write(original, {2: {1: "\ue000Ніч < темна."}}))
    assert (
        '<br/>dark. <span title="Said"/>Ніч &lt; темна.</p>' in written["book/ch 1.xhtml"].decode()
    )


ELEMENTS = st.sampled_from(
    [
        "Word ", "two. ", "&amp;", " \n ", "<text:s/>", "<text:tab/>", "<text:span>a</text:span>",
        '<text:span text:style-name="T1">b. C</text:span>', "<text:bookmark/>",
        "<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note>",
        '<text:a xlink:href="x">link</text:a>', "<text:soft-page-break/>",
        "<office:annotation><text:p>A remark</text:p></office:annotation>",
    ]
)  # fmt: skip


@given(st.lists(st.lists(ELEMENTS, max_size=8).map("".join), max_size=3))
def test_any_open_document_comes_back_and_its_translation_is_read_as_written(
    content: list[str],
) -> None:
    data = odt("".join(f"<text:p>{each}</text:p>" for each in content))
    original = read(data, "a.odt")
    assert originals.write(original, {}) == data
    new = originals.write(original, everything(original))
    assert told(read(new, "a.odt")) == [(pseudo(t), codes) for t, codes in told(original)]
    assert b"A remark" in members(new)["content.xml"] or "remark" not in "".join(content)


NAMES = st.text(st.sampled_from("abcї/. "), min_size=1, max_size=8)


@given(
    st.dictionaries(NAMES.filter(lambda n: "." not in n), st.binary(max_size=40), min_size=1),
    st.data(),
    st.binary(max_size=9),
)
def test_any_archive_is_rewritten_member_by_member(
    bodies: dict[str, bytes], drawn: st.DataObject, before: bytes
) -> None:
    data = before + archived(bodies, stored=tuple(list(bodies)[::2]))
    changed = drawn.draw(st.dictionaries(st.sampled_from(sorted(bodies)), st.binary(max_size=40)))
    written = archive.rewrite(data, changed)
    assert members(written) == {**bodies, **changed}
    assert list(members(written)) == list(bodies)
    assert zipfile.ZipFile(io.BytesIO(written)).testzip() is None
    assert archive.rewrite(data, {}) == data
