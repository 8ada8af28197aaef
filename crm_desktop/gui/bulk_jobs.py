"""Jobs on the customers of a list: set values for several, hand over those of a user."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.domain.records import CustomerRow
from crm_desktop.gui.dialogs.bulk_change_dialog import BulkChangeDialog
from crm_desktop.gui.dialogs.hand_over_dialog import HandOverDialog
from crm_desktop.gui.widgets.customer_table import CustomerTable
from crm_desktop.gui.workspace import Workspace


def bulk_change(view: QWidget, workspace: Workspace, table: CustomerTable) -> None:
    """Let somebody set values for the marked customers of `table`, or for all it shows."""
    total = table.model.total or 0
    if not total:
        return

    def ask(rows: tuple[CustomerRow, ...]) -> None:
        ids = [row.id for row in rows]
        _open(BulkChangeDialog(workspace, ids, table.criteria, total, view.window()))

    if table.marked_count() == total:
        ask(())
    else:
        table.marked_rows(ask)


def hand_over(view: QWidget, workspace: Workspace, from_user: int | None = None) -> None:
    """Let somebody hand over the customers of a user."""
    _open(HandOverDialog(workspace, from_user, view.window()))


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
