"""Modules that SQLAlchemy imports and this program never uses: loaded when somebody does.

They take ten megabytes and, on a slow machine, the fifth of a second.
"""

import importlib
import sys
from types import ModuleType
from typing import Any

# Asked of every module by whoever looks through all that are loaded.
_ASKED_OF_ALL = frozenset({"__file__", "__warningregistry__"})


class _Late(ModuleType):
    """Stands where a module will be, which is loaded when something in it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name in _ASKED_OF_ALL:
            raise AttributeError(name)
        return getattr(_loaded(self), name)


def load_late(name: str) -> ModuleType:
    """Let an `import` of a module load it only when it is used; return what stands for it."""
    stands = sys.modules.setdefault(name, _Late(name))
    package, _, own = name.rpartition(".")
    if package:
        setattr(importlib.import_module(package), own, stands)
    return stands


def load_what_is_asynchronous_late() -> None:
    """Let SQLAlchemy do without `asyncio`, and without the metadata of what is installed."""
    load_late("importlib.metadata")
    asyncio = load_late("asyncio")
    if isinstance(asyncio, _Late):

        def iscoroutine(thing: object) -> bool:
            return bool(_loaded(asyncio).iscoroutine(thing))

        asyncio.iscoroutine = iscoroutine  # type: ignore[attr-defined] # SQLAlchemy takes it at once


def _loaded(late: ModuleType) -> ModuleType:
    if sys.modules.get(late.__name__) is late:
        del sys.modules[late.__name__]
    return importlib.import_module(late.__name__)
