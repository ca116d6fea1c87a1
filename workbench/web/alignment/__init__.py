"""The pages of alignments: one blueprint, a module for each kind of page."""

from __future__ import annotations

from workbench.web.alignment import acceptance, bead_page, files, start
from workbench.web.alignment.area import bp

__all__ = ["acceptance", "bead_page", "bp", "files", "start"]
