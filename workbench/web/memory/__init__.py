"""The pages of translation memories: one blueprint, a module for each kind of page."""

from __future__ import annotations

from workbench.web.memory import concordance, exchange, listing, units, work
from workbench.web.memory.area import bp

__all__ = ["bp", "concordance", "exchange", "listing", "units", "work"]
