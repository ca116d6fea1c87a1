"""Plug-ins: one module of a folder, one constant of a known name.

A module that does not give anything its name is no plug-in, and is never loaded for being
looked at.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_Plugin = TypeVar("_Plugin", bound=_Named)


class Plugins(Mapping[str, _Plugin], Generic[_Plugin]):
    """The plug-ins of a package by their names; a module is loaded when one of it is sought."""

    def __init__(
        self, package: str, path: Iterable[str], constant: str, kind: type[_Plugin]
    ) -> None:
        self._package, self._path = package, tuple(path)
        self._constant, self._kind = constant, kind
        self._known: dict[str, _Plugin] = {}

    def __getitem__(self, name: str) -> _Plugin:
        if name not in self._known:
            self._known.update((each.name, each) for each in self.mentioning(name))
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def mentioning(self, word: str) -> Iterator[_Plugin]:
        """The plug-ins in whose modules a word stands between quotation marks."""
        quoted = f'"{word}"'.encode()
        for name, source in self._sources.items():
            if (source is None or quoted in source) and (found := self._loaded(name)) is not None:
                yield found

    @cached_property
    def _all(self) -> Mapping[str, _Plugin]:
        found = [each for name in self._sources if (each := self._loaded(name)) is not None]
        return {each.name: each for each in sorted(found, key=lambda plugin: plugin.name)}

    @cached_property
    def _sources(self) -> Mapping[str, bytes | None]:
        """The text of each module that has the constant; None where only loading it tells."""
        line = re.compile(rf"^{self._constant}\b".encode(), re.MULTILINE)
        found: dict[str, bytes | None] = {}
        for name, file in sorted(self._modules()):
            source = file.read_bytes() if file.is_file() else None
            if source is None or line.search(source):
                found[name] = source
        return found

    def _modules(self) -> Iterator[tuple[str, Path]]:
        for folder in self._path:
            for module in pkgutil.iter_modules([folder]):
                yield module.name, Path(folder, f"{module.name}.py")

    def _loaded(self, name: str) -> _Plugin | None:
        module = importlib.import_module(f"{self._package}.{name}")
        found = getattr(module, self._constant, None)
        return found if isinstance(found, self._kind) else None


def discovered(
    package: str, path: Iterable[str], constant: str, kind: type[_Plugin]
) -> Mapping[str, _Plugin]:
    """The constants of this name and kind in the modules of a package, by their own names."""
    return MappingProxyType(dict(Plugins(package, path, constant, kind)))
