"""Bringing records back from the recycle bin inside a unit of work, and what is said of it."""

from collections.abc import Iterable, Mapping, Sequence

from crm_desktop.data import bulk_changes
from crm_desktop.data.bulk_changes import Recycled, Standing
from crm_desktop.data.customer_queries import chunks
from crm_desktop.data.recycle_queries import CUSTOMER, has_contacts
from crm_desktop.data.tables import ContactRecord, CustomerRecord
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.data.user_queries import disabled_names
from crm_desktop.domain import errors
from crm_desktop.domain.history import Action
from crm_desktop.domain.jobs import (
    CHANGED_SINCE,
    GONE,
    NOT_YOURS,
    RESTORED_ALREADY,
    JobReport,
    Left,
    Note,
)
from crm_desktop.domain.texts import Text, marked
from crm_desktop.domain.transfer import Progress
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.services.context import ServiceContext, require_signed_in

OWNER_CLEARED = marked("Restore", "The owner {owner} is disabled: it has no owner now.")
PARENT_DELETED = marked("Restore", "Its group parent {parent} is still in the recycle bin.")
CUSTOMER_TOO = marked("Restore", "Its customer {customer} was in the recycle bin and is restored.")
NOT_PRIMARY = marked("Restore", "Another contact is the primary one now.")

_BACK = {"deleted_at": None, "deleted_by": None}


class Restoring:
    """Brings customers back by some statements for many, contacts one by one."""

    def __init__(self, context: ServiceContext, work: UnitOfWork) -> None:
        self._actor = require_signed_in(context)
        self._session = work.session
        self._back: set[int] = set()
        self._disabled: Mapping[int, str] | None = None

    def customers(
        self,
        ids: Sequence[int],
        versions: Mapping[int, int] | None = None,
        progress: Progress | None = None,
    ) -> JobReport:
        """Bring customers back, with the contacts they had, and tell which were left and why.

        With `versions` only those that have them still.
        """
        left: list[Left] = []
        notes: list[Note] = []
        below: list[Recycled] = []
        done = 0
        self._session.flush()
        for chunk in chunks(dict.fromkeys(ids)):
            check_cancelled()
            found = bulk_changes.recycled(self._session, chunk)
            reasons = {
                key: self._why_not(found.get(key), (versions or {}).get(key)) for key in chunk
            }
            left += [Left(_called(found.get(key), key), why) for key, why in reasons.items() if why]
            chosen = [found[key] for key, why in reasons.items() if why is None]
            notes += self._bring_back(chosen)
            below += [one for one in chosen if one.parent_id is not None]
            done += len(chosen)
            if progress is not None:
                progress(done + len(left), len(ids))
        # What was read before is not what is stored now.
        self._session.expire_all()
        notes += self._parents_still_deleted(below)
        return JobReport(done=done, left=tuple(left), notes=tuple(notes))

    def contact(self, contact_id: int) -> list[Note]:
        """Bring a contact back and say what had to be done differently.

        Raises:
            NotAllowed: somebody else deleted it or its customer, and a clerk asks.
            NotFound: it is not in the recycle bin (any more).

        """
        record = self._session.get(ContactRecord, contact_id)
        if record is None or record.deleted_at is None:
            raise errors.NotFound
        if not self._is_mine(record.deleted_by):
            raise errors.NotAllowed
        notes = list(self._fit_contact(record))
        record.deleted_at = record.deleted_by = None
        self._session.flush()
        return notes

    def label(self, kind: str, item_id: int) -> str:
        """Return what people call a record, also one that is not there."""
        if kind == CUSTOMER:
            found = bulk_changes.recycled(self._session, [item_id])
            return _called(found.get(item_id), item_id)
        record = self._session.get(ContactRecord, item_id)
        return record.name if record is not None else f"{kind} {item_id}"

    def _is_mine(self, deleted_by: int | None) -> bool:
        return self._actor.is_administrator or deleted_by == self._actor.user_id

    def _why_not(self, found: Recycled | None, version: int | None) -> Text | None:
        if found is None:
            return GONE
        if not found.is_deleted:
            return RESTORED_ALREADY
        if version not in (None, found.standing.version):
            return CHANGED_SINCE
        return None if self._is_mine(found.deleted_by) else NOT_YOURS

    def _bring_back(self, chosen: Sequence[Recycled]) -> list[Note]:
        if self._disabled is None:
            self._disabled = disabled_names(self._session)
        disabled = self._disabled
        losing = [one for one in chosen if one.owner_id in disabled]
        staying = [one.standing for one in chosen if one.owner_id not in disabled]
        self._set(staying, _BACK)
        self._set([one.with_owner() for one in losing], {**_BACK, "owner_id": None})
        self._back.update(one.standing.row.id for one in chosen)
        return [
            Note(_called(one, 0), OWNER_CLEARED, {"owner": disabled[one.owner_id or 0]})
            for one in losing
        ]

    def _set(self, chosen: Sequence[Standing], values: Mapping[str, object]) -> None:
        if chosen:
            bulk_changes.set_fields(self._session, chosen, values, Action.RESTORE)

    def _parents_still_deleted(self, below: Sequence[Recycled]) -> Iterable[Note]:
        parents: dict[int, Recycled] = {}
        for chunk in chunks({one.parent_id or 0 for one in below}):
            parents |= bulk_changes.recycled(self._session, chunk)
        for one in below:
            parent = parents.get(one.parent_id or 0)
            if parent is not None and parent.is_deleted:
                yield Note(_called(one, 0), PARENT_DELETED, {"parent": _called(parent, 0)})

    def _fit_contact(self, contact: ContactRecord) -> Iterable[Note]:
        """Make a contact the primary one where it will be the only one, else not."""
        customer = self._session.get(CustomerRecord, contact.customer_id)
        assert customer is not None, "a contact refers to its customer"
        if customer.deleted_at is not None:
            label = f"{customer.customer_no} {customer.name}"
            report = self.customers([customer.id])
            if report.left:
                raise errors.NotAllowed
            yield Note(contact.name, CUSTOMER_TOO, {"customer": label})
            yield from report.notes
        was_primary = contact.is_primary
        contact.is_primary = not has_contacts(self._session, contact.customer_id)
        if was_primary and not contact.is_primary:
            yield Note(contact.name, NOT_PRIMARY)


def _called(found: Recycled | None, customer_id: int) -> str:
    if found is None:
        return f"{CUSTOMER} {customer_id}"
    return f"{found.standing.row.customer_no} {found.standing.row.name}"
