"""Steps typed into a customer's form, taken back and done again, without a window."""

from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.domain.records import Contact, Customer, CustomerDetails, Payment
from crm_desktop.gui.customer_form import CustomerForm
from crm_desktop.gui.form_history import MOST_STEPS, FormHistory, Place

TODAY = date(2026, 3, 10)


@pytest.fixture
def form() -> CustomerForm:
    """A stored customer with two contacts and a payment."""
    return CustomerForm(
        CustomerDetails(
            customer=Customer(id=1, version=1, name="联华超市", city="上海市"),
            contacts=(
                Contact(id=1, version=1, name="王芳", is_primary=True),
                Contact(id=2, version=1, name="李强"),
            ),
            payments=(Payment(id=1, version=1, paid_on=TODAY, amount=Decimal("9.90")),),
        ),
        Payment(paid_on=TODAY),
        TODAY,
    )


def type_in(form: CustomerForm, history: FormHistory, name: str, text: str) -> None:
    for end in range(1, len(text) + 1):
        form.customer.enter(name, text[:end])
        history.note()


def test_typing_in_one_field_is_one_step(form: CustomerForm) -> None:
    history = FormHistory(form)
    type_in(form, history, "city", "北京市")
    type_in(form, history, "remark", "abc")
    assert history.undo() == Place(field="remark")
    assert (form.customer.value("city"), form.customer.value("remark")) == ("北京市", "")
    assert history.undo() == Place(field="city")
    assert form.customer.value("city") == "上海市"
    assert history.undo() is None
    assert not form.is_changed
    assert history.redo() == Place(field="city")
    assert history.redo() == Place(field="remark")
    assert history.redo() is None
    assert form.customer.value("remark") == "abc"


def test_a_new_visit_is_a_new_step(form: CustomerForm) -> None:
    history = FormHistory(form)
    type_in(form, history, "city", "北京")
    history.seal()
    type_in(form, history, "city", "天津")
    history.undo()
    assert form.customer.value("city") == "北京"


def test_each_choice_is_a_step(form: CustomerForm) -> None:
    history = FormHistory(form)
    for status in ("active", "lost"):
        form.customer.enter("status", status)
        history.note()
    history.undo()
    assert form.customer.value("status") == "active"


def test_what_happens_in_one_turn_is_one_step(form: CustomerForm) -> None:
    history = FormHistory(form)
    for name, text in (("province", "江苏省"), ("city", "苏州市"), ("district", "吴中区")):
        form.customer.enter(name, text)
        history.note(turn=7)
    history.undo()
    assert form.customer.value("city") == "上海市"
    assert form.customer.value("province") == ""


def test_typing_back_to_what_it_was_is_no_step(form: CustomerForm) -> None:
    history = FormHistory(form)
    for text in ("上海市浦", "上海市"):
        form.customer.enter("city", text)
        history.note()
    assert history.last_place is None
    assert history.undo() is None


def test_typing_on_forgets_what_could_be_done_again(form: CustomerForm) -> None:
    history = FormHistory(form)
    type_in(form, history, "city", "北京市")
    history.undo()
    type_in(form, history, "remark", "abc")
    assert history.redo() is None


def test_texts_that_cannot_be_read_come_back_too(form: CustomerForm) -> None:
    history = FormHistory(form)
    type_in(form, history, "employees", "many")
    history.undo()
    assert form.customer.text("employees") == ""
    assert history.redo() == Place(field="employees")
    assert form.customer.text("employees") == "many"
    assert form.customer.problem("employees") is not None


def test_lines_that_were_added_go_and_come_again(form: CustomerForm) -> None:
    history = FormHistory(form)
    form.contacts.enter(2, "name", "赵六")
    history.note()
    form.contacts.enter(2, "phone", "021-1234567")
    history.note()
    assert history.undo() == Place("contacts", 2)
    assert form.contacts.draft(2).value("phone") == ""
    history.undo()
    assert len(form.contacts) == 2
    history.redo()
    history.redo()
    assert form.contacts.draft(2).text("phone") == "021-1234567"
    assert form.contacts.changed()[-1].name == "赵六"


def test_removed_lines_and_the_star_come_back(form: CustomerForm) -> None:
    history = FormHistory(form)
    form.contacts.make_primary(1)
    history.note()
    form.contacts.toggle_removed(1)
    history.note()
    assert form.contacts.removed_ids() == (2,)
    assert history.undo() is not None
    assert form.contacts.removed_ids() == ()
    assert form.contacts.draft(1).value("is_primary") is True
    history.undo()
    assert form.contacts.draft(0).value("is_primary") is True
    assert not form.is_changed
    form.contacts.toggle_removed(0)
    form.contacts.toggle_removed(0)
    assert form.contacts.draft(0).value("is_primary") is True


def test_voids_that_are_not_saved_yet_are_taken_back(form: CustomerForm) -> None:
    history = FormHistory(form)
    form.payments.void(0, "重复")
    history.note()
    form.payments.enter(1, "amount", "5")
    history.note()
    history.undo()
    assert history.undo() == Place("payments", 0)
    assert not form.payments.is_void(0)
    assert not form.is_changed
    history.redo()
    assert form.payments.voided() == ((1, "重复"),)


def test_old_steps_are_forgotten(form: CustomerForm) -> None:
    history = FormHistory(form)
    for number in range(MOST_STEPS + 5):
        history.seal()
        form.customer.enter("remark", str(number))
        history.note()
    taken = 0
    while history.undo() is not None:
        taken += 1
    assert taken == MOST_STEPS
