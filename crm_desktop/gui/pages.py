"""The pages of the main window, in the order of its navigation. Each is made at its first visit."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.texts import Text, marked
from crm_desktop.gui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Page:
    """A page: how it is called and how it is made. `make` imports the view when it is needed."""

    name: str
    title: Text
    icon: str
    make: Callable[[Workspace], QWidget]


def _customers(workspace: Workspace) -> QWidget:
    from crm_desktop.gui.views.customer_list_view import CustomerListView

    return CustomerListView(workspace)


def _query(workspace: Workspace) -> QWidget:
    from crm_desktop.gui.views.query_view import QueryView

    return QueryView(workspace)


def _statistics(workspace: Workspace) -> QWidget:
    from crm_desktop.gui.views.statistics_view import StatisticsView

    return StatisticsView(workspace)


def _reports(workspace: Workspace) -> QWidget:
    from crm_desktop.gui.views.report_view import ReportView

    return ReportView(workspace)


def _recycle_bin(workspace: Workspace) -> QWidget:
    from crm_desktop.gui.views.recycle_bin_view import RecycleBinView

    return RecycleBinView(workspace)


def _settings(workspace: Workspace) -> QWidget:
    from crm_desktop.gui.views.settings_view import SettingsView

    return SettingsView(workspace)


PAGES: tuple[Page, ...] = (
    Page("customers", marked("Pages", "Customers"), "customers", _customers),
    Page("query", marked("Pages", "Query"), "query", _query),
    Page("statistics", marked("Pages", "Statistics"), "statistics", _statistics),
    Page("reports", marked("Pages", "Reports"), "reports", _reports),
    Page("recycle_bin", marked("Pages", "Recycle bin"), "recycle-bin", _recycle_bin),
    Page("settings", marked("Pages", "System settings"), "settings", _settings),
)
