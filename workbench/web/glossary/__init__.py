"""The pages of a glossary: one blueprint, a module for each kind of page."""

from __future__ import annotations

from workbench.web.glossary import (
    asking,
    concepts,
    decisions,
    exchange,
    history,
    listing,
    policies,
    proposals,
    putting_right,
    rules,
    surveys,
    trial,
)
from workbench.web.glossary.area import bp

__all__ = [
    "asking",
    "bp",
    "concepts",
    "decisions",
    "exchange",
    "history",
    "listing",
    "policies",
    "proposals",
    "putting_right",
    "rules",
    "surveys",
    "trial",
]
