"""Plug-ins are found by looking into their folder, and loaded when one of them is sought."""

import subprocess
import sys

import pytest

from translations.discovery import Plugins, discovered
from translations.formats import originals
from translations.formats.originals import ORIGINALS


def loaded_after(statements: str) -> set[str]:
    """The modules of formats that a Python has loaded that did this."""
    probe = (
        f"import sys\n{statements}\n"
        "print(*(m for m in sys.modules if m.startswith('translations.formats.')), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


def test_the_format_of_a_name_is_loaded_and_no_other() -> None:
    loaded = loaded_after("from translations.formats import originals; originals.by_name('a.odt')")
    assert "translations.formats.originals.odt" in loaded
    assert not loaded & {
        f"translations.formats.originals.{name}" for name in ("docx", "epub", "html")
    }


def test_a_name_without_a_format_loads_none() -> None:
    loaded = loaded_after("from translations.formats import originals; originals.by_name('a.exe')")
    assert not loaded & {f"translations.formats.originals.{name}" for name in ORIGINALS}


def test_lazily_and_at_once_the_same_plugins_are_found_in_the_order_of_their_names() -> None:
    there = ("translations.formats.originals", originals.__path__, "FORMAT", type(ORIGINALS["odt"]))
    lazy = Plugins(*there)
    assert lazy["html"] is ORIGINALS["html"]
    assert dict(lazy) == dict(discovered(*there)) == dict(ORIGINALS)
    assert list(lazy) == sorted(lazy)
    assert len(lazy) == len(ORIGINALS)


def test_a_plugin_that_is_not_there_is_not_found() -> None:
    with pytest.raises(KeyError):
        ORIGINALS["exe"]
    assert "exe" not in ORIGINALS
