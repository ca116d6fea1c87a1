"""ZIP archives of documents: a gate before them, members read, and rewritten member by member.

What is not changed is copied as it lies in the archive: its header, its
compressed bytes, its place (PKWARE APPNOTE 6.3.10, 4.3). Nothing is unpacked to
disk, and no size that an archive tells of itself is believed.
"""

from __future__ import annotations

import io
import itertools
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final, NamedTuple

from glossary.saying import Message, say
from translations.errors import UnreadableDocument
from translations.formats import gate

MOST_MEMBERS: Final = 5_000
MOST_UNPACKED: Final = 300_000_000  #: bytes of all members together
_MOST_RATIO: Final = 200
#: Members below this size (in bytes) may be packed as well as they like.
_SMALL: Final = 1_000_000
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_SIZES_AFTERWARDS: Final = 0x8
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL = struct.Struct("<4s2B4HL2L2H")
_END = struct.Struct("<4s4H2LH")
#: What a header tells where the number does not fit, and stands elsewhere (ZIP64).
_ELSEWHERE: Final = 0xFFFFFFFF
_DRIVE = re.compile(r"[A-Za-z]:")
#: What the library raises where a member is not what its header says.
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError,
)  # fmt: skip
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Archive:
    """An archive that the gate has admitted; its members are unpacked when they are asked for."""

    def __init__(self, data: bytes) -> None:
        self._zip = _opened(data)
        _admit(self._zip)
        self.names = tuple(info.filename for info in self._zip.infolist())
        self._left = MOST_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """The bytes of a member; never more than an archive may hold."""
        try:
            with self._zip.open(name) as member:
                body = member.read(self._left + 1)
        except KeyError as error:
            reason = say("The archive has no member “%(name)s”.", name=name)
            raise UnreadableDocument(reason) from error
        except _DAMAGED as error:
            reason = say("A member of the archive is damaged: %(why)s.", why=str(error))
            raise UnreadableDocument(reason, place=name) from error
        self._left -= len(body)
        if self._left < 0:
            raise _too_large()
        return body


def unpacked(data: bytes) -> int:
    """How many bytes an archive says that it holds; none where it is no archive."""
    if not data.startswith(b"PK"):
        return 0
    try:
        return sum(member.file_size for member in _opened(data).infolist())
    except UnreadableDocument:
        return 0


def _opened(data: bytes) -> zipfile.ZipFile:
    if not data:
        raise UnreadableDocument(say("The file is empty."))
    if len(data) > gate.MOST_BYTES:
        reason = say(
            "The file has %(size)s MB; at most %(most)s MB can be imported. Split it into parts.",
            size=f"{len(data) / 1_000_000:.0f}",
            most=gate.MOST_BYTES // 1_000_000,
        )
        raise UnreadableDocument(reason)
    if data.startswith(_OLE):
        reason = say("It is encrypted, or of an old version; save it anew without a password.")
        raise UnreadableDocument(reason)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        reason = say("This is no readable ZIP archive: %(why)s.", why=str(error))
        raise UnreadableDocument(reason) from error


def _too_large() -> UnreadableDocument:
    most = str(MOST_UNPACKED // 1_000_000)
    reason = say("Unpacked, it has more than %(most)s MB. Split it into parts.", most=most)
    return UnreadableDocument(reason)


def _admit(opened: zipfile.ZipFile) -> None:
    members = opened.infolist()
    if len(members) > MOST_MEMBERS:
        reason = say("The archive has more than %(most)s members.", most=str(MOST_MEMBERS))
        raise UnreadableDocument(reason)
    seen: set[str] = set()
    for member in members:
        if refusal := _objection(member, seen):
            raise UnreadableDocument(refusal, place=member.filename[:200])
        seen.add(member.filename)
    if len({member.header_offset for member in members}) < len(members):
        raise UnreadableDocument(say("Two members of the archive are the same bytes."))
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _too_large()


def _objection(member: zipfile.ZipInfo, seen: set[str]) -> Message | None:
    name = member.orig_filename
    if "\0" in name or name.startswith(("/", "\\")) or _DRIVE.match(name):
        return say("The name of a member is no relative path.")
    if ".." in name.replace("\\", "/").split("/"):
        return say("The name of a member leads out of the archive.")
    if stat.S_ISLNK(member.external_attr >> 16):
        return say("A member is a link to another file.")
    if member.filename in seen:
        return say("Two members have the same name.")
    if member.flag_bits & _ENCRYPTED:
        return say("A member is encrypted; save the file without a password.")
    if member.compress_type not in _METHODS:
        return say("A member is packed in a way that is not read.")
    if member.file_size > max(_SMALL, _MOST_RATIO * member.compress_size):
        return say("A member is packed more than %(most)s times smaller.", most=str(_MOST_RATIO))
    return None


# ---- writing --------------------------------------------------------------------------------


class _Sizes(NamedTuple):
    """What a header tells of a member's body."""

    crc: int
    packed: int
    unpacked: int
    flags: int


def rewrite(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The archive with new bodies for some members; all others as they lie there."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        members, directory, comment = opened.infolist(), opened.start_dir, opened.comment
    by_start = {member.header_offset: member for member in members}
    bounds = [*sorted(by_start), directory]
    out = bytearray(data[: bounds[0]])
    moved: dict[int, tuple[int, _Sizes | None]] = {}
    for start, end in itertools.pairwise(bounds):
        body = changed.get(by_start[start].filename)
        local, sizes = data[start:end], None
        if body is not None:
            local, sizes = _packed(local, by_start[start].compress_type, body)
        moved[start] = (len(out), sizes)
        out += local
    # Offsets are told from where the archive begins; other bytes may stand before it.
    told = _CENTRAL.unpack_from(data, directory)[18]
    skipped = members[0].header_offset - told if told != _ELSEWHERE else 0
    records, at = bytearray(), directory
    for member in members:
        record, at = _record(data, at)
        start, sizes = moved[member.header_offset]
        records += _patched(record, start - skipped, sizes)
    count = len(members)
    facts = (0, 0, count, count, len(records), len(out) - skipped, len(comment))
    return bytes(out + records + _END.pack(b"PK\x05\x06", *facts) + comment)


def _record(data: bytes, at: int) -> tuple[bytes, int]:
    """A record of the central directory, and where the next begins."""
    fields = _CENTRAL.unpack_from(data, at)
    end = at + _CENTRAL.size + sum(fields[12:15])
    return data[at:end], end


def _patched(record: bytes, start: int, sizes: _Sizes | None) -> bytes:
    fields = list(_CENTRAL.unpack_from(record))
    fields[18] = start
    if sizes is not None:
        fields[5], fields[9:12] = sizes.flags, list(sizes[:3])
    return _CENTRAL.pack(*fields) + record[_CENTRAL.size :]


def _packed(local: bytes, method: int, body: bytes) -> tuple[bytes, _Sizes]:
    """A member with its header as it was, but for checksum and sizes."""
    fields = list(_LOCAL.unpack_from(local))
    packed = body
    if method == zipfile.ZIP_DEFLATED:
        deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = deflate.compress(body) + deflate.flush()
    sizes = _Sizes(zlib.crc32(body), len(packed), len(body), fields[3] & ~_SIZES_AFTERWARDS)
    fields[3], fields[7:10] = sizes.flags, list(sizes[:3])
    names = local[_LOCAL.size : _LOCAL.size + fields[10] + fields[11]]
    return _LOCAL.pack(*fields) + names + packed, sizes
