"""The recovery code: an administrator's way back into an embedded database.

A code is shown once, to be printed; the database keeps its argon2id hash. It works once and for an
active administrator only. It has 125 random bits, so attempts need not be counted.
"""

import secrets

from crm_desktop.data import user_queries
from crm_desktop.data.database import Database
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.infra.clock import Clock
from crm_desktop.services import passwords
from crm_desktop.services.context import ServiceContext, require_administrator
from crm_desktop.services.passwords import check_new_password

# Crockford's Base32: no I, L, O and U, which are read as other letters or digits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP_LENGTH = 5, 5
_READ_AS = str.maketrans("OIL", "011", "- \t")


def new_code() -> str:
    """Return a random code in groups, to be printed and typed."""
    groups = (
        "".join(secrets.choice(ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS)
    )
    return "-".join(groups)


def hash_code(code: str) -> str:
    """Return what is stored of a code."""
    return passwords.hash_password(_canonical(code))


def issue_code(context: ServiceContext, password: str) -> str:
    """Return a new recovery code of the signed-in administrator; an older one stops working.

    Raises:
        NotAllowed: a clerk asks.
        WrongCredentials: `password` is not the administrator's own.

    """
    actor = require_administrator(context)
    code = new_code()
    with UnitOfWork(context) as work:
        record = user_queries.by_username(work.session, actor.username)
        if record is None or not passwords.is_right(password, record.password_hash):
            raise errors.WrongCredentials
        record.recovery_hash = hash_code(code)
        work.commit()
    return code


def recover(
    database: Database, username: str, code: str, new_password: str, *, clock: Clock
) -> None:
    """Give an administrator a new password by the recovery code, which is used up by that.

    An account that rests wakes up.

    Raises:
        WrongRecoveryCode: no such active administrator, another code, or one used already.
        WeakPassword: one of the reasons why the new password is refused; the code stays good.

    """
    context = ServiceContext(database, clock=clock)
    with UnitOfWork(context) as work:
        record = user_queries.by_username(work.session, username)
        usable = record is not None and record.is_active and record.pop == 1
        stored = record.recovery_hash if record is not None and usable else None
        if not passwords.is_right(_canonical(code), stored) or record is None:
            raise errors.WrongRecoveryCode
        check_new_password(record.username, "", new_password)
        work.act_as(user_queries.actor_of(record))
        record.password_hash = passwords.hash_password(new_password)
        record.recovery_hash = ""
        record.must_change_password = False
        record.failed_attempts = 0
        record.locked_until = None
        work.commit()


def _canonical(code: str) -> str:
    """Return `code` as it was made, whatever case, spaces and look-alike letters were typed."""
    return code.upper().translate(_READ_AS)
