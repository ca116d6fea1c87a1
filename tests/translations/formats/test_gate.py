"""The gate: which bytes are text, in which encoding, and what is said of the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.errors import UnreadableDocument
from translations.formats.gate import Decoded, admit, decode

RUSSIAN = (
    "Вчера в редакцию пришло письмо — без подписи и без обратного адреса.\r\nЕго прочли вслух."
)
UKRAINIAN = "Учора до редакції надійшов лист — без підпису й без зворотної адреси. Його прочитали."


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (RUSSIAN.encode(), "utf-8", False),
        (b"plain ASCII", "utf-8", False),
        (RUSSIAN.encode("utf-8-sig"), "utf-8", True),
        (b"\xff\xfe" + RUSSIAN.encode("utf-16-le"), "utf-16-le", True),
        (b"\xfe\xff" + RUSSIAN.encode("utf-16-be"), "utf-16-be", True),
        (RUSSIAN.encode("utf-16-le"), "utf-16-le", False),
        (RUSSIAN.encode("utf-16-be"), "utf-16-be", False),
        (RUSSIAN.encode("cp1251"), "windows-1251", False),
        (RUSSIAN.upper().encode("cp1251"), "windows-1251", False),
        (RUSSIAN.replace("—", "-").encode("koi8-r"), "koi8-r", False),
    ],
)
def test_known_encodings_are_recognised(data: bytes, encoding: str, bom: bool) -> None:
    found = decode(data)
    assert (found.encoding, found.bom) == (encoding, bom)
    assert found.text.encode(encoding) == data[len(data) - len(found.text.encode(encoding)) :]


def test_ukrainian_in_windows_1251_keeps_its_letters() -> None:
    assert decode(UKRAINIAN.encode("cp1251")) == Decoded(UKRAINIAN, "windows-1251", bom=False)


def test_ukrainian_in_koi8_is_not_taken_for_its_russian_sister() -> None:
    text = UKRAINIAN.replace("—", "-")
    assert decode(text.encode("koi8-u")) == Decoded(text, "koi8-u", bom=False)


def test_english_with_typographic_marks_of_windows_is_read() -> None:
    text = "It’s a “note” – nothing more…"
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        (RUSSIAN.encode("cp866", "replace"), "cp866"),
        (RUSSIAN.encode("iso8859-5", "replace"), "iso8859_5"),
        (RUSSIAN.encode("mac-cyrillic"), "mac_cyrillic"),
        ("Été à Genève, déjà vu, où êtes-vous, ça va très bien".encode("latin-1"), "cp1252"),
        ("Žluťoučký kůň úpěl ďábelské ódy".encode("cp1250"), "cp1250"),
    ],
)
def test_other_encodings_are_refused_with_a_guess(data: bytes, guess: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"Windows-1251 or KOI8-R .it may be {guess}"):
        decode(data, "a.txt")


def test_bytes_that_no_encoding_explains_are_refused_without_a_guess() -> None:
    with pytest.raises(UnreadableDocument, match="KOI8-R: byte 1"):
        decode(bytes(range(0x80, 0x100)) * 20)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04" + b"\0" * 30 + b"word/document.xml", "Word document"),
        (b"PK\x03\x04" + b"\0" * 30 + b"xl/workbook.xml", "Excel workbook"),
        (b"PK\x03\x04" + b"\0" * 30, "ZIP archive"),
        (b"%PDF-1.7\n", "PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG picture"),
        (b"\xff\xd8\xff\xe0", "JPEG picture"),
        (b"{\\rtf1 text}", "RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Microsoft Office"),
        (bytes(range(256)) * 4, "binary file"),
        (b"\xff\x01\x02\x03\x81" * 40, "binary file"),
        (b"\x00\x01\x02" * 50, "binary file"),
        (b"\x01\x02\x03\x04hello" * 9, "binary file"),
        (b"\xff\xfe\0\0a\0\0\0", "UTF-32"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableDocument, match=kind) as caught:
        decode(data, "file.txt")
    assert caught.value.place == "file.txt"
    assert "UTF-8" in caught.value.reason.english


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"", "empty", None),
        (b" \r\n\t\n", "only white space", None),
        ("\ufeff \u00a0\n".encode(), "only white space", None),
        ("\u200b\u2060\n".encode(), "only white space", None),
        (b"one\ntwo\0three" + b" and more" * 60, "NUL byte stands at byte 8", 2),
        (b"Hello\0 world.", "NUL byte stands at byte 6; remove it", 1),
        (b"one\r\ntwo\xed\xa0\x80", "half of a character", 2),
        (b"\xef\xbb\xbfone\n\xed\xa0\x80", "half of a character", 2),
        (b"\xff\xfea\0\n\0\0\xd8b\0", "half of a character", 2),
        (b"\xfe\xff\0a\0\n\xd8\0\0b", "half of a character", 2),
        (b"\xef\xbb\xbfone\n\xff", "cannot be read as UTF-8", 2),
        ("Здесь слово".encode("cp1251") + b"\x98\n", "not UTF-8", 1),
        (b"ok\n" + b"a" * 1_000_000, "1 MB", 2),
    ],
)
def test_bad_input_is_refused_with_its_place(data: bytes, message: str, line: int | None) -> None:
    with pytest.raises(UnreadableDocument, match=message) as caught:
        decode(data)
    assert caught.value.line == line


def test_too_large_a_file_is_refused_with_both_sizes() -> None:
    with pytest.raises(UnreadableDocument, match="60 MB; at most 50 MB"):
        decode(b"a" * 60_000_000)


def test_a_long_line_is_measured_in_bytes() -> None:
    admit("я" * 499_999)
    with pytest.raises(UnreadableDocument, match="1 MB"):
        admit("я" * 500_000)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n\0", "NUL character stands at character 3"),
        ("a\n\ud800", r"lone surrogate, U\+D800"),
    ],
)
def test_text_that_came_without_bytes_is_examined_too(text: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message) as caught:
        admit(text)
    assert caught.value.line == 2


@given(st.text(min_size=1).filter(lambda t: t.strip("\ufeff").strip() and "\0" not in t))
def test_all_text_in_utf8_comes_back(text: str) -> None:
    try:
        data = text.encode()
        decoded = decode(data)
    except (UnicodeEncodeError, UnreadableDocument):
        return
    assert (b"\xef\xbb\xbf" if decoded.bom else b"") + decoded.text.encode() == data
