"""A database of the run's own on the SQL Server that CRM_TEST_MSSQL names, dropped afterwards.

The variable holds the URL of an administrator. Between tests everything is put back.
"""

import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from crm_desktop.data import list_queries, server_schema, server_users
from crm_desktop.data.server_database import ServerDatabase
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.infra.clock import Clock
from crm_desktop.infra.sql_server import SqlServer, parse
from crm_desktop.services.context import ServiceContext
from tests import stand_in

VARIABLE = "CRM_TEST_MSSQL"
# The server's clock is the test's: what the program's clock says goes with each transaction.
_MOMENT = """CREATE FUNCTION crm.moment() RETURNS DATETIME2(6) AS BEGIN
RETURN COALESCE(
    CONVERT(DATETIME2(6), CONVERT(NVARCHAR(40), SESSION_CONTEXT(N'crm_test_now'))),
    SYSUTCDATETIME()
) END"""
# What tests know of users' passwords, by account.
PASSWORDS: dict[str, str] = {}
_EMPTIED = (
    "job_item",
    "job",
    "saved_query",
    "payment",
    "contact",
    "customer",
    "import_batch",
    "product_category",
    "company_profile",
)


class ServerRun:
    """The run's database."""

    def __init__(self, first_users: Callable[[ServiceContext], None], clock: Clock) -> None:
        self._first_users_come, self._clock = first_users, clock
        self._begin()

    def _begin(self) -> None:
        parsed = parse(os.environ[VARIABLE])
        self._account = (parsed.username, parsed.password)
        self._master = self._signed_on(replace(parsed.server, database="master"))
        name = f"crm_test_{uuid.uuid4().hex[:10]}"
        self.server = replace(parsed.server, database=name)
        self._kept: dict[tuple[str, str], ServerDatabase] = {}
        self._patch = pytest.MonkeyPatch()
        self.suffix = ""
        self._is_there, self._is_spoilt = False, True  # until it is filled
        self.at_master(f"CREATE DATABASE {self.server.database}")
        self.owner = self._signed_on(self.server)
        self.is_stand_in = False
        event.listen(Session, "after_begin", _tell_time)
        self._is_there = True
        try:
            self._fill()
        except BaseException:
            self.close()
            raise
        self._is_spoilt = False

    @property
    def owner_account(self) -> tuple[str, str]:
        """The name and password of the administrator whom the variable names."""
        return self._account

    @property
    def url(self) -> str:
        """The URL of the run's database with the owner's name and password."""
        scheme, _, rest = self.server.url.partition("://")
        return f"{scheme}://{self._account[0]}:{self._account[1]}@{rest}"

    def open(self) -> ServerDatabase:
        """Return a database that the owner has signed on to; kept for further tests."""
        if self._is_spoilt:  # by a test that failed: the others get a new one
            self.close()
            self._begin()
        return self.open_as(*self._account)

    def open_as(self, username: str, password: str) -> ServerDatabase:
        """Return a database that a user has signed on to; kept for further tests."""
        found = self._kept.get((username, password))
        if found is None or not found.is_signed_on or found.username != username:
            if found is not None:
                found.close()  # a test signed somebody else on
            found = ServerDatabase(self.server)
            found.sign_on(username, password)
            self._kept[username, password] = found
        return found

    def execute(self, statement: str, *values: Any) -> list[Any]:
        """Run a statement as the owner; return its rows."""
        with self.owner.writing_engine.connect() as connection, connection.begin():
            found = connection.exec_driver_sql(statement, tuple(values))
            return list(found.all()) if found.returns_rows else []

    def account(self, procedure: str, **values: Any) -> None:
        """Run a procedure of `crm_account` as the owner."""
        prefix = "by_owner_" if self.is_stand_in else ""
        given = ", ".join(f"@{name} = ?" for name in values)
        self.execute(f"EXEC crm_account.{prefix}{procedure} {given}", *values.values())

    def put_back(self) -> None:
        """Leave only what the run began with.

        Where that fails, the next test gets a database made anew.
        """
        try:
            self._put_back()
            self._is_spoilt = bool(self._strangers())
        except Exception:
            self._is_spoilt = True
            raise
        assert not self._is_spoilt, "the test left accounts that no user has"

    def _put_back(self) -> None:
        touched = {
            row[0]
            for row in self.execute(
                "SELECT DISTINCT entity FROM crm.audit_log WHERE id > ?", self._last_entry
            )
        }
        users = self._users_to_restore()
        with self.owner.writing_engine.connect() as connection, connection.begin():
            set_context = "EXEC sp_set_session_context @key = N'crm_keeps_stamps', @value = ?"
            connection.exec_driver_sql(set_context, ("1",))
            connection.exec_driver_sql("UPDATE crm.customer SET parent_id = NULL")
            connection.exec_driver_sql("DELETE FROM crm.import_row")
            emptied = [*_EMPTIED, *(["code_item"] if "code_item" in touched else [])]
            for table in emptied:
                self._empty(connection, table, "")
            for table in ("revenue_day", "customer_paid", "customer_gram"):
                connection.exec_driver_sql(f"DELETE FROM crm.{table}")
            self._empty(connection, "audit_log", f"WHERE id > {self._last_entry}")
            self._empty(connection, "client_user", "WHERE id > 2")
            connection.exec_driver_sql("DELETE FROM crm.client_operation")
            connection.exec_driver_sql("UPDATE crm.number_series SET last_value = 0")
            for user_id, values in self._first_users.items():
                names = ", ".join(f"{name} = ?" for name in values)
                connection.exec_driver_sql(
                    f"UPDATE crm.client_user SET {names} WHERE id = {user_id}",
                    tuple(values.values()),
                )
            connection.exec_driver_sql(set_context, (None,))
        if users:
            self._forget()
        for principal, role in users:
            self._restore_account(principal, role)
        if "code_item" in touched:
            self._add_lists()

    def close(self) -> None:
        """Drop the database and the logins that are its users'."""
        if not self._is_there:
            return
        self._is_there = False
        self._forget()
        self.owner.close()
        event.remove(Session, "after_begin", _tell_time)
        if self.is_stand_in:
            stand_in.stop()
        self._patch.undo()
        self.drop(self.server.database)
        for login in self._logins():
            self.at_master(f"DROP LOGIN [{login}]")
        self._master.close()

    def _fill(self) -> None:
        server_schema.upgrade(self.owner)
        with self.owner.writing_engine.connect() as connection, connection.begin():
            self.is_stand_in = stand_in.is_stand_in(connection)
            connection.exec_driver_sql("DROP FUNCTION crm.moment")
            connection.exec_driver_sql(_MOMENT)
            connection.exec_driver_sql("GRANT EXECUTE ON crm.moment TO crm_new")
            if not server_schema.is_contained(connection):
                self.suffix = f"_{self.server.database[-10:]}"
                self._make_logins_our_own(connection)
            if self.is_stand_in:
                stand_in.adapt(connection)
        if self.is_stand_in:
            stand_in.start(self.owner, self._patch)
        self._first_users_come(ServiceContext(self.owner, clock=self._clock))
        rows = self.execute(
            "SELECT id, username, username_key, principal, display_name, pop, email, phone, "
            "is_active, must_change_password, created_at, created_by, updated_at, updated_by, "
            "version, last_sign_in_at, language FROM crm.client_user"
        )
        self._first_users = {
            row.id: {name: value for name, value in row._mapping.items() if name != "id"}
            for row in rows
        }
        self._last_entry = self.execute("SELECT MAX(id) FROM crm.audit_log")[0][0]

    def _users_to_restore(self) -> list[tuple[str, str | None]]:
        """Return the principals that a test touched with the role they had at first."""
        changed = self.execute(
            "SELECT DISTINCT entity_id FROM crm.audit_log WHERE id > ? AND entity = 'client_user'",
            self._last_entry,
        )
        found: list[tuple[str, str | None]] = []
        for (user_id,) in changed:
            first = self._first_users.get(user_id)
            for (principal,) in self.execute(
                "SELECT principal FROM crm.client_user WHERE id = ?", user_id
            ):
                if first is None:
                    found.append((principal, None))
                else:
                    if principal != first["principal"]:
                        self.account(
                            "rename_principal", principal=principal, name=first["principal"]
                        )
                    role = "crm_admin" if first["pop"] else "crm_clerk"
                    found.append((first["principal"], role))
        return found

    def _restore_account(self, principal: str, role: str | None) -> None:
        if role is None:
            self.account("drop_principal", principal=principal)
            return
        self.account("set_access", principal=principal, is_active=1)
        self.account("set_role", principal=principal, role=role)
        self.account(
            "set_password",
            principal=principal,
            password=PASSWORDS[principal.removesuffix(self.suffix)],
        )

    def _forget(self) -> None:
        for database in self._kept.values():
            database.close()
        self._kept.clear()

    def _add_lists(self) -> None:
        with UnitOfWork(ServiceContext(self.owner, clock=self._clock)) as work:
            list_queries.add_initial_items(work.session)
            work.commit()
        self._last_entry = self.execute("SELECT MAX(id) FROM crm.audit_log")[0][0]

    def _empty(self, connection: Any, table: str, condition: str) -> None:
        if self.is_stand_in and not condition:  # where reseeding to nothing fails
            connection.exec_driver_sql(f"TRUNCATE TABLE crm.{table}")
            return
        deleted = connection.exec_driver_sql(f"DELETE FROM crm.{table} {condition}").rowcount
        if deleted:
            query = f"SELECT COALESCE(MAX(id), 0) FROM crm.{table}"
            last = connection.exec_driver_sql(query).scalar()
            connection.exec_driver_sql(f"DBCC CHECKIDENT ('crm.{table}', RESEED, {last})")

    def _signed_on(self, server: SqlServer) -> ServerDatabase:
        database = ServerDatabase(server)
        database.sign_on(*self._account)
        return database

    def at_master(self, statement: str) -> list[Any]:
        """Run a statement that belongs to no database and no transaction; return its rows."""
        driver = self._master.writing_engine.raw_connection()
        try:
            driver.driver_connection.autocommit = True
            cursor = driver.driver_connection.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
        finally:
            driver.driver_connection.autocommit = False
            driver.close()

    def _logins(self) -> set[str]:
        """Return this run's logins; none where users are the database's own."""
        if not self.suffix:
            return set()
        query = "SELECT name FROM sys.server_principals WHERE type IN ('S', 'U')"
        return {name for (name,) in self.at_master(query) if name.endswith(self.suffix)}

    def _strangers(self) -> set[str]:
        """Return accounts that a test left although no user has them any more."""
        return self._logins() - {values["principal"] for values in self._first_users.values()}

    def _make_logins_our_own(self, connection: Any) -> None:
        """Let accounts have names of this run: logins are the server's, not the database's."""
        usual = server_users.principal_for
        self._patch.setattr(
            server_users, "principal_for", lambda username: usual(username) + self.suffix
        )
        script = (server_schema.schema_scripts() / "sql_server" / "60_procedures.sql").read_text(
            "utf-8"
        )
        for part in ("SET @principal = @username_key", "SET @name = @username_key"):
            assert part in script
            script = script.replace(part, f"{part} + N'{self.suffix}'")
        for batch in server_schema.batches(script):
            connection.exec_driver_sql(batch)
        server_schema.run_script(connection, "80_grants")

    def drop(self, name: str) -> None:
        """Drop a database, and end what is open in it."""
        query = (
            "SELECT session_id FROM sys.dm_exec_sessions WHERE session_id <> @@SPID "
            f"AND database_id = DB_ID('{name}')"
        )
        for (session,) in self.at_master(query):
            with suppress(Exception):  # it ended meanwhile
                self.at_master(f"KILL {session}")
        for attempts_left in reversed(range(40)):
            try:
                self.at_master(f"DROP DATABASE {name}")
                return
            except Exception as error:
                is_in_use = "in use" in str(error) or "being accessed" in str(error)
                if not (is_in_use and attempts_left):
                    raise
                Event().wait(0.25)  # a connection may take a moment to end


def _tell_time(session: Session, _: object, connection: Any) -> None:
    now = session.info.get("now")
    if now is not None and connection.dialect.name == "mssql":
        stamp = now.replace(tzinfo=None).isoformat(timespec="microseconds")
        connection.exec_driver_sql(
            "EXEC sp_set_session_context @key = N'crm_test_now', @value = ?", (stamp,)
        )


def is_named() -> bool:
    """Return whether a server is named."""
    return bool(os.environ.get(VARIABLE))
