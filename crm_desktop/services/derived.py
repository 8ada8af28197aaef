"""What is derived from the records: checked against them, and made anew where it differs."""

from collections.abc import Iterator

from crm_desktop.data import derived, server_schema
from crm_desktop.data.database import Database
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain.errors import CrmError
from crm_desktop.domain.findings import Finding, State
from crm_desktop.domain.server_errors import NotTheOwner
from crm_desktop.domain.texts import Text, marked
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services.context import (
    ServiceContext,
    repeated_after_deadlock,
    require_administrator,
)

_SOUND: dict[str, Text] = {
    "revenue_by_day": marked("Doctor", "The revenue by day is what the payments say."),
    "paid_by_customer": marked("Doctor", "What each customer paid is what the payments say."),
    "search_index": marked("Doctor", "The search index is what the customers say."),
}
_WRONG: dict[str, Text] = {
    "revenue_by_day": marked("Doctor", "The revenue by day is wrong; days: {n}"),
    "paid_by_customer": marked("Doctor", "What was paid in all is wrong; customers: {n}"),
    "search_index": marked("Doctor", "The search index is wrong; pieces of text: {n}"),
}


def examine_derived(database: Database) -> Iterator[Finding]:
    """Yield whether summaries and search index are what the records say; saves do not wait.

    That takes minutes where there are a million customers.
    """
    try:
        with ReadOnlyWork(ServiceContext(database)) as work:
            connection = work.session.connection()
            for part in derived.parts(connection):
                yield _finding(part.name, part.differences(connection), database)
    except CrmError as error:
        yield Finding("derived", State.FAILED, show(error.text, **error.values))


def repair(context: ServiceContext) -> None:
    """Make summaries and search index of a file anew, in one transaction; saves wait for it.

    Raises NotSignedIn or NotAllowed for anybody but an administrator.
    """
    require_administrator(context)
    with UnitOfWork(context) as work:
        derived.rebuild(work.session.connection())
        work.commit()


@repeated_after_deadlock
def repair_server(database: ServerDatabase) -> None:
    """Make summaries and grams of a server anew; saves wait for it.

    Raises NotTheOwner unless the account owns the database.
    """
    if not server_schema.is_owner(database):
        raise NotTheOwner(place=database.location)
    with UnitOfWork(ServiceContext(database)) as work:
        derived.rebuild_on_server(work.session.connection())
        work.commit()


def _finding(name: str, differences: int, database: Database) -> Finding:
    if not differences:
        return Finding(name, State.OK, show(_SOUND[name]))
    if database.is_embedded:
        who = translate(
            "Doctor", "An administrator runs “crm-desktop doctor --repair --user NAME”."
        )
    else:
        who = translate(
            "Doctor",
            "The database's owner runs “crm-desktop doctor --repair --database NAME --user OWNER”, "
            "in a quiet hour: saves wait for it.",
        )
    return Finding(name, State.FAILED, show(_WRONG[name]).format(n=f"{differences:,}"), who)
