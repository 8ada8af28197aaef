"""Backup, restore and copy on the command line."""

from argparse import Namespace
from pathlib import Path

from crm_desktop.cli_output import print_json, say, show_progress
from crm_desktop.cli_session import named, own_password, signed_in, target, user
from crm_desktop.domain.archive import Manifest, Restored
from crm_desktop.domain.errors import NotAllowed
from crm_desktop.infra.clock import SystemClock
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.sql_server import is_server
from crm_desktop.services import archive, databases, moving

_TO_PASSWORD = "CRM_TO_PASSWORD"


def backup(options: Namespace) -> int:
    """Save a portable archive."""
    path = Path(options.file)
    with signed_in(options) as context:
        manifest = archive.save_archive(context, path, show_progress)
    if getattr(options, "json", False):
        print_json({"file": str(path.absolute())} | _counts(manifest))
        return 0
    say(translate("Cli", "Saved: {file}").format(file=path.absolute()))
    say(translate("Cli", "Rows: {n}").format(n=manifest.rows))
    return 0


def restore(options: Namespace) -> int:
    """Restore an archive or a backup file.

    A server's owner is --user. Whoever replaces a file must be one of its administrators, unless
    nobody can sign in there any more because it is damaged or has no user.
    """
    place, source = target(options), Path(options.file)
    owner = user(options) or ""
    password = own_password(owner) if owner and _is_on_server(place) else ""
    if options.replace and not _is_on_server(place) and _is_used(place):
        with signed_in(options) as context:
            if context.actor is None or not context.actor.is_administrator:
                raise NotAllowed
    restored = moving.restore(
        source,
        place,
        SystemClock(),
        owner=owner,
        password=password,
        replace=options.replace,
        progress=show_progress,
    )
    return _tell(restored, options, translate("Cli", "Restored: {place}"))


def copy(options: Namespace) -> int:
    """Copy everything to another database."""
    place, owner = named(options.to), options.to_user
    password = own_password(owner, _TO_PASSWORD) if owner and _is_on_server(place) else ""
    with signed_in(options) as context:
        restored = moving.copy(
            context, place, owner=owner, password=password, progress=show_progress
        )
    return _tell(restored, options, translate("Cli", "Copied to: {place}"))


def _is_on_server(place: str | Path) -> bool:
    return isinstance(place, str) and is_server(place)


def _is_used(place: str | Path) -> bool:
    """Return whether there is a sound database with users, who have a say."""
    if not databases.database_exists(place):
        return False
    try:
        database = databases.open_database(place)
    except databases.UNUSABLE:
        return False
    try:
        return databases.has_administrator(database)
    finally:
        database.close()


def _counts(manifest: Manifest) -> dict[str, object]:
    return {"rows": manifest.rows, "tables": {table.name: table.rows for table in manifest.tables}}


def _tell(restored: Restored, options: Namespace, done: str) -> int:
    manifest = restored.manifest
    if getattr(options, "json", False):
        found = {"database": restored.location, "kept": restored.kept}
        counts = _counts(manifest) if manifest else {}
        print_json(found | counts | {"one_time_passwords": dict(restored.passwords)})
        return 0
    say(done.format(place=restored.location))
    if manifest is not None:
        text = translate(
            "Cli", "Rows: {n}; count and checksum of every table are those of the source."
        )
        say(text.format(n=manifest.rows))
    if restored.kept is not None:
        say(
            translate("Cli", "The database that was there is now {file}").format(file=restored.kept)
        )
    for name, password in restored.passwords.items():
        text = translate("Cli", "One-time password of {name}: {password}")
        say(text.format(name=name, password=password))
    return 0
