"""The look keeps its promises: contrast in light and dark, icons that exist, a sign a state."""

from __future__ import annotations

import re
from itertools import product

import pytest
from flask_openapi3.openapi import OpenAPI

from translations.model import Mark, State
from workbench.permissions import Role
from workbench.web import assets, looks
from workbench.web.assets import STATIC

_TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
COLOURS = {
    name: (light, dark)
    for name, light, dark in _TOKEN.findall((STATIC / "css/tokens.css").read_text("utf-8"))
}
GROUNDS = ("ground", "paper", "sunken", "hover")
TONES = ("grey", "amber", "blue", "green", "final", "red", "violet")


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(one: str, other: str, mode: int) -> float:
    """WCAG's ratio of two tokens, in light (0) or dark (1)."""
    low, high = sorted(_luminance(COLOURS[name][mode]) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_text_that_is_read_for_hours_has_seven_to_one(mode: int) -> None:
    assert all(_contrast("ink", ground, mode) >= 7 for ground in GROUNDS)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_all_other_text_has_four_and_a_half_to_one(mode: int) -> None:
    text = ("ink-soft", "ink-faint", "accent", *(f"{tone}-ink" for tone in TONES))
    pairs = [
        *product(text, ("ground", "paper")),
        *((f"{tone}-ink", f"{tone}-wash") for tone in TONES),
        *(("ink", f"{tone}-wash") for tone in TONES),
        ("ink-soft", "hover"),
        ("ink-soft", "sunken"),
        ("accent", "accent-wash"),
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
    ]
    weak = {
        pair: round(_contrast(*pair, mode), 2) for pair in pairs if _contrast(*pair, mode) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_what_is_drawn_has_three_to_one(mode: int) -> None:
    drawn = ("line-control", "focus", *TONES)
    weak = [pair for pair in product(drawn, ("ground", "paper")) if _contrast(*pair, mode) < 3]
    assert weak == []


def test_every_icon_that_a_template_names_is_there() -> None:
    folder = STATIC.parent / "web" / "templates"
    texts = [path.read_text("utf-8") for path in folder.rglob("*.html")]
    named = {name for text in texts for name in re.findall(r'icon\("([a-z0-9-]+)"', text)}
    assert "circle-user" in named
    for name in named:
        assert "<path" in assets.icon(name) or "<circle" in assets.icon(name)


def test_an_icon_that_is_not_there_says_how_to_add_it() -> None:
    with pytest.raises(assets.NoSuchIcon, match=r"icons\.txt"):
        assets.icon("unicorn-of-nobody")


def test_an_icon_has_a_name_or_is_hidden() -> None:
    assert 'aria-hidden="true"' in assets.icon("check")
    assert 'aria-label="A &lt; B"' in assets.icon("check", "A < B")


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_every_state_mark_and_role_has_a_look(app: OpenAPI) -> None:
    with app.test_request_context():
        signs = [looks.state_look(state).sign for state in State]
        signs += [looks.state_look(State.INITIAL, empty=True).sign]
        signs += [looks.mark_look(mark).sign for mark in Mark]
        assert all(looks.role_label(role) and looks.role_hint(role) for role in Role)
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize(
    ("agent", "shown"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Linux",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17 Safari/605.1", "Safari, macOS"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36 Edg/156.0", "Edge, Windows"),
        ("curl/8.5.0", "curl"),
        ("", ""),
    ],
)
def test_a_session_shows_its_browser(agent: str, shown: str) -> None:
    assert looks.browser(agent) == shown
