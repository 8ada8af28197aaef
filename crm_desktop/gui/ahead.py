"""Loading what will be wanted next: while somebody types a password, or looks at the list.

All of it is for worker threads. Modules stay for good, so the search for garbage, which stops every
thread, need not look at them again and again.
"""

import gc
import importlib
from collections.abc import Iterable

from crm_desktop.gui import opening

_FIRST = (
    "crm_desktop.gui.workspace",
    "crm_desktop.gui.main_window",
    "crm_desktop.gui.views.customer_list_view",
)
_NEXT = (
    "crm_desktop.gui.views.customer_window",
    "crm_desktop.gui.views.query_view",
)


def load_first() -> None:
    """Load what signing in and the main window with its list need."""
    gc.disable()  # as in `__main__`: nothing that is loaded is garbage
    try:
        opening.load_services()
        _load(_FIRST)
    finally:
        gc.enable()


def load_next() -> None:
    """Load what is likely to be opened from the main window first."""
    _load(_NEXT)


def _load(names: Iterable[str]) -> None:
    for name in names:
        importlib.import_module(name)
    gc.freeze()
