"""Validators: whether a file keeps to the standard of its format, one format a module.

Each states its rules from the standard itself; a flaw names the rule and the line.
"""

from __future__ import annotations

from typing import Final

from glossary.saying import Joint, listed, say
from translations.discovery import discovered
from translations.errors import UnreadableDocument
from translations.validation.base import Flaw, Validator, Verdict
from translations.validation.reading import opened

__all__ = ["VALIDATORS", "Flaw", "Validator", "Verdict", "validate"]


VALIDATORS: Final = discovered(__name__, __path__, "VALIDATOR", Validator)


def validate(body: bytes, name: str = "") -> Verdict:
    """What is wrong with a file; `UnreadableDocument` where it is of no format that is known."""
    file = opened(body, name)
    for validator in VALIDATORS.values():
        if validator.recognises(file):
            return validator.judge(file)
    known = listed(VALIDATORS, Joint.OR)
    raise UnreadableDocument(say("This is no file of %(formats)s.", formats=known), place=name)
