"""What became of a customer while somebody had it open; whether a new one is stored already."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.domain.errors import NotSignedIn
from crm_desktop.domain.history import Action
from crm_desktop.domain.meanwhile import Versions
from crm_desktop.domain.records import Contact, CustomerChange, CustomerDetails, Payment
from crm_desktop.services import customers, meanwhile, payments, stored_before
from crm_desktop.services.context import ServiceContext


def stored(context: ServiceContext, name: str = "联华超市") -> CustomerDetails:
    change = CustomerChange(
        customer=replace(customers.new_customer(context), name=name),
        contacts=(Contact(name="王芳"), Contact(name="李强")),
        payments=(Payment(paid_on=date(2026, 1, 5), amount=Decimal("99.90")),),
    )
    return customers.save(context, change)


def test_versions_tell_every_kind_of_change(
    clerk: ServiceContext, administrator: ServiceContext
) -> None:
    details = stored(clerk)
    customer_id = details.customer.id or 0
    seen = [Versions.of(details)]
    assert meanwhile.versions(clerk, customer_id) == seen[0]
    changes = (
        CustomerChange(customer=replace(details.customer, city="上海市")),
        CustomerChange(
            customer=replace(details.customer, city="上海市", version=2),
            contacts=(replace(details.contacts[1], phone="021-5555 1234"),),
        ),
        CustomerChange(
            customer=replace(details.customer, city="上海市", version=2),
            removed_contact_ids=(details.contacts[1].id or 0,),
        ),
    )
    for change in changes:
        customers.save(administrator, change)
        seen.append(meanwhile.versions(clerk, customer_id))
    payment = details.payments[0]
    payments.void(administrator, payment.id or 0, payment.version or 0, "twice")
    seen.append(meanwhile.versions(clerk, customer_id))
    assert len(set(seen)) == len(seen)
    customers.delete(administrator, [customer_id])
    assert meanwhile.versions(clerk, customer_id).customer is None


def test_the_present_state_says_who_did_what(
    clerk: ServiceContext, administrator: ServiceContext
) -> None:
    details = stored(clerk)
    customer_id, contact = details.customer.id or 0, details.contacts[1]
    customers.save(
        administrator,
        CustomerChange(
            customer=replace(details.customer, city="上海市"),
            removed_contact_ids=(contact.id or 0,),
        ),
    )
    present = meanwhile.present(clerk, customer_id, [customer_id, 999])
    assert present.details is not None and present.details.customer.city == "上海市"
    changed = present.who_changed("customer", customer_id, "city")
    assert changed is not None and changed.who == administrator.actor.display_name  # type: ignore[union-attr]
    removed = present.who_did("contact", contact.id, Action.DELETE)
    assert removed is not None and removed.at == administrator.clock.now()
    assert present.who_changed("customer", customer_id, "fax") is None
    assert present.customers == {customer_id: ("C000001", "联华超市")}


def test_a_customer_that_is_deleted_or_never_was_is_said_to_be(clerk: ServiceContext) -> None:
    details = stored(clerk)
    customer_id = details.customer.id or 0
    customers.delete(clerk, [customer_id])
    present = meanwhile.present(clerk, customer_id)
    assert present.details is None and not present.is_gone
    assert present.who_did("customer", customer_id, Action.DELETE) is not None
    assert meanwhile.present(clerk, 4711).is_gone
    assert meanwhile.present(clerk, None).is_gone


def test_nobody_asks_without_signing_in(clerk: ServiceContext) -> None:
    nobody = replace(clerk, actor=None)
    for ask in (meanwhile.versions, meanwhile.present):
        with pytest.raises(NotSignedIn):
            ask(nobody, 1)


def test_a_new_customer_that_was_stored_before_is_found_though_its_number_differs(
    clerk: ServiceContext, administrator: ServiceContext
) -> None:
    proposed = customers.new_customer(clerk)
    stored(administrator, "另一家")  # takes the number that was proposed
    change = CustomerChange(
        customer=replace(proposed, name=" 联华超市 ", city="上海市"),
        contacts=(Contact(name="王芳"),),
        payments=(Payment(paid_on=date(2026, 1, 5), amount=Decimal("99.90")),),
    )
    assert stored_before.find(clerk, change) is None
    saved = customers.save(clerk, change)
    assert saved.customer.customer_no != proposed.customer_no
    assert stored_before.find(clerk, change) == saved
    more = replace(change, contacts=(*change.contacts, Contact(name="李强")))
    others = (
        more,
        replace(change, customer=replace(change.customer, city="苏州市")),
        replace(change, customer=replace(change.customer, customer_no="X1")),
        replace(change, payments=(replace(change.payments[0], amount=Decimal(5)),)),
    )
    assert [stored_before.find(clerk, other) for other in others] == [None] * 4
    assert stored_before.find(administrator, change) is None, "somebody else entered it"
    customers.delete(clerk, [saved.customer.id or 0])
    assert stored_before.find(clerk, change) is None
