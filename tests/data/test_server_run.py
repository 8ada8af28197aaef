"""A test that fails on the server must not make the ones after it fail."""

import pytest

from crm_desktop.services import users
from crm_desktop.services.context import ServiceContext
from tests.databases import ADMINISTRATOR, FixedClock, acting
from tests.server import VARIABLE, ServerRun, is_named

pytestmark = [
    pytest.mark.mssql,
    pytest.mark.skipif(not is_named(), reason=f"{VARIABLE} names no server"),
]


def test_what_a_failed_test_left_is_gone_with_its_database(
    server_run: ServerRun, clock: FixedClock
) -> None:
    spoilt = server_run.server.database
    server_run.account("create_principal", principal=f"stray{server_run.suffix}", password="a-B-9c")
    held = server_run.open().writing_engine.raw_connection()
    held.cursor().execute("UPDATE crm.number_series SET last_value = 99")
    with pytest.raises(Exception, match=r"accounts|lock|time"):
        server_run.put_back()
    database = server_run.open()
    held.invalidate()
    assert database.server.database != spoilt
    assert list(server_run.execute("SELECT DB_ID(?)", spoilt)[0]) == [None]
    administrator: ServiceContext = acting(database, ADMINISTRATOR, clock)
    assert [user.username for user in users.users(administrator)] == ["admin", "clerk"]
    server_run.put_back()
