"""The way of an announcement from the thread that wrote to the thread that draws."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from crm_desktop.domain.transfer import Change


class Announcements(QObject):
    """Brings announcements of committed changes from the worker threads to the GUI thread.

    `announce` is what services are given as `on_change`, before there is a workspace.
    """

    changed = Signal(object)

    def announce(self, change: "Change") -> None:
        """Pass `change` on; may be called on any thread."""
        self.changed.emit(change)
