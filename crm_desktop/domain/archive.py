"""What is in a portable archive: its manifest, table by table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

# The layout of archives that this version writes and the newest it reads.
FORMAT = "crm-desktop-archive"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class TableContent:
    """One table of an archive.

    `sha256` is the hexadecimal SHA-256 of its lines in UTF-8, each row one JSON object in the
    order of the ids. `columns` are named in the order of the objects' keys.
    """

    name: str
    rows: int
    sha256: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says about itself.

    `secrets` are the users' password hashes: they are written for embedded databases only and are
    no part of what is compared after a move.
    """

    program_version: str
    schema: str
    made_at: datetime
    company: str
    is_embedded: bool
    tables: tuple[TableContent, ...]
    secrets: TableContent | None = None

    @property
    def rows(self) -> int:
        """How many rows there are in all tables."""
        return sum(table.rows for table in self.tables)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore or a copy brought: where to, what, and who needs a new password.

    `manifest` is None for a backup file, which has none. `passwords` has the one-time password of
    each active user who could not bring along his own. `kept` is where the replaced file is now.
    """

    location: str
    manifest: Manifest | None
    passwords: Mapping[str, str]
    kept: str | None = None
