"""How an edition was made: the facts, and a signature that stands for its bytes.

The signature is one line that a person can read and `grep` can find. It ends in
a digest of the whole edition, so that two editions with the same signature
give, with the same software, the same bytes in every output.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias, cast
from urllib.parse import quote

from translations.editions.base import Edition, Manifest, Waived
from translations.model import State

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


def signature(edition: Edition) -> str:
    """One line that changes whenever anything changes that can change the bytes."""
    manifest = edition.manifest
    facts = {
        "document": edition.document_id,
        "source": f"v{manifest.source_version}",
        "lang": edition.language,
        "glossary": f"{manifest.glossary}@r{manifest.glossary_revision}",
        "policy": manifest.policy,
        "states": ",".join(f"{state}={count}" for state, count in counts(manifest).items()),
        "draft": "yes" if edition.draft else "no",
        "software": manifest.software,
        "sha256": _digest(edition),
    }
    return "|".join(f"{name}:{_bare(value)}" for name, value in facts.items())


def counts(manifest: Manifest) -> dict[State, int]:
    """How many segments are in each state, all four named, in the order of review."""
    return {state: manifest.counts.get(state, 0) for state in State}


def facts(edition: Edition) -> dict[str, Json]:
    """The manifest as plain values, for machines that read an export."""
    manifest = edition.manifest
    return {
        "signature": signature(edition),
        "document": edition.document_id,
        "title": edition.title,
        "slug": edition.slug,
        "language": edition.language,
        "sourceLanguage": edition.source_language,
        "sourceVersion": manifest.source_version,
        "glossary": manifest.glossary,
        "glossaryRevision": manifest.glossary_revision,
        "policy": manifest.policy,
        "states": {str(state): count for state, count in counts(manifest).items()},
        "overrides": list(manifest.overrides),
        "checks": dict(manifest.checks),
        "waivers": manifest.waivers,
        "waived": [_waived(each) for each in edition.waivers],
        "software": manifest.software,
        "fonts": manifest.fonts,
        "number": edition.number,
        "versions": [{"number": v.number, "date": v.date} for v in edition.versions],
        "date": edition.date,
        "draft": edition.draft,
    }


def _waived(waived: Waived) -> Json:
    told = {"check": waived.check, "words": waived.words, "reason": waived.reason}
    return {**told, "person": waived.person} if waived.person else {**told}


def _bare(value: str) -> str:
    """The value without what would end its field or the line."""
    return "".join(c if c.isprintable() and c not in "%|" else quote(c, safe="") for c in value)


def _digest(edition: Edition) -> str:
    canonical = json.dumps(_plain(edition), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _plain(value: object) -> Json:
    """The value in JSON's few kinds, with an order for what has none."""
    match value:
        case None | bool() | int() | str():
            return value
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case frozenset():
            return [*sorted(str(each) for each in value)]
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return {
                name: _plain(getattr(value, name))
                for name in _fields(cast("Hashable", type(value)))
            }


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[str, ...]:
    """Nothing but dataclasses is left in an edition; `fields` says so of what is none."""
    return tuple(each.name for each in dataclasses.fields(cast("type[DataclassInstance]", kind)))
