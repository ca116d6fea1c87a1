"""The pages of files that go out and come home: one blueprint, a module for each direction."""

from __future__ import annotations

from workbench.web.trips import home, out
from workbench.web.trips.area import bp

__all__ = ["bp", "home", "out"]
