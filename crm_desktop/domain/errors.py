"""What can go wrong in this field, in words for the person in front of the screen.

Each error's `text` says what happened, what it means for the data and what to do. Services
raise these; windows and command line show them in the user's language (`infra.i18n.show`).
"""

from collections.abc import Sequence
from typing import ClassVar

from crm_desktop.domain.texts import Text, marked
from crm_desktop.domain.validation import Problem


class CrmError(Exception):
    """An expected failure. `values` fill the placeholders of `text`."""

    text: ClassVar[Text] = marked("Errors", "Something went wrong. Nothing was changed.")

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.text.source.format_map(_Lenient(values)))


class _Lenient(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


class Cancelled(CrmError):
    """The user cancelled the work; nothing of it remains."""

    text = marked("Errors", "Cancelled. Nothing was changed.")


class ValidationFailed(CrmError):
    """Values break the rules; `problems` names fields and reasons."""

    text = marked("Errors", "Some fields need attention. Nothing was saved.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__()
        self.args = ("; ".join(f"{p.field}: {p.describe()}" for p in self.problems),)


class NotFound(CrmError):
    """The record does not exist (any more)."""

    text = marked("Errors", "This record no longer exists. Somebody may have deleted it meanwhile.")


class CustomerNotFound(NotFound):
    """No customer has this number."""

    text = marked("Errors", "There is no customer with the number {number}.")


class UserNotFound(NotFound):
    """No user has this name."""

    text = marked("Errors", "There is no user named {name}.")


class LostEdit(CrmError):
    """Somebody saved the record since it was read."""

    text = marked(
        "Errors",
        "Somebody else changed this record meanwhile. Nothing was saved and nothing you typed "
        "is lost: look at the new state, then save again.",
    )


class DuplicateNumber(CrmError):
    """The customer or payment number is taken."""

    text = marked("Errors", "The number {number} is already taken. Choose another one.")


class DuplicateName(CrmError):
    """A user, category, list entry or saved query of that name exists."""

    text = marked("Errors", "“{name}” exists already. Choose another name.")


class NotAllowed(CrmError):
    """The signed-in user's rights do not suffice."""

    text = marked("Errors", "Only an administrator may do this. Nothing was changed.")


class NotSignedIn(CrmError):
    """Nobody is signed in, or the password must be changed first."""

    text = marked("Errors", "Sign in first, and change your password if you are asked to.")


class WrongCredentials(CrmError):
    """User name or password is wrong; which one is not told."""

    text = marked("Errors", "User name or password is wrong.")


class AccountResting(CrmError):
    """Too many failed attempts; `minutes` remain."""

    text = marked(
        "Errors",
        "Too many failed attempts. Try again in {minutes} minutes, or ask an administrator.",
    )


class AccountDisabled(CrmError):
    """The pair was right but the user may not sign in."""

    text = marked("Errors", "This user has been disabled. Ask an administrator.")


class WeakPassword(CrmError):
    """Base of the reasons why a new password is refused."""


class PasswordTooShort(WeakPassword):
    """Fewer than 8 characters."""

    text = marked("Errors", "The password needs at least {minimum} characters.")


class PasswordIsUserName(WeakPassword):
    """The password is the user name."""

    text = marked("Errors", "The password must not be the user name.")


class PasswordTooCommon(WeakPassword):
    """The password is among the commonest."""

    text = marked("Errors", "This password is one of the commonest. Choose another one.")


class PasswordUnchanged(WeakPassword):
    """The new password is the old one."""

    text = marked("Errors", "The new password must differ from the old one.")


class WrongRecoveryCode(CrmError):
    """User name or recovery code is wrong, or the code is used up; which one is not told."""

    text = marked(
        "Errors",
        "User name or recovery code is wrong, or the code has been used already. "
        "Nothing was changed.",
    )


class WrongOldPassword(CrmError):
    """The old password given with a change is wrong."""

    text = marked("Errors", "The old password is wrong. The password was not changed.")


class LastAdministrator(CrmError):
    """The change would leave no active administrator."""

    text = marked(
        "Errors",
        "This is the last active administrator, who can be neither deleted, disabled nor demoted. "
        "Make somebody else an administrator first.",
    )


class OwnAccount(CrmError):
    """Nobody deletes or disables himself."""

    text = marked("Errors", "You cannot delete, disable or demote yourself.")


class UserHasRecords(CrmError):
    """A user with records can only be disabled."""

    text = marked(
        "Errors", "This user has records and cannot be deleted. Disable the user instead."
    )


class InUse(CrmError):
    """A category or list entry is in use and can only be switched off."""

    text = marked(
        "Errors",
        "“{name}” is in use and cannot be deleted. Switch it off instead; it stays readable.",
    )


class AdministratorExists(CrmError):
    """`init --admin` where an administrator exists."""

    text = marked(
        "Errors",
        "This database has an administrator already. Nothing was changed. "
        "Sign in as an administrator to add users.",
    )


class Unstorable(CrmError):
    """A number beyond what a database holds, or a text with half a character."""

    text = marked(
        "Errors",
        "Something here is no number or text that can be stored: a number is far too large, or a "
        "character is broken. Nothing was changed. Correct it and try again.",
    )


class NothingToSearch(CrmError):
    """A query without any criterion."""

    text = marked("Errors", "Choose what to search by.")


class PaymentIsVoid(CrmError):
    """A void payment cannot be changed or voided again."""

    text = marked("Errors", "This payment is void and can no longer be changed.")


class AlreadyReplaced(CrmError):
    """A void payment was entered again already, or is none of this customer."""

    text = marked(
        "Errors", "This void payment was entered again already. Nothing was changed this time."
    )


class HasPayments(CrmError):
    """Records with payments are not removed for good; void ones count as well."""

    text = marked(
        "Errors",
        "{name} has payments, void ones included, and stays in the recycle bin: money that was "
        "entered is never removed. Nothing was removed.",
    )


class CustomerIsDeleted(CrmError):
    """The customer is in the recycle bin."""

    text = marked("Errors", "This customer is in the recycle bin. Restore it first.")


class ContactIsDeleted(CrmError):
    """The contact is in the recycle bin."""

    text = marked("Errors", "This contact is in the recycle bin. Restore it first.")


class ImportRefused(CrmError):
    """A row of an import is bad; nothing was stored."""

    text = marked("Errors", "Row {row}, column {column}: {reason} Nothing was imported.")


class ImportNotFound(NotFound):
    """No import has this number."""

    text = marked("Errors", "There is no import {number}. Nothing was changed.")


class ImportFinished(NotFound):
    """The import that was to be finished is done."""

    text = marked("Errors", "Import {number} is finished already. Nothing was changed.")


class ImportUnread(NotFound):
    """The import that was to be finished broke off before all rows had been read."""

    text = marked(
        "Errors",
        "Import {number} cannot be finished, for its file was not read to the end, or it is being "
        "taken back. Take it back and import the file again. Nothing was changed.",
    )


class ImportTakenBack(CrmError):
    """The import was taken back before."""

    text = marked("Errors", "This import has been taken back already. Nothing was changed.")


class FileUnreadable(CrmError):
    """A file is missing, of another type or damaged."""

    text = marked("Errors", "The file {path} cannot be read: {reason}")


class FileNotWritable(CrmError):
    """A file cannot be written: rights, disk full, open in another program."""

    text = marked("Errors", "The file {path} cannot be written: {reason} Nothing was changed.")


class DatabaseError(CrmError):
    """Base of what can be wrong with the database."""

    text = marked("Errors", "The database reports an error. Nothing was changed. {reason}")


class DatabaseMissing(DatabaseError):
    """No database at that place."""

    text = marked(
        "Errors", "There is no database at {path}. Check the path, or create one with “init”."
    )


class DatabaseExists(DatabaseError):
    """A database is to be created where one is."""

    text = marked(
        "Errors",
        "There is a database at {path} already. Nothing was changed. "
        "Open it, or choose another name for the new one.",
    )


class DatabaseUnsupported(DatabaseError):
    """The database is of a kind this version does not work with."""

    text = marked(
        "Errors",
        "CRM Desktop works with database files and with SQL Server only. Give the path of a file, "
        "or the address of a SQL Server: mssql+pyodbc://…",
    )


class DatabaseUnreadable(DatabaseError):
    """The file is no database of ours, or damaged."""

    text = marked(
        "Errors",
        "{path} is not a CRM Desktop database, or it is damaged. Nothing was changed. "
        "Choose another file or restore a copy.",
    )


class DatabaseNewer(DatabaseError):
    """The database belongs to a newer version of the program."""

    text = marked(
        "Errors",
        "This database was made by a newer version of CRM Desktop. Nothing was changed. "
        "Update the program on this computer.",
    )


class DatabaseOlder(DatabaseError):
    """The database has to be upgraded first."""

    text = marked(
        "Errors",
        "This database belongs to an older version of CRM Desktop and must be upgraded first: "
        "run “init” as its owner. A copy is made before.",
    )


class DatabaseReadOnly(DatabaseError):
    """The database, or the folder it is in, cannot be written."""

    text = marked(
        "Errors",
        "The database cannot be written: the file or its folder is read-only. Nothing was saved. "
        "Ask whoever looks after this computer for the right to write, or save to another folder.",
    )


class DatabaseMoved(DatabaseError):
    """The file of an open database is no longer at its place."""

    text = marked(
        "Errors",
        "The database file {path} was moved, deleted or replaced while the program had it open. "
        "Nothing was saved. Put it back and try again, or close the program and sign in again.",
    )


class DatabaseBusy(DatabaseError):
    """Another program holds the database too long."""

    text = marked(
        "Errors",
        "Another program is using the database just now. Nothing was saved. Try again in a moment.",
    )


class DiskFull(DatabaseError):
    """No space left for the database."""

    text = marked(
        "Errors", "The disk is full. Nothing was saved. Free some space, then save again."
    )


class FontMissing(CrmError):
    """The font for reports is not there."""

    text = marked(
        "Errors",
        "The font for reports is missing ({path}). Install CRM Desktop again. Nothing is lost.",
    )
