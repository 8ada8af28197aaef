"""What every service is given: the database, who acts, what time it is, whom to tell."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import ParamSpec, TypeVar

from crm_desktop.data.database import Database
from crm_desktop.domain.errors import NotAllowed, NotSignedIn
from crm_desktop.domain.server_errors import Deadlock
from crm_desktop.domain.transfer import Change
from crm_desktop.domain.user import Actor
from crm_desktop.infra.clock import Clock, SystemClock

logger = logging.getLogger(__name__)

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")
_ATTEMPTS = 4


def tell_nobody(_: Change) -> None:
    """Take an announcement that nobody waits for."""


@dataclass(frozen=True)
class ServiceContext:
    """Handed to services as their first argument. `on_change` is called on the working thread."""

    database: Database
    actor: Actor | None = None
    clock: Clock = field(default_factory=SystemClock)
    on_change: Callable[[Change], None] = tell_nobody

    def acting_as(self, actor: Actor) -> "ServiceContext":
        """Return the same context for another signed-in user."""
        return replace(self, actor=actor)


def repeated_after_deadlock(job: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Let a job of one unit of work run again where the server gave it up in favour of another.

    Nothing of it was stored and nobody was told, so that is safe. In the end the caller gets the
    Deadlock.
    """

    @wraps(job)
    def run(*arguments: Parameters.args, **named: Parameters.kwargs) -> Answer:
        for _ in range(_ATTEMPTS - 1):
            try:
                return job(*arguments, **named)
            except Deadlock:
                logger.info("%s was given up in a deadlock and runs again", job.__name__)
        return job(*arguments, **named)

    return run


def require_signed_in(context: ServiceContext) -> Actor:
    """Return who is signed in; raises NotSignedIn also while the password must be changed."""
    if context.actor is None or context.actor.must_change_password:
        raise NotSignedIn
    return context.actor


def require_administrator(context: ServiceContext) -> Actor:
    """Return the signed-in administrator; raises NotSignedIn or NotAllowed."""
    actor = require_signed_in(context)
    if not actor.is_administrator:
        raise NotAllowed
    return actor
