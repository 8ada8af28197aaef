"""Getting from a database's place and a password to a signed-in user. Runs on worker threads.

Nothing here knows windows. Whoever gets a context owns its database and closes it. Services, and
with them the database library, are loaded by the first call: the first window need not wait.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.infra.clock import Clock
from crm_desktop.infra.connections import is_url

if TYPE_CHECKING:
    from crm_desktop.domain.codes import Labels
    from crm_desktop.domain.company import CompanyProfile
    from crm_desktop.domain.texts import Text
    from crm_desktop.domain.transfer import Change
    from crm_desktop.services.context import ServiceContext

OnChange = Callable[["Change"], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """All that the first window needs, read in one go."""

    context: "ServiceContext"
    labels: "Labels"
    profile: "CompanyProfile"
    # What is dangerous about the place of the database file.
    warning: "Text | None" = None


def sign_in(
    target: str, username: str, password: str, clock: Clock, on_change: OnChange
) -> "ServiceContext":
    """Open the database at `target` and sign in; raises what `open_database` and `sign_in` do."""
    from crm_desktop.services import databases
    from crm_desktop.services import sign_in as signing_in

    database = databases.open_database(as_place(target))
    try:
        return signing_in.sign_in(database, username, password, clock=clock, on_change=on_change)
    except BaseException:
        database.close()
        raise


def open_sample(clock: Clock, on_change: OnChange) -> "ServiceContext":
    """Sign in to the sample company as its administrator; it is made first where it is missing."""
    from crm_desktop.domain.errors import DatabaseOlder
    from crm_desktop.services import databases
    from crm_desktop.services import sign_in as signing_in

    target = databases.sample_database()
    if not databases.database_exists(target):
        _make_sample(target, clock)
    try:
        database = databases.open_database(target)
    except DatabaseOlder:
        # Nobody has to be asked about sample data.
        databases.upgrade_database(target)
        database = databases.open_database(target)
    try:
        return signing_in.sign_in_to_sample(database, clock=clock, on_change=on_change)
    except BaseException:
        database.close()
        raise


@dataclass(frozen=True, slots=True)
class Created:
    """A new database: its administrator signed in, and the recovery code to print."""

    context: "ServiceContext"
    recovery_code: str


def create(target: str, username: str, password: str, clock: Clock, on_change: OnChange) -> Created:
    """Make an empty database with its first administrator, who is signed in."""
    from crm_desktop.services import databases

    place = as_place(target)
    database = databases.create_database(place)
    try:
        code = databases.initialise(database, username, password, clock)
    except BaseException:
        database.close()
        if isinstance(place, Path):
            place.unlink(missing_ok=True)
        raise
    database.close()
    return Created(sign_in(target, username, password, clock, on_change), code)


def recover(target: str, username: str, code: str, new_password: str, clock: Clock) -> None:
    """Set an administrator's new password by the recovery code (`services.recovery`)."""
    from crm_desktop.services import databases, recovery

    database = databases.open_database(as_place(target))
    try:
        recovery.recover(database, username, code, new_password, clock=clock)
    finally:
        database.close()


def upgrade(target: str) -> None:
    """Bring an older database to this version; a copy is made before."""
    from crm_desktop.services import databases

    databases.upgrade_database(as_place(target))


def load_services() -> None:
    """Load what the first sign-in will need, while the user still types."""
    from crm_desktop.services import company, databases, lists, sign_in  # noqa: F401


def load(context: "ServiceContext") -> Opened:
    """Read what the main window shows before anything else."""
    from crm_desktop.services import company, databases, lists

    database = context.database
    warning = databases.warning_about(Path(database.location)) if database.is_embedded else None
    return Opened(context, lists.labels(context), company.profile(context), warning)


def _make_sample(target: Path, clock: Clock) -> None:
    """Make the sample company under another name first: half a one must never stand there."""
    from crm_desktop.services import databases
    from crm_desktop.services.sample import create_sample_company

    unfinished = target.with_name(f"{target.stem}-unfinished{target.suffix}")
    unfinished.unlink(missing_ok=True)
    database = databases.create_database(unfinished)
    try:
        create_sample_company(database, clock.today())
    finally:
        database.close()
    unfinished.replace(target)


def as_place(target: str) -> str | Path:
    """Return `target` as services take it: a URL as text, a file as a path."""
    return target if is_url(target) else Path(target)
