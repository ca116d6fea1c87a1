"""The gate before every parser: bytes become text, or are refused with what to do.

UTF-8, UTF-16, Windows-1251 and KOI8-R are recognised; a reading counts only if
its letters are as frequent as in real text. Line ends are kept as they are.
"""

from __future__ import annotations

import codecs
import math
import re
from typing import NamedTuple

from glossary.saying import Message, followed_by, say
from translations.errors import UnreadableDocument

MOST_BYTES = 50_000_000
LONGEST_LINE = 1_000_000  #: in bytes of UTF-8
#: A segment of this many bytes (UTF-8) is no sentence.
LONGEST_SEGMENT = 1_000_000


class Decoded(NamedTuple):
    """The text of a file, and how it was written down."""

    text: str
    encoding: str  #: "utf-8", "utf-16-le", "utf-16-be", "windows-1251", "koi8-r" or "koi8-u"
    bom: bool  #: whether a byte order mark stood before the text


_SAVE = say("Save it as plain text in UTF-8 and import it again.")

#: How files begin that are no plain text, most telling first.
_SIGNATURES: tuple[tuple[bytes, Message], ...] = (
    (b"PK\x03\x04", say("a ZIP archive")),
    (b"PK\x05\x06", say("an empty ZIP archive")),
    (b"%PDF-", say("a PDF document")),
    (b"\x89PNG\r\n\x1a\n", say("a PNG picture")),
    (b"\xff\xd8\xff", say("a JPEG picture")),
    (b"GIF87a", say("a GIF picture")),
    (b"GIF89a", say("a GIF picture")),
    (b"{\\rtf", say("an RTF document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", say("an old Microsoft Office document")),
    (b"\x1f\x8b\x08", say("a gzip archive")),
    (b"BZh", say("a bzip2 archive")),
    (b"\xfd7zXZ\x00", say("an xz archive")),
    (b"7z\xbc\xaf\x27\x1c", say("a 7-Zip archive")),
    (b"Rar!\x1a\x07", say("a RAR archive")),
    (b"\x7fELF", say("a program")),
    (b"SQLite format 3\x00", say("an SQLite database")),
    (b"II*\x00", say("a TIFF picture")),
    (b"MM\x00*", say("a TIFF picture")),
    (b"OggS\x00", say("an Ogg sound")),
    (b"ID3\x03\x00", say("an MP3 sound")),
    (b"ID3\x04\x00", say("an MP3 sound")),
)
#: What a ZIP archive is, told by names of its parts.
_ZIP_PARTS: tuple[tuple[bytes, Message], ...] = (
    (b"word/", say("a Word document (DOCX)")),
    (b"xl/", say("an Excel workbook (XLSX)")),
    (b"ppt/", say("a PowerPoint presentation (PPTX)")),
    (b"application/epub+zip", say("an EPUB book")),
    (b"application/vnd.oasis.opendocument.text", say("an OpenDocument text (ODT)")),
    (b"application/vnd.oasis.opendocument", say("an OpenDocument file")),
)


_LONG_LINE = say("The line is 1 MB long or longer; break it into paragraphs.")


def decode(data: bytes, name: str = "") -> Decoded:
    """The text in a file, or `UnreadableDocument` that says where and what to do."""
    refuse_by_size(data, name)
    _refuse_endless(data, name)
    _refuse_binary(data, name)
    decoded = _by_mark(data, name) or _without_mark(data, name)
    admit(decoded.text, name)
    return decoded


#: A short text may have as many NUL bytes or control characters by accident.
_FEW = 3
#: A file is judged by so much of its beginning.
_SAMPLE = 65_536
#: What is neither white space nor a character that nobody sees.
_SEEN = re.compile(r"[^\s\ufeff\u200b-\u200f\u2060]")
_HALF = re.compile("[\ud800-\udfff]")


def admit(text: str, name: str = "") -> None:
    """Refuse text that no document can have: nothing, NUL, half characters, endless lines."""
    if not _SEEN.search(text):
        reason = say("The file has only white space; there is no text.")
        raise UnreadableDocument(reason, place=name)
    refuse_nul(text, name)
    if not _is_whole(text) and (match := _HALF.search(text)):
        reason = say(
            "Half of a character (a lone surrogate, %(code)s) stands at character %(at)s; "
            "remove it.",
            code=f"U+{ord(match[0]):04X}",
            at=str(match.start() + 1),
        )
        raise _refused(reason, text, match.start(), name)
    _refuse_control(text, name)
    _refuse_long_lines(text, name)


def _is_whole(text: str) -> bool:
    """Whether a text has no half of a character, which no encoding has bytes for."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def refuse_nul(text: str, name: str = "") -> None:
    """Refuse a text with a NUL character, which no database keeps."""
    if (at := text.find("\x00")) >= 0:
        reason = say("A NUL character stands at character %(at)s; remove it.", at=str(at + 1))
        raise _refused(reason, text, at, name)


#: Control characters other than white space; a text may have a few by accident.
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")


def _refuse_control(text: str, name: str) -> None:
    found = _CONTROL.findall(text[:_SAMPLE])
    if len(found) > _FEW and len(found) > 0.02 * len(text[:_SAMPLE]):
        reason = say("This looks like a binary file.")
        line = line_of(text, text.index(found[0]))
        raise UnreadableDocument(followed_by(reason, _SAVE), place=name, line=line)


def _refused(reason: Message, text: str, at: int, name: str) -> UnreadableDocument:
    return UnreadableDocument(reason, place=name, line=line_of(text, at))


def line_of(text: str, at: int) -> int:
    """The number of the line, from 1, in which a character stands."""
    return len(re.findall(r"\r\n|\r|\n", text[:at])) + 1


def _refuse_endless(data: bytes, name: str) -> None:
    """Refuse, before anything is decoded, a line that is too long in any encoding."""
    if len(data) < 4 * LONGEST_LINE:
        return
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", data), 1):
        if len(line) >= 4 * LONGEST_LINE:
            raise UnreadableDocument(_LONG_LINE, place=name, line=number)


def _refuse_long_lines(text: str, name: str) -> None:
    if len(text) * 4 < LONGEST_LINE:
        return
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if len(line) * 4 >= LONGEST_LINE and len(line.encode()) >= LONGEST_LINE:
            raise UnreadableDocument(_LONG_LINE, place=name, line=number)


def refuse_by_size(data: bytes, name: str = "") -> None:
    """Refuse a file that is empty, or larger than `MOST_BYTES`."""
    if not data:
        raise UnreadableDocument(say("The file is empty."), place=name)
    if len(data) > MOST_BYTES:
        reason = say(
            "The file has %(size)s MB; at most %(most)s MB can be imported. Split it into parts.",
            size=f"{len(data) / 1_000_000:.0f}",
            most=MOST_BYTES // 1_000_000,
        )
        raise UnreadableDocument(reason, place=name)


def _refuse_binary(data: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            if signature == b"PK\x03\x04":
                kind = next((k for part, k in _ZIP_PARTS if part in data[:65_536]), kind)  # noqa: PLW2901 - a ZIP is told more closely
            reason = say("This is %(kind)s, no plain text.", kind=kind)
            raise UnreadableDocument(followed_by(reason, _SAVE), place=name)


def _by_mark(data: bytes, name: str) -> Decoded | None:
    """Read what a byte order mark announces; nothing where there is none."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        reason = say("The text is in UTF-32, which is not read.")
        raise UnreadableDocument(followed_by(reason, _SAVE), place=name)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], encoding, name), encoding, bom=True)
    return None


def _strictly(data: bytes, encoding: str, name: str) -> str:
    """Decode, or say where the bytes are wrong."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        byte, written = str(error.start + 1), encoding.upper()
        if _is_half_character(data[error.start :], encoding):
            reason = say(
                "Byte %(byte)s cannot be read as %(encoding)s (half of a character, a lone "
                "surrogate).",
                byte=byte,
                encoding=written,
            )
        else:
            reason = say(
                "Byte %(byte)s cannot be read as %(encoding)s.", byte=byte, encoding=written
            )
        raise UnreadableDocument(
            followed_by(reason, _SAVE), place=name, line=line_of(before, len(before))
        ) from error


def _is_half_character(data: bytes, encoding: str) -> bool:
    if encoding == "utf-8":
        return len(data) > 1 and data[0] == 0xED and data[1] >= 0xA0
    high = data[1:2] if encoding == "utf-16-le" else data[:1]
    return bool(high) and 0xD8 <= high[0] <= 0xDF


def _without_mark(data: bytes, name: str) -> Decoded:
    if b"\x00" in data:
        return _utf16(data, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", bom=False)
    except UnicodeDecodeError as error:
        found = _single_byte(data)
        if found is None:
            raise _unrecognised(data, error, name) from error
        return found


def _utf16(data: bytes, name: str) -> Decoded:
    """UTF-16 without its mark, told by letters that make sense; other NUL bytes are refused."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and _usual_share(text) > 0.9:
            return Decoded(text, encoding, bom=False)
    at = data.index(b"\x00")
    nuls = data.count(b"\x00")
    binary = nuls > max(_FEW, len(data) / 100) or _control_share(data.replace(b"\x00", b"")) > 0.05
    line = len(re.findall(rb"\r\n|\r|\n", data[:at])) + 1
    byte = str(at + 1)
    if binary:
        told = say("This looks like a binary file: a NUL byte stands at byte %(byte)s.", byte=byte)
        raise UnreadableDocument(followed_by(told, _SAVE), place=name, line=line)
    reason = say(
        "A NUL byte stands at byte %(byte)s; remove it and import the file again.", byte=byte
    )
    raise UnreadableDocument(reason, place=name, line=line)


def _usual_share(text: str) -> float:
    """How much of a text is Latin or Cyrillic letters, digits, white space and punctuation."""
    return sum(1 for c in text if c < "\u0530" or "\u2000" <= c <= "\u22ff") / max(1, len(text))


def _control_share(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return sum(1 for byte in sample if byte < 9 or 13 < byte < 32) / max(1, len(sample))


#: Letters in a thousand letters of Russian and Ukrainian prose, about.
_FREQUENCIES = (
    "о100 а82 е70 и68 і30 н66 т60 с50 р46 в46 л40 к35 м31 д31 п29 у28 я21 ь18 ы14 г16 з17 б17 ч14"
    " й12 х10 ж9 ш7 ю6 ц5 щ4 э3 ї5 є4 ф3 ъ1 ё1 ґ1 ў1 ј1 љ1 њ1 ћ1 ђ1 џ1 ѓ1 ќ1 ѕ1"
)
_LETTER_WEIGHTS = {entry[0]: math.log(int(entry[1:]) / 1000) for entry in _FREQUENCIES.split()}
_NO_LETTER = math.log(0.0002)
#: Marks of typography that stand at the same place in all Windows code pages.
_TYPOGRAPHY = frozenset("‚„…†‡‰‹›‘’“”•–—™\xa0§©«»¬®°±¶·№¤€¦\xad")
#: Mean logarithm of the frequency of a non-ASCII letter: real text has about -3, misread text -4.
_PLAUSIBLE = -3.75


#: What capitals of other code pages turn into: a mark that no word begins with.
_STRAY_MARK = re.compile(r"(?:^|[\s(«])[†‡€‰•™’”›…–—‚][а-я]")
_ODDITY = 10.0


def _single_byte(data: bytes) -> Decoded | None:
    """Windows-1251, KOI8-R or its Ukrainian sister, whichever reads as text, or nothing."""
    readings = []
    for encoding in ("windows-1251", "koi8-r", "koi8-u"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _control_share(data) == 0 and (score := _plausibility(text)) > _PLAUSIBLE:
            readings.append((score, Decoded(text, encoding, bom=False)))
    return max(readings, key=lambda reading: reading[0])[1] if readings else None


def _plausibility(text: str) -> float:
    """The mean weight of all characters beyond ASCII, lowered by words that mix letters oddly."""
    sample = text[:200_000]
    beyond = [c for c in sample if c > "\x7f"]
    letters = [c for c in beyond if c not in _TYPOGRAPHY]
    if not letters:
        return 0.0
    weights = sum(_LETTER_WEIGHTS.get(c.lower(), _NO_LETTER) for c in letters)
    words = [word for word in re.findall(r"[^\W\d_]+", sample) if not word.isascii()]
    odd = sum(1 for word in words if not _well_formed(word)) + len(_STRAY_MARK.findall(sample))
    return weights / len(letters) - _ODDITY * odd / max(1, len(words))


def _well_formed(word: str) -> bool:
    """One script, and capitals only at the start or throughout."""
    if any(c.isascii() for c in word):
        return False
    return word.islower() or word.isupper() or word[1:].islower()


def _unrecognised(data: bytes, error: UnicodeDecodeError, name: str) -> UnreadableDocument:
    line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
    if _control_share(data) > 0.02:
        reason = say("This looks like a binary file.")
    elif _is_half_character(data[error.start :], "utf-8"):
        reason = say(
            "Byte %(byte)s begins half of a character (a lone surrogate).",
            byte=str(error.start + 1),
        )
    else:
        reason = _of_no_known_encoding(data, str(error.start + 1))
    return UnreadableDocument(followed_by(reason, _SAVE), place=name, line=line)


#: Encodings that a text may be in which is in none of those that are read: of Latin script …
_LATIN = ("cp1250", "cp1254", "cp1257", "iso8859_2", "mac_roman")
#: What letters of Central Europe turn into when they are read as those of the West.
_SIGN_IN_WORD = re.compile("[A-Za-z][\xa1-\xbf][A-Za-z]|\ufffd")
#: … and of others, whose letters all lie beyond ASCII.
_OTHERS = (
    "cp866", "mac_cyrillic", "iso8859_5", "cp1253", "cp1255", "cp1256", "shift_jis", "gb18030",
    "big5", "euc_kr",
)  # fmt: skip


def _of_no_known_encoding(data: bytes, byte: str) -> Message:
    guess = _guess(data[:100_000])
    if not guess:
        return say(
            "The encoding is not UTF-8, UTF-16, Windows-1251 or KOI8-R: "
            "byte %(byte)s fits none of them.",
            byte=byte,
        )
    return say(
        "The encoding is not UTF-8, UTF-16, Windows-1251 or KOI8-R (it may be %(guess)s): "
        "byte %(byte)s fits none of them.",
        guess=guess,
        byte=byte,
    )


def _guess(sample: bytes) -> str:
    """The encoding that a text may be in, by how many of its letters lie beyond ASCII."""
    beyond = sum(byte > 127 for byte in sample)
    letters = sum(chr(byte).isalpha() for byte in sample if byte < 128)
    if beyond < letters and not _SIGN_IN_WORD.search(sample.decode("cp1252", "replace")):
        return "cp1252"
    likely = _LATIN if beyond < letters else _OTHERS
    import charset_normalizer  # it is slow to load, and only refusals ask it

    best = charset_normalizer.from_bytes(sample, cp_isolation=[*likely]).best()
    return best.encoding if best is not None else ""
