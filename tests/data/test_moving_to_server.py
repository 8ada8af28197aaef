"""From a file to a server and back: everything arrives, passwords do not."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from crm_desktop.data.tables import AuditLog, ClientUser, CustomerRecord, PaymentRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.backup_errors import DatabaseNotEmpty
from crm_desktop.domain.criteria import Criteria
from crm_desktop.services import customers, databases, moving, query, sign_in
from crm_desktop.services.context import ServiceContext
from tests import server, stand_in
from tests.data.test_archive_service import fill, rows_of
from tests.databases import (
    ADMINISTRATOR,
    CLERK,
    RUN,
    FixedClock,
    acting,
    copy_database,
)
from tests.server import VARIABLE, ServerRun, is_named

NEW_PASSWORD = "herbst-Laub-99"

pytestmark = [
    pytest.mark.mssql,
    pytest.mark.skipif(not is_named(), reason=f"{VARIABLE} names no server"),
]


@pytest.fixture
def empty_server(clock: FixedClock) -> Iterator[ServerRun]:
    """A database on the server with our schema and nobody in it."""
    run = ServerRun(lambda _context: None, clock)
    yield run
    run.close()
    for other in RUN:  # the suite's own database goes on
        event.listen(Session, "after_begin", server._tell_time)
        if other.is_stand_in:
            stand_in.start(other.owner, other._patch)


@pytest.fixture
def from_file(database_template: Path, tmp_path: Path, clock: FixedClock) -> ServiceContext:
    opened = copy_database(database_template, tmp_path / "from.db")
    context = acting(opened, ADMINISTRATOR, clock)
    fill(context, Random(21), 25)
    customers.delete(context, [query.page(context, limit=1)[0].id])
    return context


def test_a_file_moves_to_a_server_and_back(
    empty_server: ServerRun, from_file: ServiceContext, tmp_path: Path, clock: FixedClock
) -> None:
    restored = moving.copy(from_file, empty_server.url)
    assert set(restored.passwords) == {ADMINISTRATOR, CLERK}
    if empty_server.is_stand_in:
        stand_in.carry_out(empty_server.owner)
    with pytest.raises(DatabaseNotEmpty):
        moving.copy(from_file, empty_server.url)
    on_server = sign_in.sign_in(
        empty_server.open(), ADMINISTRATOR, restored.passwords[ADMINISTRATOR], clock=clock
    )
    assert on_server.actor is not None and on_server.actor.must_change_password
    on_server = sign_in.change_password(on_server, restored.passwords[ADMINISTRATOR], NEW_PASSWORD)
    with ReadOnlyWork(on_server) as work:
        assert set(work.session.scalars(select(ClientUser.password_hash))) == {""}
    for name in ("zgyd", "", "吕"):
        criteria = Criteria(name=name)
        assert query.count(on_server, criteria) == query.count(from_file, criteria)
    back = moving.copy(on_server, tmp_path / "back.db")
    on_server.database.close()
    assert back.manifest is not None and set(back.passwords) == {ADMINISTRATOR, CLERK}
    with closing(databases.open_database(tmp_path / "back.db")) as opened:
        for kind in (CustomerRecord, PaymentRecord):
            assert rows_of(opened, kind) == rows_of(from_file.database, kind)
        before = rows_of(from_file.database, AuditLog)
        assert rows_of(opened, AuditLog)[: len(before)] == before
    from_file.database.close()
