"""What the core says, in the language of the page: its templates are in the catalogues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import flask_babel
from babel.lists import format_list

from glossary.saying import ENGLISH, Counted, Fact, Joint, LanguageName, Message, in_words
from workbench.web import languages

_STYLES: Mapping[Joint, Literal["standard", "or"]] = {Joint.AND: "standard", Joint.OR: "or"}


def said(message: Fact) -> str:
    """Say a message of the core in the language of the page."""
    english = languages.current() == languages.LOCALES[0]
    return in_words(message, ENGLISH if english else _PAGE)


def shown(value: object) -> object:
    """Say what a template shows if it is a message of the core; all else is shown as it is."""
    return said(value) if isinstance(value, Message) else value


def said_again(words: str) -> str:
    """Say what the core said and was kept in English; what a person wrote instead stays."""
    return said(Message(template=words))


class _Page:
    """The language of the page, as its catalogue and the locale have it."""

    def template(self, template: str) -> str:
        return languages.gettext(template) if template else ""

    def counted(self, words: Counted) -> str:
        return languages.ngettext(words.one, words.many, words.number)

    def number(self, number: int) -> str:
        return str(flask_babel.format_number(number))

    def listed(self, texts: Sequence[str], joint: Joint) -> str:
        return format_list(texts, style=_STYLES[joint], locale=flask_babel.get_locale())

    def language(self, name: LanguageName) -> str:
        return languages.name(name.code)


_PAGE = _Page()
