"""The contacts of a customer window as an editable table with one star for the primary one."""

from typing import Any, cast

from PySide6.QtCore import QObject, Qt

from crm_desktop.domain.fields import CONTACT_FIELDS, OTHER_LABELS, by_name
from crm_desktop.domain.records import Contact
from crm_desktop.domain.texts import marked
from crm_desktop.gui.customer_lines import ContactLines
from crm_desktop.gui.models.line_table import Index, LineColumn, LineTableModel, Role
from crm_desktop.gui.theme import colour
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show, translate

_FIELDS = by_name(CONTACT_FIELDS)
STAR = "is_primary"


def _column(name: str, width: int, *, is_shown: bool = True) -> LineColumn:
    return LineColumn(name, _FIELDS[name].label, width, _FIELDS[name], is_shown)


COLUMNS: tuple[LineColumn, ...] = (
    LineColumn(STAR, marked("ContactTable", "★"), 2),
    _column("name", 12),
    _column("job_title", 11),
    _column("mobile", 14),
    _column("phone", 14),
    _column("email", 18),
    _column("wechat", 10),
    _column("department", 10),
    _column("remark", 20),
    _column("qq", 11, is_shown=False),
    _column("birthday", 11, is_shown=False),
    _column("hobby", 14, is_shown=False),
    _column("address", 20, is_shown=False),
    _column("postal_code", 10, is_shown=False),
)


class ContactTableModel(LineTableModel[Contact]):
    """Contacts; the first column holds the star, which exactly one of them has."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, COLUMNS, parent)

    def make_primary(self, row: int) -> None:
        """Give the star to the contact in `row`."""
        if self.lines is not None and row < len(self.lines):
            cast(ContactLines, self.lines).make_primary(row)
            self.refresh()
            self.edited.emit()

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return a cell; the star's is said in words to screen readers."""
        column = self.columns[index.column()]
        if self.lines is None or column.name != STAR or self.is_empty_row(index.row()):
            if role == Role.DisplayRole and self.is_empty_row(index.row()):
                return translate("ContactTable", "New contact…") if column.name == "name" else ""
            return super().data(index, role)
        is_primary = index.row() in self.lines.live_rows() and bool(
            self.lines.draft(index.row()).value(STAR)
        )
        if role == Role.DisplayRole:
            return self._sign(index.row(), is_primary)
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            return self._said(index.row(), is_primary)
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Role.ForegroundRole:
            return colour("highlight" if is_primary else "muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        is_star = orientation == Qt.Orientation.Horizontal and self.columns[section].name == STAR
        if is_star and role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return show(OTHER_LABELS["primary_contact"])
        return super().headerData(section, orientation, role)

    def _sign(self, row: int, is_primary: bool) -> str:
        if self.is_struck_out(row):
            return "✕"
        return "★" if is_primary else "☆"

    def _said(self, row: int, is_primary: bool) -> str:
        if self.is_struck_out(row):
            return translate("ContactTable", "Will be removed when you save (Del takes it back)")
        if is_primary:
            return show(OTHER_LABELS["primary_contact"])
        return translate("ContactTable", "Make this the primary contact (Space)")
