"""The catalogues as their sources are now, for an application in a test."""

from __future__ import annotations

from pathlib import Path

import flask_babel
import polib
from flask import Flask

LOCALE = Path(__file__).parents[2] / "workbench" / "locale"
CATALOGUES = {path.parents[1].name: path for path in sorted(LOCALE.glob("*/*/messages.po"))}


def speak(app: Flask, folder: Path) -> None:
    """Let an application speak every language; what is compiled stays away from the sources."""
    for locale, source in CATALOGUES.items():
        home = folder / locale / "LC_MESSAGES"
        home.mkdir(parents=True)
        polib.pofile(str(source)).save_as_mofile(str(home / "messages.mo"))
    flask_babel.get_babel(app).translation_directories[:] = [str(folder)]
