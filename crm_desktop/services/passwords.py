"""Passwords: hashing with argon2id, and what a new one must be like. argon2 is loaded lazily."""

import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.domain import errors
from crm_desktop.domain.folding import fold
from crm_desktop.domain.user import MINIMUM_PASSWORD
from crm_desktop.infra.reference import common_passwords

if TYPE_CHECKING:
    from argon2 import PasswordHasher

# Without characters that look alike in print: 0 and O, 1, l and I.
READABLE = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP_LENGTH = 3, 4


@dataclass(frozen=True, slots=True)
class Cost:
    """What a hash costs. The default is the second recommendation of RFC 9106."""

    passes: int = 3
    memory_kib: int = 65536
    lanes: int = 4


# Tests set a cheap one; a hash made at another cost is renewed at the next sign-in.
cost = Cost()


def hash_password(password: str) -> str:
    """Return the argon2id hash to store."""
    return _hasher().hash(_canonical(password))


def is_right(password: str, stored: str | None) -> bool:
    """Return whether `stored` is the hash of `password`.

    For a user who does not exist (`stored` is None) the same work is done to say no.
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    if not stored:
        hash_password(password)
        return False
    try:
        return _hasher().verify(stored, _canonical(password))
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Return whether a right password should be hashed anew, at today's cost."""
    return _hasher().check_needs_rehash(stored)


def one_time_password() -> str:
    """Return a random password that can be read out and typed; some 69 bits."""
    groups = (
        "".join(secrets.choice(READABLE) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS)
    )
    return "-".join(groups)


def check_new_password(username: str, old: str, new: str) -> None:
    """Raise the reason (a WeakPassword) why `new` is refused; `old` is empty for none."""
    if len(_canonical(new)) < MINIMUM_PASSWORD:
        raise errors.PasswordTooShort(minimum=MINIMUM_PASSWORD)
    if fold(new) == fold(username):
        raise errors.PasswordIsUserName
    if fold(new) in common_passwords():
        raise errors.PasswordTooCommon
    if old and _canonical(new) == _canonical(old):
        raise errors.PasswordUnchanged


def _canonical(password: str) -> str:
    """Return `password` in NFC, since keyboards compose accented letters differently."""
    return unicodedata.normalize("NFC", password)


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(
        time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes
    )
