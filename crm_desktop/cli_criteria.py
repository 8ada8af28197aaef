"""From the options of a query or of statistics to criteria and periods."""

from argparse import Namespace
from datetime import date

from crm_desktop.cli_parser import QUERY_TEXTS, UsageError
from crm_desktop.domain.codes import FIXED_LISTS, Labels
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.folding import fold
from crm_desktop.domain.periods import Period
from crm_desktop.domain.statistics import Breakdown, Statistics
from crm_desktop.infra.i18n import LANGUAGES, translate
from crm_desktop.services import lists, query
from crm_desktop.services import statistics as statistics_service
from crm_desktop.services.context import ServiceContext

_LISTS = {"kind": "customer_kind", "status": "status", "level": "level"} | {
    name: name for name in ("source", "industry")
}


def criteria(context: ServiceContext, options: Namespace) -> Criteria:
    """Return the criteria that were given; list values by code or by label in either language.

    Raises NothingToSearch where there are none, UsageError for a value that is not in its list.
    """
    labels = lists.labels(context)
    given: dict[str, object] = {name: getattr(options, name) for name in QUERY_TEXTS}
    for name, list_name in _LISTS.items():
        given[name] = _code(labels, list_name, getattr(options, name))
    for name in ("created_from", "created_to", "paid_from", "paid_to"):
        given[name] = getattr(options, name)
    for start, end in (("created_from", "created_to"), ("paid_from", "paid_to")):
        if given[start] and given[end] and getattr(options, start) > getattr(options, end):
            raise _reversed()
    if options.owner.strip():
        given["owner_id"] = query.owner_by_name(context, options.owner)
        if given["owner_id"] is None:
            raise _unknown(options.owner)
    found = Criteria(**given)  # type: ignore[arg-type]
    query.require_criteria(found)
    return found


def _code(labels: Labels, list_name: str, text: str) -> str:
    wanted = fold(text)
    if not wanted:
        return ""
    codes = [code for name, code in labels.items if name == list_name]
    codes += FIXED_LISTS.get(list_name, {})
    for code in codes:
        if fold(code) == wanted:
            return code
    for code in codes:
        if any(fold(labels.label(list_name, code, each)) == wanted for each in LANGUAGES):
            return code
    raise _unknown(text)


def _reversed() -> UsageError:
    return UsageError(translate("Cli", "The first day is after the last."))


def _unknown(text: str) -> UsageError:
    message = translate("Cli", "“{value}” is not one of the values of this list.")
    return UsageError(message.format(value=text))


def period(context: ServiceContext, options: Namespace) -> Period:
    """Return the days asked for; unsaid ends are those of the payments there are."""
    paid = statistics_service.paid_period(context)
    today = context.clock.today()
    first: date = options.first or min(paid.first if paid else today, options.last or date.max)
    last: date = options.last or max(paid.last if paid else today, first)
    if first > last:
        raise _reversed()
    return Period(first, last)


def statistics(context: ServiceContext, options: Namespace) -> Statistics:
    """Return the statistics asked for."""
    by = Breakdown(options.by)
    return statistics_service.statistics(context, period(context, options), by)
