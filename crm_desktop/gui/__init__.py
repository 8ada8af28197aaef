"""The windows: everything that draws, and nothing that knows a rule or a database."""

import sys
from typing import Any

import PySide6.QtCore  # noqa: F401 - loads what is changed here


def _leave_sources_unread() -> None:
    """Keep PySide from reading the source text of every module that is loaded from now on.

    It looks there whether the module mentions PySide6, for the sake of `from __feature__ import …`,
    which nothing here says; Python keeps all it has read, which are twenty megabytes.
    """
    feature: Any = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _module: True


_leave_sources_unread()
