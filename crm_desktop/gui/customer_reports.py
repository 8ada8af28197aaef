"""Customers on paper, asked for from the list and from a customer's window."""

from pathlib import Path

from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.services import customers, query


def preview_list(workspace: Workspace, criteria: Criteria, order: SortOrder) -> None:
    """Show the list of the customers that match, as it would be printed."""
    context, labels, header = workspace.context, workspace.labels, _header(workspace)

    def make(path: Path) -> ReportResult:
        from crm_desktop.reports.customer_list import customer_list
        from crm_desktop.reports.values import criteria_line

        rows, line = query.rows(context, criteria, order), criteria_line(criteria, labels)
        return customer_list(path, rows, header, labels, criteria=[line] if line else [])

    workspace.preview_report(translate("CustomerReports", "Customer list"), make)


def preview_card(workspace: Workspace, customer_id: int, number: str) -> None:
    """Show the card of the customer with this number, as it would be printed."""
    context, labels, header = workspace.context, workspace.labels, _header(workspace)

    def make(path: Path) -> ReportResult:
        from crm_desktop.reports.customer_card import customer_card

        details = customers.open_customer(context, customer_id)
        return customer_card(path, details, header, labels)

    title = translate("CustomerReports", "Customer card {number}").format(number=number)
    workspace.preview_report(title, make)


def _header(workspace: Workspace) -> ReportHeader:
    profile = workspace.profile
    return ReportHeader(
        printed_by=workspace.actor.display_name,
        printed_at=workspace.context.clock.now(),
        company_name=profile.name,
        logo=profile.logo,
    )
