"""The term base that ships with the program: contested words, and policies for them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import resources

from glossary.formats.policies_toml import read_policies
from glossary.formats.tbx import read_tbx
from glossary.model import TermBase

_TERMS = "contested.tbx"
_POLICIES = "contested-policies.toml"


@cache
def shipped() -> TermBase:
    """The shipped term base with its policies, read once."""
    folder = resources.files(__name__)
    termbase = read_tbx((folder / _TERMS).read_bytes(), _TERMS)
    policies = read_policies((folder / _POLICIES).read_bytes(), _POLICIES)
    return replace(termbase, policies=policies)
