"""When a server's own backup was made last, where the account may know."""

from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from crm_desktop.data.server_database import ServerDatabase

# msdb keeps the server's local time.
_LAST_FULL_BACKUP = """
SELECT DATEADD(MINUTE, DATEDIFF(MINUTE, GETDATE(), GETUTCDATE()), MAX(backup_finish_date))
FROM msdb.dbo.backupset WHERE database_name = DB_NAME() AND type = 'D'
"""


def last_backup(database: ServerDatabase) -> datetime | None:
    """Return when the last full backup ended; None where there is none or it may not be read.

    Azure SQL makes its backups by itself and has no msdb.
    """
    try:
        with database.reader() as session:
            found = session.execute(text(_LAST_FULL_BACKUP)).scalar()
    except DBAPIError:
        return None
    return found.replace(tzinfo=UTC) if isinstance(found, datetime) else None
