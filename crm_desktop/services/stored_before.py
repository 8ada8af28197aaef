"""Finding out whether a new customer was stored already, where the program did not live to hear it.

A program that was killed just after it saved, or a line that broke, leaves a draft of what is
stored. Saving that again would make a second customer of it.
"""

from crm_desktop.data import customer_records, likenesses
from crm_desktop.data.tables import CustomerRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.fields import CUSTOMER_FIELDS
from crm_desktop.domain.records import CustomerChange, CustomerDetails
from crm_desktop.domain.rules import tidy_change
from crm_desktop.services.context import ServiceContext, require_signed_in

_ALIKE = 20


def find(context: ServiceContext, change: CustomerChange) -> CustomerDetails | None:
    """Return the customer that holds all that the new customer in `change` holds, or None.

    It was entered by who is signed in. Its number counts only where one was typed: the proposed
    one may have been given to somebody else.
    """
    actor = require_signed_in(context)
    change = tidy_change(change)
    with ReadOnlyWork(context) as work:
        for record in _candidates(work, change):
            if record.deleted_at is None and record.created_by == actor.user_id:
                found = customer_records.details(work.session, record)
                if _holds(found, change):
                    return found
    return None


def _candidates(work: ReadOnlyWork, change: CustomerChange) -> list[CustomerRecord]:
    by_number = customer_records.by_number(work.session, change.customer.customer_no)
    alike = likenesses.duplicates(work.session, change.customer.name, (), None, _ALIKE)
    records = [work.session.get(CustomerRecord, each.id) for each in alike]
    return [record for record in (by_number, *records) if record is not None]


def _holds(found: CustomerDetails, change: CustomerChange) -> bool:
    typed = change.customer
    names = [field.name for field in CUSTOMER_FIELDS if field.name != "customer_no"]
    if typed.customer_no not in ("", typed.proposed_no):
        names.append("customer_no")
    same = all(getattr(found.customer, name) == getattr(typed, name) for name in names)
    contacts = [contact.name for contact in found.contacts]
    amounts = [payment.amount for payment in found.payments]
    return (
        same
        and sorted(contacts) == sorted(contact.name for contact in change.contacts)
        and all(payment.amount in amounts for payment in change.payments)
    )
