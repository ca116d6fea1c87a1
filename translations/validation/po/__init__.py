"""PO and POT files of GNU gettext: their grammar, their entries and their plural forms.

After the manual of gettext, "The Format of PO Files".
"""

from __future__ import annotations

import re
from typing import Final

from translations.errors import UnreadableDocument
from translations.formats.po_lines import decoded
from translations.validation.base import File, Validator, Verdict, in_order
from translations.validation.po.entries import read
from translations.validation.po.rules import of_entries, of_plurals, stated

_STATEMENT: Final = re.compile(r"^\s*(?:#~\s*)?(?:msgid|msgstr|msgctxt)[ \t\[\"]", re.MULTILINE)


def _recognises(file: File) -> bool:
    if file.root is not None or file.name.lower().endswith((".po", ".pot")):
        return file.root is None
    try:
        return _STATEMENT.search(decoded(file.body)) is not None
    except UnreadableDocument:
        return False


def _judge(file: File) -> Verdict:
    entries, flaws = read(decoded(file.body))
    forms, of_header = stated(entries)
    found = (*flaws, *of_header, *of_entries(entries), *of_plurals(entries, forms))
    return Verdict(format="PO", flaws=in_order(found))


VALIDATOR: Final = Validator(name="PO", recognises=_recognises, judge=_judge)
