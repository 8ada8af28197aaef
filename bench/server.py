"""The company on a server: `--database URL`, where the URL names the owner and its password."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from bench.company import Company
from bench.database import PASSWORD, USERNAME, add_categories, say, signed_in
from bench.loading import load_company
from bench.raw import Raw
from crm_desktop.data import customer_queries, server_schema, server_users
from crm_desktop.data.migrate import SchemaState
from crm_desktop.data.server_connection import open_connection
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.criteria import Criteria
from crm_desktop.infra import sql_server
from crm_desktop.infra.clock import SystemClock
from crm_desktop.services import databases
from crm_desktop.services.context import ServiceContext

# Those in the recycle bin are not counted, and saves may have changed a few.
_NEARLY = 0.98


@contextmanager
def opened_server(url: str, customers: int) -> Iterator[tuple[ServiceContext, Raw]]:
    """Yield the company as services see it, and a plain connection of the owner's.

    An empty database is filled first. One with something else in it raises RuntimeError.
    """
    parsed = sql_server.parse(url)
    _fill_if_empty(url, customers)
    plain = open_connection(parsed.server, parsed.username, parsed.password)
    plain.autocommit = True
    with closing(plain), closing(_signed_on(parsed.server)) as database:
        context = signed_in(database)
        with ReadOnlyWork(context) as work:
            found = customer_queries.count_customers(work.session, Criteria())
        if not _NEARLY * customers <= found <= customers:
            raise RuntimeError(f"{database.location} has {found:,} customers, not {customers:,}")
        yield context, Raw(plain, is_server=True)


def _signed_on(server: sql_server.SqlServer) -> ServerDatabase:
    database = ServerDatabase(server)
    database.sign_on(server_users.principal_for(USERNAME), PASSWORD)
    return database


def _fill_if_empty(url: str, customers: int) -> None:
    parsed = sql_server.parse(url)
    owned = ServerDatabase(parsed.server)
    owned.sign_on(parsed.username, parsed.password)
    with closing(owned):
        if server_schema.examine(owned) is not SchemaState.EMPTY:
            return
    say(f"filling {owned.location} with {customers:,} customers, once …")
    with closing(databases.create_database(url)) as created:
        databases.initialise(created, USERNAME, PASSWORD, SystemClock())
    with closing(_signed_on(parsed.server)) as database:
        context = signed_in(database)
        add_categories(context)
        load_company(context, Company(customers), say)
