"""Which databases the sign-in dialog offers: remembered ones and those at their usual places."""

from pathlib import Path

from crm_desktop.infra.connections import Connection, connections, is_url, name_for
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.paths import default_database, sample_database
from crm_desktop.infra.settings import Settings


def offered_connections(settings: Settings, wished: str | None = None) -> tuple[Connection, ...]:
    """Return what there is to sign in to, and also the `wished` target whatever it is."""
    found = list(connections(settings))
    usual = (
        (default_database(), translate("Databases", "This computer")),
        (sample_database(), translate("Databases", "Sample company")),
    )
    for path, name in usual:
        if path.exists() and not _is_among(str(path), found):
            found.append(Connection(name, str(path)))
    if wished and not _is_among(wished, found):
        taken = [connection.name for connection in found]
        found.insert(0, Connection(name_for(wished, taken), wished))
    return tuple(found)


def _is_among(target: str, found: list[Connection]) -> bool:
    return any(_same(target, connection.target) for connection in found)


def _same(one: str, other: str) -> bool:
    if is_url(one) or is_url(other):
        return one == other
    return Path(one) == Path(other)
