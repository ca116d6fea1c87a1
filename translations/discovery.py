"""Plug-ins: one module of a folder, one constant of a known name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_Plugin = TypeVar("_Plugin", bound=_Named)


def discovered(
    package: str, path: Iterable[str], constant: str, kind: type[_Plugin]
) -> Mapping[str, _Plugin]:
    """The constants of this name and kind in the modules of a package, by their own names."""
    names = sorted(module.name for module in pkgutil.iter_modules(path))
    modules = (importlib.import_module(f"{package}.{name}") for name in names)
    found = (getattr(module, constant, None) for module in modules)
    plugins = [each for each in found if isinstance(each, kind)]
    return MappingProxyType({each.name: each for each in sorted(plugins, key=lambda p: p.name)})
