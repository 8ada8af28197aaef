"""Three states of a customer go together: nothing of either side is lost, nothing invented."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.fields import CONTACT_FIELDS, CUSTOMER_FIELDS, PAYMENT_FIELDS
from crm_desktop.domain.merge import Merge, Place, Side, What, as_stored, merge
from crm_desktop.domain.records import Contact, Customer, CustomerChange, CustomerDetails, Payment
from crm_desktop.domain.rules import CONTACTS, PAYMENTS

NOW = datetime(2026, 3, 10, tzinfo=UTC)
WANG = Contact(id=1, version=1, customer_id=7, name="Wang", is_primary=True)
LI = Contact(id=2, version=1, customer_id=7, name="Li")
ZHAO = Contact(id=3, version=1, customer_id=7, name="Zhao")
FIRST = Payment(
    id=11, version=1, customer_id=7, payment_no="P1", paid_on=date(2026, 1, 5), amount=Decimal(100)
)
SECOND = replace(FIRST, id=12, payment_no="P2", amount=Decimal(50))
BASE = CustomerDetails(
    customer=Customer(id=7, version=3, customer_no="C000007", name="Acme"),
    contacts=(WANG, LI, ZHAO),
    payments=(FIRST, SECOND),
)


def typed(base: CustomerDetails = BASE, **values: Any) -> CustomerChange:
    """Return what somebody typed who changed these fields of the customer."""
    return CustomerChange(customer=replace(base.customer, **values))


def stored(base: CustomerDetails, change: CustomerChange, first_new: int = 100) -> CustomerDetails:
    """Return what the database holds after somebody's change."""
    version = (base.customer.version or 0) + 1
    ids = iter(range(first_new, first_new + 50))
    contacts = lines_after(base.contacts, change.contacts, ids)
    contacts = [c for c in contacts if c.id not in change.removed_contact_ids]
    marked = [c.id for c in change.contacts if c.is_primary] or [
        c.id for c in contacts if c.is_primary
    ]
    new = [c for c in contacts if c.is_primary and c.id not in {b.id for b in base.contacts}]
    primary = (new[0].id if new else None) or (marked[0] if marked else None)
    if contacts and primary not in {c.id for c in contacts}:
        primary = contacts[0].id
    contacts = [replace(c, is_primary=c.id == primary) for c in contacts]
    payments = lines_after(base.payments, change.payments, ids)
    reasons = dict(change.voided_payments)
    payments = [
        replace(p, voided_at=NOW, void_reason=reasons[p.id], version=99) if p.id in reasons else p
        for p in payments
    ]
    return replace(
        base,
        customer=replace(change.customer, version=version),
        contacts=tuple(contacts),
        payments=tuple(payments),
    )


def lines_after(before: Iterable[Any], changed: Iterable[Any], ids: Iterable[int]) -> list[Any]:
    lines = {line.id: line for line in before}
    numbers = iter(ids)
    for line in changed:
        key = line.id if line.id is not None else next(numbers)
        lines[key] = replace(line, id=key, version=(line.version or 0) + 1)
    return list(lines.values())


def all_on(found: Merge, side: Side) -> dict[Place, Side]:
    return {decision.place: side for decision in found.decisions}


def content(details: CustomerDetails) -> tuple[Any, ...]:
    """Return what people would see of it, ids and versions left out."""
    customer = tuple(getattr(details.customer, field.name) for field in CUSTOMER_FIELDS)
    contacts = sorted(seen(contact, CONTACT_FIELDS) for contact in details.contacts)
    payments = sorted((*seen(p, PAYMENT_FIELDS), repr(p.void_reason)) for p in details.payments)
    return customer, contacts, payments


def seen(line: Any, fields: Iterable[Any]) -> tuple[str, ...]:
    given = [f.name for f in fields if f.name not in ("payment_no", "customer_id")]
    return tuple(str(getattr(line, name)) for name in given)


# Fields.


def test_what_only_one_side_changed_goes_together_by_itself() -> None:
    theirs = stored(BASE, typed(city="苏州市"))
    found = merge(BASE, typed(phone="021-1234567"), theirs)
    assert found.decisions == ()
    assert [(d.place.field, d.side) for d in found.differences] == [
        ("phone", Side.MINE),
        ("city", Side.THEIRS),
    ]
    outcome = found.outcome({}).customer
    assert (outcome.phone, outcome.city, outcome.version) == ("021-1234567", "苏州市", 4)


def test_what_both_changed_is_a_decision_with_all_three_values() -> None:
    base = replace(BASE, customer=replace(BASE.customer, phone="1"))
    theirs = stored(base, typed(base, phone="3"))
    found = merge(base, typed(base, phone="2"), theirs)
    (decision,) = found.decisions
    assert (decision.before, decision.mine, decision.theirs) == ("1", "2", "3")
    assert found.outcome({decision.place: Side.MINE}).customer.phone == "2"
    assert found.outcome({decision.place: Side.THEIRS}).customer.phone == "3"
    assert found.keeps_mine({decision.place: Side.MINE})
    assert not found.keeps_mine({decision.place: Side.THEIRS})


def test_what_both_changed_alike_is_no_decision() -> None:
    theirs = stored(BASE, typed(name="Acme Foods"))
    found = merge(BASE, typed(name=" Acme Foods "), theirs)
    assert found.decisions == () and found.by_itself[0].is_shared
    assert not found.keeps_mine({})


# Contacts.


def test_a_contact_deleted_while_i_edited_it_comes_back_with_my_changes_or_goes() -> None:
    theirs = stored(BASE, replace(typed(), removed_contact_ids=(2,)))
    mine = replace(typed(), contacts=(replace(LI, phone="5"),))
    found = merge(BASE, mine, theirs)
    (decision,) = found.decisions
    assert (decision.what, decision.place.line) == (What.REMOVED, "2")
    (back,) = found.outcome({decision.place: Side.MINE}).contacts
    assert (back.id, back.version, back.name, back.phone) == (None, None, "Li", "5")
    assert back.restores_id == LI.id
    # Merged again: it is the same contact, whether somebody brought it back meanwhile or not.
    again = merge(theirs, replace(typed(theirs), contacts=(back,)), theirs)
    assert again.outcome({}).contacts == (back,)
    again = merge(theirs, replace(typed(theirs), contacts=(back,)), BASE)
    assert [(d.place.line, d.place.field) for d in again.differences] == [("2", "phone")]
    assert not found.keeps_mine({decision.place: Side.THEIRS})


def test_a_contact_deleted_that_i_did_not_touch_just_goes() -> None:
    theirs = stored(BASE, replace(typed(), removed_contact_ids=(2,)))
    found = merge(BASE, typed(phone="1"), theirs)
    assert found.decisions == ()
    assert found.outcome({}).contacts == ()


def test_a_contact_i_remove_that_somebody_changed_is_a_decision() -> None:
    theirs = stored(BASE, replace(typed(), contacts=(replace(LI, phone="5"),)))
    found = merge(BASE, replace(typed(), removed_contact_ids=(2,)), theirs)
    (decision,) = found.decisions
    assert found.outcome({decision.place: Side.MINE}).removed_contact_ids == (2,)
    assert found.outcome({decision.place: Side.THEIRS}).removed_contact_ids == ()


def test_two_primary_contacts_are_a_decision_and_one_of_them_is_it() -> None:
    mine = replace(
        typed(), contacts=(replace(WANG, is_primary=False), replace(LI, is_primary=True))
    )
    theirs = stored(
        BASE,
        replace(
            typed(), contacts=(replace(WANG, is_primary=False), replace(ZHAO, is_primary=True))
        ),
    )
    found = merge(BASE, mine, theirs)
    (decision,) = found.decisions
    assert decision.what is What.PRIMARY
    assert (decision.mine.name, decision.theirs.name) == ("Li", "Zhao")
    marked = {c.name: c.is_primary for c in found.outcome({decision.place: Side.MINE}).contacts}
    assert marked == {"Li": True, "Zhao": False}


def test_who_had_to_choose_another_primary_contact_gives_way() -> None:
    mine = replace(typed(), contacts=(replace(LI, is_primary=True),), removed_contact_ids=(1,))
    theirs = stored(
        BASE,
        replace(
            typed(), contacts=(replace(WANG, is_primary=False), replace(ZHAO, is_primary=True))
        ),
    )
    found = merge(BASE, mine, theirs)
    assert found.decisions == ()
    outcome = found.outcome({})
    assert outcome.removed_contact_ids == (1,)
    assert [c.name for c in stored(theirs, outcome).contacts if c.is_primary] == ["Zhao"]


def test_the_same_contact_added_by_both_is_there_once() -> None:
    new = Contact(name="Sun", is_primary=True)
    theirs = stored(BASE, replace(typed(), contacts=(new, replace(WANG, is_primary=False))))
    mine = replace(typed(), contacts=(new, replace(WANG, is_primary=False)))
    found = merge(BASE, mine, theirs)
    assert found.decisions == () and not found.keeps_mine({})


# Payments.


def test_a_payment_declared_void_while_i_corrected_it_is_entered_again_or_let_be() -> None:
    theirs = stored(BASE, replace(typed(), voided_payments=((11, "entered twice"),)))
    mine = replace(typed(), payments=(replace(FIRST, amount=Decimal(120)),))
    found = merge(BASE, mine, theirs)
    (decision,) = found.decisions
    assert decision.what is What.VOIDED
    (again,) = found.outcome({decision.place: Side.MINE}).payments
    assert (again.id, again.payment_no, again.amount) == (None, "", Decimal(120))


def test_a_payment_i_declare_void_that_somebody_corrected_is_a_decision() -> None:
    theirs = stored(BASE, replace(typed(), payments=(replace(FIRST, amount=Decimal(120)),)))
    found = merge(BASE, replace(typed(), voided_payments=((11, "wrong"),)), theirs)
    (decision,) = found.decisions
    assert found.outcome({decision.place: Side.MINE}).voided_payments == ((11, "wrong"),)
    assert found.outcome({decision.place: Side.THEIRS}).voided_payments == ()


def test_a_payment_both_entered_alike_is_asked_about() -> None:
    new = Payment(paid_on=date(2026, 3, 1), amount=Decimal(9), received_by="Ann")
    theirs = stored(BASE, replace(typed(), payments=(replace(new, payment_no="P3"),)))
    found = merge(BASE, replace(typed(), payments=(replace(new, received_by="Bo"),)), theirs)
    (decision,) = found.decisions
    assert decision.what is What.TWICE
    assert len(found.outcome({decision.place: Side.MINE}).payments) == 1
    assert found.outcome({decision.place: Side.THEIRS}).payments == ()


def test_a_line_nobody_knows_any_more_is_entered_again() -> None:
    mine = replace(typed(), contacts=(replace(LI, id=77),), removed_contact_ids=(78,))
    found = merge(BASE, mine, BASE)
    assert [c.id for c in found.outcome({}).contacts] == [None]
    assert found.outcome({}).removed_contact_ids == ()


# Whatever people do.

WORDS = st.sampled_from(["", "x", "y", "新"])
FIELD_NAMES = ("name", "short_name", "city", "phone", "remark", "bank_name")


@st.composite
def changes(draw: st.DrawFn, mark: str, lines: frozenset[int] | None = None) -> CustomerChange:
    """What somebody did who touches only the stored `lines`, or any; `mark` is in all he types."""
    names = draw(st.sets(st.sampled_from(FIELD_NAMES), max_size=3))
    return CustomerChange(
        customer=replace(BASE.customer, **{name: f"{mark}{draw(WORDS)}" for name in names}),
        **draw(contact_changes(mark, lines)),
        **draw(payment_changes(mark, lines)),
    )


@st.composite
def contact_changes(draw: st.DrawFn, mark: str, lines: frozenset[int] | None) -> dict[str, Any]:
    mine = [c for c in BASE.contacts if lines is None or c.id in lines]
    left = {c.id: c for c in BASE.contacts}
    removed = []
    for contact in mine:
        what = draw(st.sampled_from(["keep", "change", "remove"]))
        if what == "remove":
            removed.append(contact.id)
            del left[contact.id]
        elif what == "change":
            field = draw(st.sampled_from(["name", "phone", "job_title"]))
            left[contact.id] = replace(contact, **{field: f"{mark}{draw(WORDS)}"})
    new = [Contact(name=f"{mark}{n}") for n in range(draw(st.integers(0, 2)))]
    after: list[Contact] = [*left.values(), *new]
    wished = draw(st.integers(0, 5)) if lines is None else 9
    primary = wished if wished < len(after) else 0
    if not any(c.is_primary for c in after) or wished < len(after):
        after = [replace(c, is_primary=i == primary) for i, c in enumerate(after)]
    stored_before = set(BASE.contacts)
    return {
        "contacts": tuple(c for c in after if c not in stored_before),
        "removed_contact_ids": tuple(removed),
    }


@st.composite
def payment_changes(draw: st.DrawFn, mark: str, lines: frozenset[int] | None) -> dict[str, Any]:
    changed, voided = [], []
    for payment in BASE.payments:
        if lines is not None and payment.id not in lines:
            continue
        what = draw(st.sampled_from(["keep", "change", "void"]))
        if what == "change":
            changed.append(replace(payment, remark=f"{mark}{draw(WORDS)}"))
        elif what == "void":
            voided.append((payment.id, mark))
    for number in range(draw(st.integers(0, 2))):
        changed.append(Payment(amount=Decimal(number + 1), invoice_no=mark))
    return {"payments": tuple(changed), "voided_payments": tuple(voided)}


@given(changes("m"), changes("t"))
def test_all_mine_loses_nothing_of_mine_and_all_theirs_nothing_of_theirs(
    mine: CustomerChange, theirs_change: CustomerChange
) -> None:
    theirs = stored(BASE, theirs_change)
    found = merge(BASE, mine, theirs)
    assert len({d.place for d in found.differences}) == len(found.differences)
    for side, change in ((Side.MINE, mine), (Side.THEIRS, theirs_change)):
        after = stored(theirs, found.outcome(all_on(found, side)), first_new=200)
        for name in FIELD_NAMES:
            typed_value = getattr(change.customer, name)
            if typed_value != getattr(BASE.customer, name):
                assert getattr(after.customer, name) == typed_value
        names = [c.name for c in after.contacts]
        for contact in change.contacts:
            before = next((b for b in BASE.contacts if b.id == contact.id), Contact())
            if contact.name != before.name:
                assert contact.name in names
        for payment in change.payments:
            assert any(
                (p.remark, p.invoice_no, p.amount)
                == (payment.remark, payment.invoice_no, payment.amount)
                for p in after.payments
            )
        for payment_id, reason in change.voided_payments:
            assert any(p.id == payment_id and p.void_reason for p in after.payments), reason


@given(changes("m"), changes("t"), st.data())
def test_however_it_is_decided_there_is_one_primary_contact_and_a_decision_is_what_comes_of_it(
    mine: CustomerChange, theirs_change: CustomerChange, data: st.DataObject
) -> None:
    theirs = stored(BASE, theirs_change)
    found = merge(BASE, mine, theirs)
    chosen = {d.place: data.draw(st.sampled_from(Side)) for d in found.decisions}
    outcome = found.outcome(chosen)
    after = stored(theirs, outcome, first_new=200)
    marked = [c for c in after.contacts if c.is_primary]
    assert len(marked) == (1 if after.contacts else 0)
    for decision in found.decisions:
        if decision.what is What.FIELD and not decision.place.table:
            value = decision.mine if chosen[decision.place] is Side.MINE else decision.theirs
            assert getattr(after.customer, decision.place.field) == value
    again = merge(theirs, outcome, theirs)
    assert again.decisions == ()
    assert content(stored(theirs, again.outcome({}))) == content(stored(theirs, outcome))


@given(changes("m", frozenset({2, 11})), changes("t", frozenset({3, 12})), st.data())
def test_without_overlap_the_outcome_is_mine_and_theirs_in_either_order(
    mine: CustomerChange, theirs_change: CustomerChange, data: st.DataObject
) -> None:
    taken = {n for n in FIELD_NAMES if getattr(mine.customer, n) != getattr(BASE.customer, n)}
    theirs_change = replace(
        theirs_change,
        customer=replace(
            theirs_change.customer, **{name: getattr(BASE.customer, name) for name in taken}
        ),
    )
    theirs = stored(BASE, theirs_change)
    found = merge(BASE, mine, theirs)
    assert found.decisions == ()
    one_way = stored(theirs, found.outcome({}), first_new=200)
    other_base = stored(BASE, mine)
    back = merge(BASE, theirs_change, other_base)
    assert back.decisions == ()
    assert content(one_way) == content(stored(other_base, back.outcome({}), first_new=200))


@given(changes("m"))
def test_when_nobody_else_did_anything_the_outcome_is_what_i_typed(mine: CustomerChange) -> None:
    found = merge(BASE, mine, BASE)
    assert found.decisions == ()
    assert content(stored(BASE, found.outcome({}))) == content(stored(BASE, mine))


@given(changes("t"))
def test_when_i_did_nothing_there_is_nothing_to_store(theirs_change: CustomerChange) -> None:
    found = merge(BASE, typed(), stored(BASE, theirs_change))
    assert found.decisions == () and not found.keeps_mine({})


def test_new_lines_are_known_again_as_what_they_became() -> None:
    sent = (Contact(name="Sun "), Contact(name="Qian"), Contact(name="Zhou"))
    became = tuple(
        Contact(id=n, version=1, customer_id=7, name=c.name.strip(), is_primary=n == 20)
        for n, c in enumerate(sent, start=20)
    )
    now = (sent[2], replace(sent[1], phone="5"), Contact(name="Wu"))
    assert [(c.id, c.name, c.phone) for c in as_stored(now, sent, became)] == [
        (22, "Zhou", ""),
        (21, "Qian", "5"),
        (None, "Wu", ""),
    ]
    paid = (Payment(amount=Decimal(5), proposed_no="P9"),)
    (known,) = as_stored(
        paid, paid, (Payment(id=3, version=1, payment_no="P9", amount=Decimal(5)),)
    )
    assert (known.id, known.payment_no) == (3, "P9")


def test_the_tables_are_told_apart() -> None:
    mine = replace(typed(), contacts=(replace(LI, phone="5"),), voided_payments=((11, "x"),))
    places = [d.place for d in merge(BASE, mine, BASE).differences]
    assert places == [Place(CONTACTS, "2", "phone"), Place(PAYMENTS, "11")]
