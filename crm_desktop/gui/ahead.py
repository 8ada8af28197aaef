"""Loading what will be wanted next while somebody types a name and a password."""

import importlib

from crm_desktop.gui import opening

_WINDOWS = (
    "crm_desktop.gui.workspace",
    "crm_desktop.gui.main_window",
    "crm_desktop.gui.views.customer_list_view",
)


def load() -> None:
    """Load what signing in and the main window with its list need; for a worker thread."""
    opening.load_services()
    for name in _WINDOWS:
        importlib.import_module(name)
