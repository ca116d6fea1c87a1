"""Kinds of arguments that several commands share."""

from __future__ import annotations

import re
from typing import Final

import click

from glossary.formats.identity import language_code
from workbench.numbers import LARGEST

#: A code that people agreed on among themselves (BCP 47, 2.2.7).
_PRIVATE: Final = re.compile("x(-[a-z0-9]{1,8})+", re.IGNORECASE)


class LanguageCode(click.ParamType[str]):
    """The code of a language, in any letter case, with a hyphen or an underscore."""

    name = "code"

    def __init__(self, *, private: bool = False) -> None:
        self._private = private

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        code = language_code(value)
        if not code and self._private and _PRIVATE.fullmatch(value):
            return value.lower()
        if not code:
            self.fail(f"“{value}” is no code of a language, such as uk or pt-BR.", param, ctx)
        return code


LANGUAGE: Final = LanguageCode()
#: Of texts that are only looked at, which may be in any language at all.
ANY_LANGUAGE: Final = LanguageCode(private=True)
#: A number that a database may have given.
NUMBER: Final = click.IntRange(1, LARGEST)
#: A port to listen at; 0 is any that is free.
PORT: Final = click.IntRange(0, 65_535)
