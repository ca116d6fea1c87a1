"""Ids for terms whose file has none: made of what they name, so that two readings agree."""

from __future__ import annotations

import hashlib
import re
import unicodedata

#: A language tag as BCP 47 shapes it: "en", "sr-Latn", "pt-BR".
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: A revision that a database can hold.
REVISION = re.compile("[0-9]{1,9}")


def term_id(concept: str, language: str, text: str) -> str:
    """An XML name that is the same whenever concept, language and text are."""
    named = "\0".join((concept, language, unicodedata.normalize("NFC", text)))
    return "t" + hashlib.blake2s(named.encode(), digest_size=5).hexdigest()
