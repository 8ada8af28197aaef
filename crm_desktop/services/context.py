"""What every service is given: the database, who acts, what time it is, whom to tell."""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import wraps
from itertools import count
from typing import ParamSpec, TypeVar

from crm_desktop.data.database import Database
from crm_desktop.data.unit_of_work import stored_so_far
from crm_desktop.domain.errors import CrmError, NotAllowed, NotSignedIn
from crm_desktop.domain.server_errors import Deadlock, LockTimedOut, SnapshotConflict
from crm_desktop.domain.transfer import Change
from crm_desktop.domain.user import Actor
from crm_desktop.infra.cancellation import wait
from crm_desktop.infra.clock import Clock, SystemClock

logger = logging.getLogger(__name__)

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")
# How often a job is tried that was given up so. Who waited for a lock has waited long already.
_ATTEMPTS: dict[type[CrmError], int] = {Deadlock: 4, SnapshotConflict: 4, LockTimedOut: 2}
_LONGEST_PAUSE_SECONDS = 0.2


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
    """Let a job run again where a server gave it up in favour of another's.

    That is after a deadlock, after waiting for a lock in vain, and after a snapshot conflict. It
    is done only while nothing of the job was stored and nobody was told. In the end the caller
    gets the error, whose words say what to do.
    """

    @wraps(job)
    def run(*arguments: Parameters.args, **named: Parameters.kwargs) -> Answer:
        before = stored_so_far()
        for attempt in count(1):
            try:
                return job(*arguments, **named)
            except tuple(_ATTEMPTS) as error:
                if attempt >= _ATTEMPTS[type(error)] or stored_so_far() != before:
                    raise
                logger.info("%s runs again after %s", job.__name__, type(error).__name__)
            # The two that met would meet again if both came back at once.
            wait(random.uniform(0, attempt * _LONGEST_PAUSE_SECONDS))
        raise AssertionError("the last attempt answers or raises")

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
