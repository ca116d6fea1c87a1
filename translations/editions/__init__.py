"""Outputs: every way to write a frozen edition, found by looking into this folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from translations.editions.base import Output


def _discover() -> Mapping[str, Output]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found: list[Output] = [module.OUTPUT for module in modules if hasattr(module, "OUTPUT")]
    return MappingProxyType({output.name: output for output in found})


#: Name → output, in the order of the names.
OUTPUTS: Final[Mapping[str, Output]] = _discover()
