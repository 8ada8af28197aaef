"""Real data in the windows: Northwind's known figures on the query and the statistics page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.gui.views.query_view import QueryView
from crm_desktop.gui.views.statistics_figures import Column
from crm_desktop.gui.views.statistics_view import StatisticsView
from crm_desktop.gui.workspace import Workspace
from crm_desktop.services.transfer_in import import_customers, import_payments

NORTHWIND = Path(__file__).resolve().parents[1] / "resources" / "northwind"
MAPPING = {"customer_no": "customer_id", "name": "company_name"}
Key = Qt.Key


@pytest.fixture
def northwind(workspace: Workspace, qtbot: QtBot) -> Workspace:
    """The workspace of a new database into which Northwind's files were imported."""
    context = workspace.context
    import_customers(context, NORTHWIND / "customers.csv", MAPPING, create_missing=True)
    import_payments(context, NORTHWIND / "payments.csv", create_missing=True)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not workspace.tasks.running)
    return workspace


@pytest.mark.parametrize(
    ("field", "typed", "count", "among"),
    [
        ("location", "London", 6, "AROUT"),
        ("location", "mexico", 5, "ANATR"),
        ("contact", "Maria", 2, "ALFKI"),
        ("category", "Dairy Products", None, "VINET"),
    ],
)
def test_queries(
    northwind: Workspace, qtbot: QtBot, field: str, typed: str, count: int | None, among: str
) -> None:
    page = QueryView(northwind)
    qtbot.addWidget(page)
    page.show()
    widget = getattr(page.ui, field)
    qtbot.keyClicks(widget, typed)
    qtbot.keyClick(widget, Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.model.total is not None and page.table.model.rowCount() > 0)
    rows = [page.table.model.row(n) for n in range(page.table.model.rowCount())]
    assert among in {row.customer_no for row in rows if row}
    if count is not None:
        assert page.ui.count.text() == f"Customers found: {count}"


def test_revenue_by_year(northwind: Workspace, qtbot: QtBot) -> None:
    page = StatisticsView(northwind)
    qtbot.addWidget(page)
    page.show()
    period = page.ui.period.ui
    for field, day in ((period.first, "1996-01-01"), (period.last, "1998-12-31")):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, day)
    qtbot.keyClick(period.last, Key.Key_Return)
    page.ui.breakdown.setFocus()
    qtbot.keyClicks(page.ui.breakdown, "Year")
    qtbot.keyClick(page.ui.breakdown, Key.Key_Return)
    qtbot.waitUntil(lambda: not northwind.tasks.running and page.model.rowCount() == 4)
    shown = [page.model.index(row, Column.REVENUE).data() for row in range(4)]
    assert shown == ["208,083.99", "617,085.30", "440,623.93", "1,265,793.22"]
    assert page.ui.payments.text() == "830"
