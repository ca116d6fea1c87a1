"""What every template may call: assets, icons, languages, the looks of states, the main menu."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from flask import Flask, request, url_for
from markupsafe import Markup, escape

from workbench.permissions import Permission
from workbench.web import assets, context, languages, links, looks, messages
from workbench.web.languages import gettext as _

#: Alphabets whose fonts are worth asking for early, by the language of the page.
_ALPHABETS = {"ru": "cyrillic", "uk": "cyrillic"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the main menu."""

    label: str
    href: str
    current: bool


def setup(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.finalize = messages.shown
    app.jinja_env.filters.update(
        attributes=attributes,
        browser=looks.browser,
        language_name=languages.name,
        moment=looks.moment,
        number=looks.number,
        pair=lambda word: (word, word),
        role_label=looks.role_label,
        said_again=messages.said_again,
    )
    app.jinja_env.globals.update(
        account=context.account,
        alphabet=lambda: _ALPHABETS.get(languages.current(), "latin"),
        asset=assets.asset,
        csp_nonce=lambda: context.context().csp_nonce,
        Permission=Permission,
        direction=languages.direction,
        four_eyes_label=looks.four_eyes_label,
        has_page=links.has_page,
        icon=assets.icon,
        links=links,
        language_name=languages.name,
        limit_megabytes=lambda: context.config().upload_megabytes,
        locale=languages.current,
        mark_look=looks.mark_look,
        navigation=lambda: tuple(_navigation()),
        own_language_name=languages.own_name,
        role_label=looks.role_label,
        progress_text=looks.progress_text,
        state_look=looks.state_look,
        theme=lambda: account.theme if (account := context.account()) else "",
        version=software_version(),
    )
    app.after_request(assets.keep)


def attributes(values: Mapping[str, object]) -> Markup:
    """Write HTML attributes: true stands alone, false and none are left away."""
    shown = [
        escape(name.replace("_", "-"))
        + (Markup("") if value is True else Markup('="{}"').format(value))
        for name, value in values.items()
        if value is not False and value is not None
    ]
    return Markup("").join(Markup(" ") + one for one in shown)


def software_version() -> str:
    try:
        return version("workbench")
    except PackageNotFoundError:  # run from a checkout that was not installed
        return ""


def _navigation() -> Iterator[Entry]:
    entries = (
        ("home.index", _("Home")),
        ("review.index", _("Review")),
        ("glossary.index", _("Glossary")),
        ("memory.index", _("Memory")),
    )
    for endpoint, label in entries:
        if links.has_page(endpoint):
            area = endpoint.partition(".")[0]
            yield Entry(label, url_for(endpoint), request.blueprint == area)
