"""The language of the pages, and the names of languages in it."""

from __future__ import annotations

import flask_babel
from babel import Locale, UnknownLocaleError
from flask import Flask, request

from workbench.web import context

#: Languages that the pages speak; the first is the one they are written in.
LOCALES = ("en", "ru", "uk")
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
)


def setup(app: Flask) -> None:
    app.config.update(BABEL_DEFAULT_LOCALE=LOCALES[0], BABEL_TRANSLATION_DIRECTORIES="locale")
    flask_babel.Babel(app, locale_selector=choose)


def choose() -> str:
    """Choose the language of the pages: the person's own setting, then their browser's."""
    account = context.account()
    if account and account.locale in LOCALES:
        return account.locale
    return request.accept_languages.best_match(LOCALES) or LOCALES[0]


def current() -> str:
    """Name the language of this page."""
    return str(flask_babel.get_locale() or LOCALES[0])


def gettext(message: str, **facts: object) -> str:
    """Say a message in the language of this page; import it as `_`."""
    return str(flask_babel.gettext(message, **facts))


def ngettext(one: str, many: str, count: int, **facts: object) -> str:
    """Say a message that counts, in the language of this page; `%(num)s` is the count."""
    return str(flask_babel.ngettext(one, many, count, **facts))


def name(code: str) -> str:
    """Name a language in the language of this page; an unknown code names itself."""
    try:
        found = Locale.parse(code, sep="-").get_display_name(current())
    except (UnknownLocaleError, ValueError):
        return code
    return found or code


def own_name(code: str) -> str:
    """Name a language in itself."""
    try:
        found = Locale.parse(code, sep="-").get_display_name(code)
    except (UnknownLocaleError, ValueError):
        return code
    return found[:1].upper() + found[1:] if found else code


def direction(code: str) -> str:
    """Tell in which direction a language is written: "ltr" or "rtl"."""
    return "rtl" if code.split("-", maxsplit=1)[0] in _RIGHT_TO_LEFT else "ltr"


def is_known(code: str) -> bool:
    """Say whether a code names a language."""
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True
