"""Zips from strangers: few members, of bounded size, opened without trusting what they say."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

from glossary.errors import UnreadableTermBase
from glossary.saying import Message, say

#: As much as a zip may hold when unpacked; the shipped term base has 200 kB.
LARGEST = 64 * 1024 * 1024
#: How much larger than packed a large member may be; tables of words are packed to a tenth.
_RATIO = 200
_LARGE = 1024 * 1024
#: The bit of an entry that says so.
_PROTECTED = 0x1
#: What the library raises at archives that are broken, encrypted or lie.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError,
    UnicodeDecodeError, IndexError, OSError,
)  # fmt: skip


class _Refused(zipfile.BadZipFile):
    """What we ourselves have against a zip."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.english)
        self.message = message


def unzip(
    place: str, body: bytes, *, most: int, wanted: Callable[[str], bool] = lambda _name: True
) -> dict[str, bytes]:
    """The wanted members of a zip by their names, or why it is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            entries = [e for e in archive.infolist() if not _is_litter(e)]
            if len(entries) > most or sum(e.file_size for e in entries) > LARGEST:
                raise UnreadableTermBase(place, None, say("this zip is too large for a glossary."))
            found: dict[str, bytes] = {}
            for entry in entries:
                if entry.filename in found:
                    raise _Refused(say("“%(name)s” is in it twice", name=entry.filename))
                if wanted(entry.filename):
                    found[entry.filename] = _inflated(archive, entry)
            return found
    except _BROKEN as error:
        reason = say("this zip cannot be opened: %(why)s.", why=_why(error))
        raise UnreadableTermBase(place, None, reason) from error


def _why(error: Exception) -> Message:
    """Say what is wrong with a zip; the library says it in English."""
    return error.message if isinstance(error, _Refused) else Message(template=str(error))


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What an entry holds, never unpacking more than it says that it has."""
    if entry.flag_bits & _PROTECTED:
        raise zipfile.BadZipFile("it is protected by a password")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _Refused(say("it is packed in a way other than deflate"))
    if entry.file_size > max(_LARGE, _RATIO * entry.compress_size):
        told = say("“%(name)s” grows more than %(times)s times", name=entry.filename, times=_RATIO)
        raise _Refused(told)
    with archive.open(entry) as packed:
        body = packed.read(entry.file_size)  # without a size a lie is unpacked whole
        packed.read(1)  # the end: here the checksum is compared
    if len(body) != entry.file_size:
        raise _Refused(say("“%(name)s” is not whole", name=entry.filename))
    return body


def _is_litter(entry: zipfile.ZipInfo) -> bool:
    """Whether a system put it there: folders, and what macOS adds."""
    parts = PurePosixPath(entry.filename).parts
    if not parts:
        return True
    return entry.is_dir() or parts[0] == "__MACOSX" or parts[-1] == ".DS_Store"
