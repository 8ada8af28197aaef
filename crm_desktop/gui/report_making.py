"""The five reports as functions that a preview calls on a worker thread.

Everything they need is taken from the workspace here, on the GUI thread; only services and
reports are called over there.
"""

from collections.abc import Callable
from pathlib import Path

from crm_desktop.domain.criteria import Criteria, SortOrder
from crm_desktop.domain.periods import Period
from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.domain.statistics import Breakdown
from crm_desktop.gui.views.query_form import choices_from, described_criteria
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import language
from crm_desktop.services import customers, query, statistics
from crm_desktop.services.query import BY_NUMBER

Make = Callable[[Path], ReportResult]


def customer_list_report(
    workspace: Workspace, criteria: Criteria, sort: SortOrder = BY_NUMBER
) -> Make:
    """Return what writes the customer list; empty criteria are all customers."""
    context, header, labels = workspace.context, report_header(workspace), workspace.labels
    lines = _lines(workspace, criteria)

    def make(path: Path) -> ReportResult:
        from crm_desktop.reports.customer_list import customer_list

        rows = query.rows(context, criteria, sort)
        return customer_list(path, rows, header, labels, criteria=lines)

    return make


def query_report(workspace: Workspace, criteria: Criteria, sort: SortOrder, name: str = "") -> Make:
    """Return what writes the result of a query; `name` is that of a saved one."""
    context, header, labels = workspace.context, report_header(workspace), workspace.labels

    def make(path: Path) -> ReportResult:
        from crm_desktop.reports.customer_list import query_result

        rows = query.rows(context, criteria, sort)
        return query_result(path, rows, criteria, header, labels, name=name)

    return make


def contact_list_report(workspace: Workspace, criteria: Criteria) -> Make:
    """Return what writes the list of contacts of the customers that meet `criteria`."""
    context, header = workspace.context, report_header(workspace)
    lines = _lines(workspace, criteria)

    def make(path: Path) -> ReportResult:
        from crm_desktop.reports.contact_list import contact_list

        return contact_list(path, query.contact_rows(context, criteria), header, criteria=lines)

    return make


def customer_card_report(workspace: Workspace, customer_id: int) -> Make:
    """Return what writes a customer's card."""
    context, header, labels = workspace.context, report_header(workspace), workspace.labels

    def make(path: Path) -> ReportResult:
        from crm_desktop.reports.customer_card import customer_card

        return customer_card(path, customers.open_customer(context, customer_id), header, labels)

    return make


def statistics_report(workspace: Workspace, period: Period, by: Breakdown) -> Make:
    """Return what adds up and writes the statistics of a period."""
    context, header, labels = workspace.context, report_header(workspace), workspace.labels

    def make(path: Path) -> ReportResult:
        from crm_desktop.reports import statistics as paper

        found = statistics.statistics(context, period, by)
        return paper.statistics_report(path, found, header, labels)

    return make


def _lines(workspace: Workspace, criteria: Criteria) -> tuple[str, ...]:
    described = described_criteria(criteria, choices_from(workspace.labels, language()))
    return (described,) if described else ()


def report_header(workspace: Workspace) -> ReportHeader:
    """Return what stands on every sheet this user prints now."""
    return ReportHeader(
        printed_by=workspace.actor.display_name,
        printed_at=workspace.context.clock.now(),
        company_name=workspace.profile.name,
        logo=workspace.profile.logo,
    )
