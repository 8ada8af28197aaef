"""What every service is given: the database, who acts, what time it is, whom to tell."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from crm_desktop.data.database import Database
from crm_desktop.domain.errors import NotAllowed, NotSignedIn
from crm_desktop.domain.transfer import Change
from crm_desktop.domain.user import Actor
from crm_desktop.infra.clock import Clock, SystemClock


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
