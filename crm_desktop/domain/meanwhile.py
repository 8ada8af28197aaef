"""What became of a customer while somebody had it open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crm_desktop.domain.history import Action
from crm_desktop.domain.records import CustomerDetails


@dataclass(frozen=True, slots=True)
class Versions:
    """Which state of a customer, its contacts and payments is meant: ids and their versions.

    `customer` is None where the customer is deleted or gone.
    """

    customer: int | None
    contacts: frozenset[tuple[int | None, int | None]] = frozenset()
    payments: frozenset[tuple[int | None, int | None]] = frozenset()

    @classmethod
    def of(cls, details: CustomerDetails) -> "Versions":
        """Return the versions of what was read."""
        return cls(
            details.customer.version,
            frozenset((contact.id, contact.version) for contact in details.contacts),
            frozenset((payment.id, payment.version) for payment in details.payments),
        )


@dataclass(frozen=True, slots=True)
class Touch:
    """Who did something to a customer, a contact or a payment, and when (UTC). Names for people."""

    entity: str
    entity_id: int
    action: str
    fields: frozenset[str]
    at: datetime
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A customer as it is now: `details` is None where it is deleted, or gone (`is_gone`).

    `touches` are what the history knows, the latest first. `customers` are number and name of other
    customers by id, as asked for.
    """

    details: CustomerDetails | None
    touches: tuple[Touch, ...] = ()
    customers: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    is_gone: bool = False

    def who_changed(self, entity: str, entity_id: int | None, name: str) -> Touch | None:
        """Return who set a field of a record last; for a new record, who entered it."""
        about = [t for t in self.touches if (t.entity, t.entity_id) == (entity, entity_id)]
        return next((touch for touch in about if name in touch.fields), None)

    def who_did(self, entity: str, entity_id: int | None, *actions: Action) -> Touch | None:
        """Return who did one of `actions` to a record last."""
        about = (t for t in self.touches if (t.entity, t.entity_id) == (entity, entity_id))
        return next((touch for touch in about if touch.action in actions), None)
