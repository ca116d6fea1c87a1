"""The help says what is so."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

import workbench
from tests.workbench.conftest import Clients

FRONTEND = Path(workbench.__file__).parent / "frontend"
KEYS = FRONTEND / "editor" / "keys.ts"
_KEY = re.compile(r'modifier: "([a-z-]+)", codes: (?:\w+|\[[^\]]+\]), shown: "([^"]+)"')
_HELD = {"ctrl": ("Ctrl",), "ctrl-shift": ("Ctrl", "Shift"), "alt": ("Alt",), "none": ()}
#: Keys that the field itself knows.
_OF_THE_FIELD = {("Shift", "Enter"), ("Ctrl", "Z"), ("Ctrl", "Y"), ("?",)}


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_the_help_lists_the_keys_that_the_editor_has(clients: Clients) -> None:
    page = clients["reader"].get("/help").text
    table = page[page.index('<table class="table keys"') : page.index("</table>")]
    rows = re.findall(r'<th scope="row">(.*?)</th>', table)
    told = {tuple(unescape(key) for key in re.findall("<kbd>(.*?)</kbd>", row)) for row in rows}
    known = {(*_HELD[held], shown) for held, shown in _KEY.findall(KEYS.read_text("utf-8"))}
    assert len(known) > 10
    assert told == known | _OF_THE_FIELD


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
def test_the_help_lists_the_keys_that_an_alignment_has(clients: Clients) -> None:
    page = clients["reader"].get("/help").text
    table = page[page.index('<table class="table keys align-keys"') :]
    rows = re.findall(r'<th scope="row">(.*?)</th>', table[: table.index("</table>")])
    told = {tuple(unescape(key) for key in re.findall("<kbd>(.*?)</kbd>", row)) for row in rows}
    written = (FRONTEND / "align" / "keys.ts").read_text("utf-8")
    found = re.findall(r'code: "Key(\w)", shift: (\w+), shown: "(\w)"', written)
    assert len(found) > 10
    assert told == {("Shift", key) if held == "true" else (key,) for key, held, _shown in found}
    assert all(key == shown for key, _held, shown in found)
