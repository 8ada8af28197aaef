"""The reports of the command line: written as PDF through the same documents as the windows'."""

from argparse import Namespace
from pathlib import Path

from crm_desktop.cli_criteria import criteria, statistics
from crm_desktop.cli_output import print_json, say, warn
from crm_desktop.cli_parser import UsageError
from crm_desktop.cli_session import signed_in
from crm_desktop.domain.report import ReportHeader, ReportResult
from crm_desktop.infra.i18n import joined, translate
from crm_desktop.services import company, customers, lists, query
from crm_desktop.services.context import ServiceContext, require_signed_in


def report(options: Namespace) -> int:
    """Write a report; characters that no font has are named."""
    path = _pdf(options.out)
    with signed_in(options) as context:
        result = _write(context, path, options)
    if result.replaced:
        text = translate("Cli", "No font has these characters; boxes with their codes stand: {all}")
        warn(text.format(all=joined(result.replaced)))
    if getattr(options, "json", False):
        print_json(
            {"file": str(path.absolute()), "pages": result.pages, "replaced": result.replaced}
        )
    else:
        text = translate("Cli", "Written: {file} (pages: {n})")
        say(text.format(file=path.absolute(), n=result.pages))
    return 0


def _pdf(name: str) -> Path:
    """Return the file to write; raises UsageError where its name promises something else."""
    path = Path(name)
    if path.suffix.casefold() != ".pdf":
        text = translate("Cli", "A report is a PDF: the name {file} must end in .pdf.")
        raise UsageError(text.format(file=path))
    return path


def _write(context: ServiceContext, path: Path, options: Namespace) -> ReportResult:
    from crm_desktop.reports.contact_list import contact_list
    from crm_desktop.reports.customer_card import customer_card
    from crm_desktop.reports.customer_list import customer_list, query_result
    from crm_desktop.reports.statistics import statistics_report

    header, labels = _header(context), lists.labels(context)
    if options.report == "customers":
        return customer_list(path, query.rows(context), header, labels)
    if options.report == "card":
        details = customers.open_by_number(context, options.number)
        return customer_card(path, details, header, labels)
    if options.report == "contacts":
        return contact_list(path, query.contact_rows(context), header)
    if options.report == "query":
        found = criteria(context, options)
        return query_result(path, query.rows(context, found), found, header, labels)
    return statistics_report(path, statistics(context, options), header, labels)


def _header(context: ServiceContext) -> ReportHeader:
    profile = company.profile(context)
    return ReportHeader(
        printed_by=require_signed_in(context).display_name,
        printed_at=context.clock.now(),
        company_name=profile.name,
        logo=profile.logo,
    )
