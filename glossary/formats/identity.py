"""Ids for terms whose file has none: made of what they name, so that two readings agree."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection

#: A language tag as BCP 47 shapes it: "en", "sr-Latn", "pt-BR".
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: What a concept is called: small Latin letters, digits, hyphens between them.
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: As long as a name may be that stands in addresses.
LONGEST_SLUG = 100
#: A revision that a database can hold.
REVISION = re.compile("[0-9]{1,9}")


def term_id(concept: str, language: str, text: str) -> str:
    """An XML name that is the same whenever concept, language and text are."""
    named = "\0".join((concept, language, unicodedata.normalize("NFC", text)))
    return "t" + hashlib.blake2s(named.encode(), digest_size=5).hexdigest()


def language_code(written: str) -> str:
    """A language tag as this program writes it, for one in any letter case; empty for none."""
    if LANGUAGE.fullmatch(written):
        return written
    primary, *more = written.strip().replace("_", "-").split("-")
    code = "-".join([primary.lower(), *map(_subtag, more)])
    return code if LANGUAGE.fullmatch(code) else ""


def _subtag(written: str) -> str:
    """A region in capitals, a script with a capital initial."""
    if len(written) == 2:
        return written.upper()
    return written.title() if len(written) == 4 else written


#: Cyrillic letters for names of concepts, roughly as passports write them.
_CYRILLIC = "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюяłøđ"
_SPELT = (
    "a b v g g d e e ie zh z y i i i k l m n o p r s t u u f kh ts ch sh shch - y - e iu ia l o d"
)
_LATIN = str.maketrans({c: to.strip("-") for c, to in zip(_CYRILLIC, _SPELT.split(), strict=True)})


def slug(text: str) -> str:
    """A short name for a concept, of small Latin letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LATIN))
    parts = re.findall("[a-z0-9]+", re.sub(r"[\u0300-\u036f'’ʼ]", "", plain))
    if found := "-".join(parts)[:60].strip("-"):
        return found
    return "c" + hashlib.blake2s(text.encode(), digest_size=4).hexdigest()


def unused(name: str, taken: Collection[str]) -> str:
    """The name, with a number after it where another has it already."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
