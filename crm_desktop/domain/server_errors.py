"""What can go wrong with a shared server, in words for the person in front of the screen."""

from crm_desktop.domain.errors import (
    CrmError,
    DatabaseBusy,
    DatabaseError,
    DatabaseOlder,
    DuplicateName,
    LostEdit,
    NotAllowed,
    WeakPassword,
)
from crm_desktop.domain.texts import marked


class ServerUnreachable(DatabaseError):
    """The server does not answer: wrong name or port, network, firewall, or it is down."""

    text = marked(
        "Errors",
        "The database server {place} cannot be reached. Nothing was changed. Check the server's "
        "name, its port and the network, or ask whoever looks after the server.",
    )


class ConnectionLost(ServerUnreachable):
    """The line broke during work that had not been committed."""

    text = marked(
        "Errors",
        "The connection to the database server broke. Nothing was saved, and nothing you typed "
        "is lost. Try again in a moment.",
    )


class AnswerLost(ConnectionLost):
    """The line broke while the work was being committed: it may be stored or not.

    `operation` is the number by which the server can be asked later.
    """

    text = marked(
        "Errors",
        "The connection broke just while saving. What you typed is still here, but it is not "
        "known whether it was stored. Look at the record again before you save once more.",
    )


class StoredBefore(DatabaseError):
    """An earlier save, whose end was not known, was stored; the present one was not sent."""

    text = marked(
        "Errors",
        "What you saved before the connection broke was stored after all. It was not stored "
        "twice: nothing was sent now. Look at the record, and save again what is still missing.",
    )


class EncryptionRefused(DatabaseError):
    """Server and driver do not agree on encryption, or the certificate is not trusted."""

    text = marked(
        "Errors",
        "No safe connection to {place}: the server's certificate is not trusted on this "
        "computer. Nothing was sent. Ask whoever looks after the server for its certificate, or "
        "change the connection's encryption. {reason}",
    )


class DriverMissing(DatabaseError):
    """There is no ODBC driver for SQL Server on this computer."""

    text = marked(
        "Errors",
        "This computer has no ODBC driver for SQL Server. "
        "Install “Microsoft ODBC Driver 18 for SQL Server”, then try again.",
    )


class DatabaseRefused(DatabaseError):
    """The server has no such database, or this user may not open it."""

    text = marked(
        "Errors",
        "The server does not open the database {place} for this user. Check the database's name, "
        "or ask an administrator for access.",
    )


class ForeignDatabase(DatabaseError):
    """The database on the server is not one of ours, or is still empty."""

    text = marked(
        "Errors",
        "{place} is not a CRM Desktop database. Nothing was changed. Choose another database, or "
        "have its owner run “init”.",
    )


class ServerOlder(DatabaseOlder):
    """The schema on a server has to be upgraded first, which only the database's owner can do."""

    text = marked(
        "Errors",
        "The database {place} belongs to an older version of CRM Desktop. Nothing was changed. Its "
        "owner must upgrade it by “init” before this version can work with it.",
    )


class UserUnknown(CrmError):
    """The server let the account in, but it belongs to no user of the program."""

    text = marked(
        "Errors",
        "The server knows this account, but it is not a user of CRM Desktop. "
        "Ask an administrator to add it.",
    )


class NotTheOwner(NotAllowed):
    """What only the owner of a server's database may do, who need be no user of the program."""

    text = marked(
        "Errors",
        "Only the owner of the database {place} may do this. Nothing was changed. Ask the database "
        "administrator.",
    )


class AccountTaken(DuplicateName):
    """The server has a login of that name, which serves another database of the same server."""

    text = marked(
        "Errors",
        "The server has an account “{name}” already, for another database or program. "
        "Nothing was changed. Choose another user name.",
    )


class AccountLocked(CrmError):
    """The server locked the account after failed attempts."""

    text = marked(
        "Errors",
        "The server has locked this account after too many failed attempts. "
        "Wait a while, or ask an administrator to reset the password.",
    )


class PasswordExpired(CrmError):
    """The password has to be changed before the server lets the account in."""

    text = marked("Errors", "The password has expired. Choose a new one.")


class PasswordRefused(WeakPassword):
    """The server's password policy refuses the new password."""

    text = marked(
        "Errors",
        "The server's rules refuse this password. Choose a longer one, with capital and small "
        "letters, digits and signs.",
    )


class ServerPassword(CrmError):
    """A password of the Windows account cannot be changed here."""

    text = marked(
        "Errors",
        "You sign in with your Windows account. Change its password in Windows.",
    )


class ClientTooOld(DatabaseError):
    """The database was upgraded beyond what this version of the program understands."""

    text = marked(
        "Errors",
        "This database needs CRM Desktop {version} or later. Nothing was changed. "
        "Update the program on this computer.",
    )


class RecordsHeld(DatabaseBusy):
    """Somebody else's work held the same records; this one was given up and may be repeated."""

    text = marked(
        "Errors",
        "Somebody else is saving the same records just now. Nothing was saved, and nothing you "
        "typed is lost. Try again in a moment.",
    )


class Deadlock(RecordsHeld):
    """Two waited for each other, and the server chose this work to give way."""


class LockTimedOut(RecordsHeld):
    """The work waited for a lock as long as is fair, in vain."""


class SnapshotConflict(LostEdit):
    """A record changed since the moment this work sees."""


class QueryTimedOut(DatabaseError):
    """The server took longer than the connection allows."""

    text = marked(
        "Errors",
        "The server took too long to answer. Nothing was changed. Ask for less at once, or try "
        "again later.",
    )


class TextTooLong(DatabaseError):
    """A text is longer than its column."""

    text = marked("Errors", "A text is too long for the database. Nothing was saved. Shorten it.")


class VoidNeedsReason(DatabaseError):
    """A payment is to be made void without a reason."""

    text = marked("Errors", "A payment is made void only with a reason. Nothing was changed.")
