"""Users: who signs in, and what they may do."""

from dataclasses import dataclass
from datetime import datetime

MINIMUM_PASSWORD = 8
MAXIMUM_FAILURES = 5
REST_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in user as services know him. `pop` 1 is an administrator, 0 a clerk."""

    user_id: int
    username: str
    display_name: str
    pop: int
    must_change_password: bool = False
    language: str = ""

    @property
    def is_administrator(self) -> bool:
        """Whether System settings are open to this user."""
        return self.pop == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A user as administrators see him; the password hash is never among it. Times in UTC."""

    id: int | None = None
    version: int | None = None
    username: str = ""
    display_name: str = ""
    pop: int = 0
    email: str = ""
    phone: str = ""
    is_active: bool = True
    must_change_password: bool = False
    locked_until: datetime | None = None
    last_sign_in_at: datetime | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class OneTimePassword:
    """The password of a new or reset user, shown once; None where the caller gave his own."""

    user: User
    password: str | None
