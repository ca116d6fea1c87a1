"""Whatever comes is judged, or refused with the line and the reason; nothing else happens."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translations.validation import test_po, test_tbx, test_tmx, test_xliff2, test_xliff12
from translations.errors import UnreadableDocument
from translations.validation import VALIDATORS, Verdict, validate

_RIGHT = tuple(
    case.right
    for module in (test_po, test_tbx, test_tmx, test_xliff12, test_xliff2)
    for case in module.CASES
)
_ANYTHING = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["<ec startRef='1'/>", 'id="1"', "&amp;", "&nope;", "]]>", "<!--", 'msgid ""',
                     "<![CDATA[", "<?x?>", "\0", '"', "<", ">", "yes", 'ref="#/f="']),
)  # fmt: skip


def judged(body: bytes) -> Verdict | None:
    try:
        return validate(body)
    except UnreadableDocument:
        return None


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_file_with_anything_in_it_is_judged_or_refused(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(_RIGHT))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 40, len(text))))
    verdict = judged((text[:start] + data.draw(_ANYTHING) + text[end:]).encode("utf-8", "replace"))
    if verdict is not None:
        assert all(flaw.line >= 1 and flaw.message.english for flaw in verdict.flaws)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_file_whose_tags_were_moved_is_judged_or_refused(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(_RIGHT))
    pieces = text.split("<")
    one = data.draw(st.integers(1, max(1, len(pieces) - 1)))
    other = data.draw(st.integers(1, max(1, len(pieces) - 1)))
    if len(pieces) > 1:
        pieces[one], pieces[other] = pieces[other], pieces[one]
    judged("<".join(pieces).encode())


@given(st.binary(max_size=200))
def test_bytes_are_judged_or_refused(body: bytes) -> None:
    judged(body)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "The file is empty."),
        (b"\n \n", "The file is empty."),
        (b"a,b\n1,2\n", "This is no file of"),
        (b"<html/>", "This is no file of"),
        (b'<xliff version="2.0" xmlns="urn:ours"/>', "This is no file of"),
        (b"<tmx version='1.4'>\n<header>", "line 2"),
        (b"<!DOCTYPE tmx [<!ENTITY a 'b'>]><tmx>&a;</tmx>", "entities"),
        (b"<!DOCTYPE tmx SYSTEM 'x.dtd'><tmx>\n&a;</tmx>", "The entity"),
        (b"<xliff>" * 300, "nested"),
        (b"<tmx>" + b"<a>" * 210 + b"</a>" * 210 + b"</tmx>", "nested more than 200 deep"),
        ('msgid "а"\nmsgstr "Content-Type: charset=nope"'.encode(), "encoding"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_reason(body: bytes, told: str) -> None:
    with pytest.raises(UnreadableDocument, match=told):
        validate(body, "a.po" if b"msgid" in body else "a.xml")


def test_no_file_outside_is_read() -> None:
    reading = b'<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]><tmx>&a;</tmx>'
    with pytest.raises(UnreadableDocument):
        validate(reading)


_PART = (
    '<segment><source>а<ph id="{0}"/></source>'
    '<target order="{1}">a<ph id="{0}"/></target></segment>'
)
_NOTED = (
    '<unit id="u{0}"><notes><note id="n"/></notes><segment><source>'
    '<mrk id="m" type="comment" ref="#n=n">а</mrk></source></segment></unit>'
)
_MANY = 4_000


@pytest.mark.parametrize(
    "text",
    [
        test_xliff2.file("".join(_NOTED.format(n) for n in range(_MANY))),
        test_xliff2.unit("".join(_PART.format(n, _MANY - n) for n in range(_MANY))),
        test_xliff2.document("".join(
            f'<file id="f{n}"><unit id="u"><segment><source/></segment></unit></file>'
            for n in range(_MANY)
        )),
        test_po.document("".join(test_po.entry("а", f"word{n}") for n in range(_MANY))),
        test_po.document('msgid "a"\nmsgstr ""\n' + '"а"\n' * 100_000),
        test_tmx.document("".join(
            '<tu><tuv xml:lang="uk"><seg><bpt i="1"/><ept i="1"/></seg></tuv></tu>'
            for _ in range(_MANY)
        )),
        test_tbx.document("".join(test_tbx.entry("", said=f'id="c{n}"') for n in range(_MANY))),
    ],
    ids=["units", "segments", "files", "entries", "one long entry", "TMX", "TBX"],
)  # fmt: skip
def test_a_large_file_is_judged_in_a_moment(text: str) -> None:
    start = time.process_time()
    assert not validate(text.encode()).flaws
    assert time.process_time() - start < 10


def test_every_format_has_one_validator() -> None:
    assert set(VALIDATORS) == {"PO", "TBX", "TMX", "XLIFF 1.2", "XLIFF 2"}
