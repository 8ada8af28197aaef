"""What can go wrong with backups, archives and moving, in words for the person at the screen."""

from crm_desktop.domain.errors import CrmError, DatabaseBusy, DatabaseError
from crm_desktop.domain.texts import marked


class ArchiveDamaged(CrmError):
    """A file is no archive of ours, was cut, or was altered."""

    text = marked(
        "Errors",
        "The archive {path} cannot be used: {reason} Nothing was changed. "
        "Take another copy of the archive, or an older one.",
    )


class ArchiveNewer(CrmError):
    """An archive was written by a newer version of the program."""

    text = marked(
        "Errors",
        "The archive {path} was written by a newer version of CRM Desktop ({version}). "
        "Nothing was changed. Update the program on this computer.",
    )


class DatabaseNotEmpty(DatabaseError):
    """Restoring or copying into a database that has users or records."""

    text = marked(
        "Errors",
        "There is data in {path} already. Nothing was changed. Restore into an empty database, "
        "or say that the present one is to be replaced; it is kept beside the new one.",
    )


class CopyTargetNotEmpty(DatabaseNotEmpty):
    """Copying, which never replaces anything, to a database that has users or records."""

    text = marked(
        "Errors",
        "There is data in {path} already. Nothing was changed. "
        "Copy to a new file or to an empty database.",
    )


class CopyDiffers(DatabaseError):
    """What arrived is not what was sent; the whole copy was taken back."""

    text = marked(
        "Errors",
        "The copy differs from its source in “{table}”. It was taken back, nothing was changed. "
        "Try again; if it happens once more, show the details to whoever looks after the program.",
    )


class DatabaseDamaged(DatabaseError):
    """SQLite's integrity check found damage."""

    text = marked(
        "Errors",
        "The database file {path} is damaged: {reason} No backup was made of it and earlier "
        "backups were kept. Stop working in it and restore the newest good backup.",
    )


class DatabaseInUse(DatabaseBusy):
    """A file that is to be replaced is open somewhere."""

    text = marked(
        "Errors",
        "Another program has {path} open. Nothing was restored and nothing was changed. "
        "Close CRM Desktop wherever else it runs with this database, then restore again.",
    )


class OnlyForFiles(CrmError):
    """A job for embedded databases was asked for on a server."""

    text = marked(
        "Errors",
        "The backup of a database on a server is made on the server, by whoever looks after it. "
        "An archive of the data can be saved from here.",
    )


class DatabaseOnNetwork(DatabaseError):
    """A database file is to be made on a network share."""

    text = marked(
        "Errors",
        "{path} is on a network share. A database file there breaks when two computers write, or "
        "when the line does. Nothing was changed. Choose a folder on this computer; for several "
        "workstations connect to a SQL Server.",
    )


NETWORK_WARNING = marked(
    "Errors",
    "This database file is on a network share. It breaks when two computers write, or when the "
    "line does. Move it to a folder on this computer; for several workstations use a SQL Server.",
)
SYNCHRONISED_WARNING = marked(
    "Errors",
    "This database file is in a folder that another program synchronises (OneDrive, Dropbox, "
    "Nutstore …). That program can copy it in the middle of a change, or put an older copy over "
    "it. Move it to another folder, and let only the backups be synchronised.",
)
