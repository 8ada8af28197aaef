"""The doctor and the line on a real server, with a user's own account."""

from dataclasses import replace

import pytest

from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.domain.errors import WrongCredentials
from crm_desktop.domain.findings import State
from crm_desktop.services import line
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.server_doctor import examine_target
from tests.databases import ADMINISTRATOR, ADMINISTRATOR_PASSWORD, CLERK, CLERK_PASSWORD
from tests.server import ServerRun, is_named

pytestmark = [
    pytest.mark.mssql,
    pytest.mark.skipif(not is_named(), reason="CRM_TEST_MSSQL names no server"),
]


@pytest.mark.parametrize(
    ("username", "password", "word"),
    [
        (CLERK, CLERK_PASSWORD, "clerk"),
        (ADMINISTRATOR, ADMINISTRATOR_PASSWORD, "administrator"),
    ],
)
def test_a_user_finds_everything_in_order(
    server_run: ServerRun, username: str, password: str, word: str
) -> None:
    account = username + server_run.suffix
    found = {f.check: f for f in examine_target(server_run.server.url, account, password)}
    for check in ("driver", "network", "sign_in", "database", "schema", "rights"):
        assert found[check].state is not State.FAILED, found[check]
    assert word in found["rights"].text


def test_each_thing_that_is_wrong_is_told_apart(server_run: ServerRun) -> None:
    account = CLERK + server_run.suffix
    server = server_run.server
    for described, password, check in (
        (server, "wrong", "sign_in"),
        (replace(server, database="master"), CLERK_PASSWORD, "schema"),
        (replace(server, database="no_such_database"), CLERK_PASSWORD, "database"),
        (replace(server, port=1), CLERK_PASSWORD, "network"),
    ):
        *_, last = examine_target(described.url, account, password)
        assert (last.check, last.state) == (check, State.FAILED), last
        assert last.remedy


def test_signing_in_again_needs_the_right_password(server_run: ServerRun) -> None:
    account = CLERK + server_run.suffix
    database = ServerDatabase(server_run.server)
    database.sign_on(account, CLERK_PASSWORD)
    context = ServiceContext(database)
    with pytest.raises(WrongCredentials):
        line.sign_in_again(context, "wrong")
    line.check(context)
    line.sign_in_again(context, CLERK_PASSWORD)
    line.check(context)
    assert database.username == account
    database.close()
