"""Examining a database and the folders around it; nothing is changed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from crm_desktop.data import health, migrate
from crm_desktop.data.database import Database, EmbeddedDatabase
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.errors import CrmError, DatabaseOlder
from crm_desktop.domain.findings import Finding, State
from crm_desktop.infra.i18n import show, translate
from crm_desktop.infra.paths import data_dir
from crm_desktop.services import databases
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.derived import examine_derived

# Room for a day's work and the copy made before an upgrade; less is soon none.
SCARCE_BYTES = 500_000_000
NO_BYTES = 20_000_000


def examine(target: str | Path, context: ServiceContext | None = None) -> tuple[Finding, ...]:
    """Return what was found about the database at `target`, and about its signed-in user if any.

    Raises nothing that is wrong with the database: that is what the findings tell.
    """
    try:
        database = databases.open_database(target)
    except CrmError as error:
        return (_cannot_open(error), _disk(data_dir()))
    try:
        found = (*_database(database), *_rights(context))
        place = database.path.parent if isinstance(database, EmbeddedDatabase) else data_dir()
        return (*found, _disk(place))
    finally:
        database.close()


def _cannot_open(error: CrmError) -> Finding:
    remedy = ""
    if isinstance(error, DatabaseOlder):
        remedy = translate("Doctor", "Run “crm-desktop init” to upgrade it.")
    return Finding("connection", State.FAILED, show(error.text, **error.values), remedy)


def _database(database: Database) -> Iterator[Finding]:
    opened = translate("Doctor", "The database can be read and written: {place}")
    yield Finding("connection", State.OK, opened.format(place=database.location))
    yield Finding("driver", State.OK, health.driver())
    schema = translate("Doctor", "The schema is this version's: {revision}")
    yield Finding("schema", State.OK, schema.format(revision=migrate.CURRENT_REVISION))
    integrity = _integrity(database)
    yield integrity
    if integrity.state is State.OK:
        yield from examine_derived(database)
    if databases.has_administrator(database):
        found = translate("Doctor", "There is an active administrator.")
        yield Finding("administrator", State.OK, found)
    else:
        missing = translate("Doctor", "There is no active administrator.")
        remedy = translate("Doctor", "Run “crm-desktop init --admin NAME”.")
        yield Finding("administrator", State.FAILED, missing, remedy)


def _integrity(database: Database) -> Finding:
    try:
        with ReadOnlyWork(ServiceContext(database)) as work:
            found = health.integrity_errors(work.session)
    except CrmError as error:
        found = [str(error)]
    if not found:
        return Finding("integrity", State.OK, translate("Doctor", "The database file is sound."))
    return Finding(
        "integrity",
        State.FAILED,
        translate("Doctor", "The database file is damaged: {what}").format(what="; ".join(found)),
        translate("Doctor", "Close the program everywhere and put back a copy made before."),
    )


def _rights(context: ServiceContext | None) -> Iterator[Finding]:
    if context is None or context.actor is None:
        return
    name = context.actor.display_name
    if context.actor.must_change_password:
        text = translate("Doctor", "{name} must change the password before doing anything else.")
        remedy = translate("Doctor", "Run “crm-desktop users change-password”, or sign in.")
        yield Finding("rights", State.WARNING, text.format(name=name), remedy)
    elif context.actor.is_administrator:
        text = translate("Doctor", "{name} is an administrator and may do everything.")
        yield Finding("rights", State.OK, text.format(name=name))
    else:
        text = translate("Doctor", "{name} is a clerk: everything but System settings.")
        yield Finding("rights", State.OK, text.format(name=name))


def _disk(folder: Path) -> Finding:
    existing = next(found for found in (folder, *folder.absolute().parents) if found.exists())
    free = shutil.disk_usage(existing).free
    text = translate("Doctor", "Free on the disk of {folder}: {n} MB").format(
        folder=folder, n=f"{free // 1_000_000:,}"
    )
    if free >= SCARCE_BYTES:
        return Finding("disk", State.OK, text)
    state = State.WARNING if free >= NO_BYTES else State.FAILED
    return Finding("disk", state, text, translate("Doctor", "Free some space on this disk."))
