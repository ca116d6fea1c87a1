"""An edition as files in the formats that were chosen, with its manifest beside them."""

from __future__ import annotations

import hashlib
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from translations.editions import OUTPUTS
from translations.editions.base import Edition, Output
from translations.editions.manifest import facts
from workbench.errors import InvalidInput
from workbench.services import publishing

MANIFEST: Final = "manifest.json"
#: The first moment that an archive can tell (APPNOTE 4.4.6), where an edition has no date.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
#: A file that everybody may read, as Unix keeps it in an archive.
_READABLE = 0o100644 << 16

Tell = Callable[[int, int], None]


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """Read the formats that somebody chose, in the order of the outputs, each once."""
    wanted = set(names)
    for name in sorted(wanted - set(OUTPUTS)):
        raise InvalidInput(
            "formats",
            "“%(name)s” is none of %(offered)s.",
            name=name,
            offered=", ".join(OUTPUTS),
        )
    if not wanted:
        raise InvalidInput("formats", "Choose a format.")
    return tuple(name for name in OUTPUTS if name in wanted)


def stem(edition: Edition, number: int | None) -> str:
    """Name the files of a publication, or of an edition as it stands, without extensions."""
    kind = f"v{number}" if number else "draft" if edition.draft else "edition"
    title = edition.slug or edition.title
    named = publishing.file_name(title, edition.document_id, edition.language, kind)
    return unicodedata.normalize("NFC", "-".join(named.split())).lstrip(".")


def file_name(name: str, output: Output) -> str:
    """Name the file of an output: two outputs with one extension have two names."""
    alike = [each for each in OUTPUTS.values() if each.extension == output.extension]
    plain = len(alike) == 1 or output.extension == f".{output.name}"
    return f"{name}{'' if plain else f'.{output.name}'}{output.extension}"


def files(
    edition: Edition, number: int | None, formats: Sequence[str], tell: Tell
) -> dict[str, bytes]:
    """Write an edition in each format, and its manifest with the digests of all of them."""
    made: dict[str, bytes] = {}
    name = stem(edition, number)
    for done, each in enumerate(formats):
        tell(done, len(formats))
        made[file_name(name, OUTPUTS[each])] = OUTPUTS[each].write(edition)
    tell(len(formats), len(formats))
    return {**made, MANIFEST: _json(manifest(edition, made))}


def manifest(edition: Edition, made: Mapping[str, bytes]) -> dict[str, Any]:
    """Tell how an edition was made, and which files were made of it."""
    told: dict[str, Any] = dict(facts(edition))
    told["files"] = {
        name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        for name, body in sorted(made.items())
    }
    return told


def archive(edition: Edition, made: Mapping[str, bytes]) -> bytes:
    """Put files into one archive: the same files give the same bytes."""
    date = _DATE.match(edition.date)
    at = (int(date[1]), int(date[2]), int(date[3]), 0, 0, 0) if date else _EPOCH
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, body in sorted(made.items()):
            entry = zipfile.ZipInfo(name, max(at, _EPOCH))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _READABLE
            file.writestr(entry, body)
    return written.getvalue()


def digest(made: Mapping[str, bytes]) -> str:
    """One digest of all files with their names."""
    lines = (f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in sorted(made.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()
