"""The kinds of long work, found by discovery: one file, one constant `TASK`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from workbench.tasks.base import Task


@cache
def tasks() -> Mapping[str, Task]:
    """Give all tasks by their kind."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name != "base")
    found: list[Task] = [importlib.import_module(f"{__name__}.{name}").TASK for name in names]
    return MappingProxyType({task.kind: task for task in found})
