"""Entering customers as a practised clerk does: by the keys alone."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.records import CustomerDetails
from crm_desktop.gui.language import LanguageSwitch
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import i18n
from crm_desktop.services import customers, query
from tests.databases import TODAY
from tests.gui.customer_windows import OpenWindow, wait_saved
from tests.gui.keyboard import ALT, CONTROL, SHIFT, Key, Keyboard


def stored(workspace: Workspace) -> list[CustomerDetails]:
    rows = query.page(workspace.context, Criteria())
    return [customers.open_customer(workspace.context, row.id) for row in rows]


def test_cells_of_a_spreadsheet_are_pasted_into_as_many_cells_and_lines(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    QApplication.clipboard().setText("Acme\tFoods\r\nLtd\n")
    keys.press(Key.Key_V, modifier=CONTROL)
    keys.press(Key.Key_F6)
    QApplication.clipboard().setText(
        '王芳\t采购经理\t13800000001\r\n\r\n"李\n伟"\t\t13800000002\r\n'
    )
    keys.press(Key.Key_V, modifier=CONTROL)
    assert window.ui.contacts.lines.rowCount() == 3
    keys.press(Key.Key_Z, modifier=CONTROL)
    assert window.ui.contacts.lines.rowCount() == 1
    keys.press(Key.Key_Y, modifier=CONTROL)
    window.ui.contacts.go_to(1, "job_title")
    QApplication.clipboard().setText("会计\n")
    keys.press(Key.Key_V, modifier=CONTROL)
    keys.press(Key.Key_F6)
    QApplication.clipboard().setText("1,200.50\tCash\tno such category\tINV-7")
    keys.press(Key.Key_V, modifier=CONTROL)
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    (details,) = stored(workspace)
    assert details.customer.name == "Acme Foods Ltd"
    assert [(c.name, c.job_title, c.mobile) for c in details.contacts] == [
        ("王芳", "采购经理", "13800000001"),
        ("李 伟", "会计", "13800000002"),
    ]
    (payment,) = details.payments
    assert (payment.amount, payment.method, payment.invoice_no) == (
        Decimal("1200.50"),
        "cash",
        "INV-7",
    )
    assert payment.product_category_id is None


def test_nothing_is_pasted_into_a_line_that_takes_no_typing(open_window: OpenWindow) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.press(Key.Key_F6)
    keys.fill("王芳")
    window.ui.contacts.go_to(0, "name")
    keys.press(Key.Key_Delete)
    for text in ("李伟", ""):
        QApplication.clipboard().setText(text)
        keys.press(Key.Key_V, modifier=CONTROL)
        assert window.ui.contacts.lines.rowCount() == 2
        index = window.ui.contacts.lines.index(0, 1)
        assert index.data() == "王芳"


def test_the_next_new_customer_shows_its_tables_from_the_left(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("Acme")
    keys.press(Key.Key_F6)
    keys.fill("王芳", "", "", "", "wang@example.com")
    keys.press(Key.Key_F6)
    bar = window.ui.contacts.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    keys.press(Key.Key_Return, modifier=CONTROL)
    qtbot.waitUntil(lambda: window.windowTitle().startswith("New customer C000002"))
    assert bar.value() == 0


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_customer_with_two_contacts_and_a_payment_by_keyboard_alone(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot, language: str
) -> None:
    i18n.set_language(language)
    window = open_window(None)
    keys = Keyboard()
    assert keys.focused() is window.ui.name
    keys.fill("好来喜食品有限公司", "好来喜", "调味品批发")
    keys.press(Key.Key_F6)
    keys.fill("王芳", "采购经理", "13800000001")
    keys.press(Key.Key_Return, modifier=SHIFT)
    keys.fill("李伟", "会计")
    keys.press(Key.Key_Return, modifier=SHIFT)
    keys.press(Key.Key_Return)  # the empty row: done with contacts
    assert keys.focused() is window.ui.payments
    keys.fill("12,500.5")
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)

    (details,) = stored(workspace)
    assert (details.customer.customer_no, details.customer.name) == (
        "C000001",
        "好来喜食品有限公司",
    )
    assert (details.customer.short_name, details.customer.main_business) == ("好来喜", "调味品批发")
    assert [(c.name, c.job_title, c.mobile, c.is_primary) for c in details.contacts] == [
        ("王芳", "采购经理", "13800000001", True),
        ("李伟", "会计", "", False),
    ]
    (payment,) = details.payments
    assert (payment.amount, payment.paid_on, payment.kind) == (
        Decimal("12500.50"),
        TODAY,
        "payment",
    )
    assert payment.received_by == workspace.actor.display_name
    assert "C000001 好来喜食品有限公司" in window.windowTitle()
    assert "12,500.50" in window.ui.total.text()


def test_enter_leads_through_all_fields_and_into_the_contacts(
    open_window: OpenWindow, workspace: Workspace
) -> None:
    window = open_window(None)
    keys = Keyboard()
    passed = []
    while keys.focused() is not window.ui.contacts:
        passed.append(keys.focused().objectName())
        assert len(passed) < 50
        keys.press(Key.Key_Return)
    shown = [
        name for name in window.sheet.fields.editors if window.form and window.form.shows(name)
    ]
    assert sorted(passed) == sorted(shown)
    assert passed[:3] == ["name", "short_name", "main_business"]


def test_saving_by_keys_starts_the_next_new_customer(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    for name in ("第一家商行", "第二家商行"):
        first = window.form
        keys.type(name)
        keys.press(Key.Key_Return, modifier=CONTROL)
        qtbot.waitUntil(lambda first=first: window.form is not first and window.form.is_new)
        assert window.ui.name.text() == ""
        assert keys.focused() is window.ui.name
    assert [d.customer.name for d in stored(workspace)] == ["第一家商行", "第二家商行"]
    assert window.ui.customer_no.text() == "C000003"


def test_a_required_name_is_asked_for_beside_the_field(open_window: OpenWindow) -> None:
    window = open_window(None)
    keys = Keyboard()
    height = window.ui.name_error.height()
    keys.press(Key.Key_S, modifier=CONTROL)
    assert window.ui.name_error.message == "This field must not be empty."
    assert window.ui.name.accessibleDescription() == "This field must not be empty."
    assert keys.focused() is window.ui.name
    assert window.ui.name_error.height() == height
    keys.type("A")
    assert window.ui.name_error.message == ""
    assert window.ui.name.accessibleDescription() == ""


def test_a_bad_address_is_said_when_the_field_is_left_and_nothing_is_saved(
    workspace: Workspace, open_window: OpenWindow
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.fill("Acme")
    window.sheet.fields.focus("email")
    keys.type("nobody@")
    assert window.ui.email_error.message == ""
    keys.press(Key.Key_Tab)
    assert "e-mail address" in window.ui.email_error.message
    keys.press(Key.Key_S, modifier=CONTROL)
    assert keys.focused() is window.ui.email
    assert stored(workspace) == []


def test_choosing_a_district_fills_city_and_province(open_window: OpenWindow) -> None:
    window = open_window(None)
    keys = Keyboard()
    window.sheet.fields.focus("district")
    keys.type("nanshan")
    assert window.ui.district.is_offering()
    keys.press(Key.Key_Down, Key.Key_Up)
    keys.press(Key.Key_Return)
    place = (window.ui.province.text(), window.ui.city.text(), window.ui.district.text())
    assert place == ("黑龙江省", "鹤岗市", "南山区") or place == ("广东省", "深圳市", "南山区")
    assert keys.focused() is window.ui.address


def test_a_place_that_is_not_known_can_be_typed(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.fill("Around the Horn")
    window.sheet.fields.focus("city")
    keys.fill("London")
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    assert stored(workspace)[0].customer.city == "London"


def test_a_value_of_a_list_is_found_by_its_letters_and_initials(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    i18n.set_language(i18n.CHINESE)
    window = open_window(None)
    keys = Keyboard()
    window.sheet.fields.focus("status")
    keys.type("hz")  # 合作
    assert window.ui.status.currentText() == "合作"
    keys.press(Key.Key_Return)
    assert keys.focused() is window.ui.level


def test_fields_of_a_person_replace_those_of_a_company(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    assert window.ui.legal_representative.isVisible()
    window.sheet.fields.focus("kind")
    keys.type("p")
    assert not window.ui.legal_representative.isVisible()
    assert window.ui.gender.isVisible()
    assert window.ui.tax_no.isVisible()


def test_the_calendar_opens_by_key_and_its_day_is_taken(open_window: OpenWindow) -> None:
    window = open_window(None)
    keys = Keyboard()
    window.sheet.fields.focus("kind")
    keys.type("p")
    window.sheet.fields.focus("birthday")
    keys.type("1980-5-17")
    keys.press(Key.Key_Up)
    assert window.ui.birthday.text() == "1980-05-18"
    keys.press(Key.Key_Down, modifier=ALT)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert window.form is not None
    assert window.form.customer.value("birthday") == date(1980, 5, 19)


def test_text_that_an_input_method_hands_over_at_once_reaches_the_cell(
    open_window: OpenWindow,
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.press(Key.Key_F6)
    assert keys.focused() is window.ui.contacts
    keys.commit("王")
    keys.press(Key.Key_Return)
    assert window.form is not None
    assert window.form.contacts.draft(0).record.name == "王"


def test_del_removes_a_line_and_takes_that_back(open_window: OpenWindow) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.press(Key.Key_F6)
    keys.fill("Wang")
    keys.press(Key.Key_Delete)
    assert window.form is not None and window.form.contacts.is_removed(0)
    star = window.sheet.tables.contacts.index(0, 0)
    assert star.data() == "✕"
    keys.press(Key.Key_Delete)
    assert not window.form.contacts.is_removed(0)
    assert star.data() == "★"


def test_space_moves_the_star(open_window: OpenWindow) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.press(Key.Key_F6)
    for name in ("Wang", "Li"):
        keys.fill(name)
        keys.press(Key.Key_Return, modifier=SHIFT)
    keys.press(Key.Key_Up, Key.Key_Left, Key.Key_Space)
    stars = [window.sheet.tables.contacts.index(row, 0).data() for row in range(2)]
    assert stars == ["☆", "★"]


@pytest.mark.parametrize("place", ["remark", "status", "cell"])
def test_saving_by_key_works_from_wherever_the_keyboard_is(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot, place: str
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("Acme")
    if place == "cell":
        keys.press(Key.Key_F6)
        keys.type("Wang")
        assert keys.focused() is not window.ui.contacts
    else:
        window.sheet.fields.focus(place)
        keys.type("in")
    first = window.form
    keys.press(Key.Key_Return, modifier=CONTROL)
    qtbot.waitUntil(lambda: window.form is not first and window.ui.name.hasFocus())
    (details,) = stored(workspace)
    expected = {"remark": "in", "status": "interested", "cell": "Wang"}[place]
    found = details.contacts[0].name if place == "cell" else getattr(details.customer, place)
    assert found == expected


def test_esc_in_a_cell_takes_back_what_was_typed_there_and_nothing_else(
    open_window: OpenWindow,
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("Acme")
    keys.press(Key.Key_F6)
    keys.type("Wang")
    keys.press(Key.Key_Escape)
    assert window.isVisible() and window.form is not None
    assert len(window.form.contacts) == 0
    assert keys.focused() is window.ui.contacts


def test_esc_closes_suggestions_before_the_window(open_window: OpenWindow) -> None:
    window = open_window(None)
    keys = Keyboard()
    window.sheet.fields.focus("city")
    keys.type("shen")
    assert window.ui.city.is_offering()
    keys.press(Key.Key_Escape)
    assert not window.ui.city.is_offering() and window.isVisible()
    assert window.ui.city.text() == "shen"


def test_tab_takes_the_suggestion_that_is_chosen(open_window: OpenWindow) -> None:
    window = open_window(None)
    keys = Keyboard()
    window.sheet.fields.focus("city")
    keys.type("shenzhen")
    keys.press(Key.Key_Tab)
    assert (window.ui.province.text(), window.ui.city.text()) == ("广东省", "深圳市")
    assert keys.focused() is window.ui.district


def test_abroad_no_place_is_offered(open_window: OpenWindow) -> None:
    window = open_window(None)
    keys = Keyboard()
    window.sheet.fields.focus("country")
    keys.type("UK")
    window.sheet.fields.focus("city")
    keys.type("shenzhen")
    assert not window.ui.city.is_offering()


def test_lines_are_corrected_by_moving_up_and_back(open_window: OpenWindow) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.press(Key.Key_F6)
    keys.fill("Wang", "Buyer")
    keys.press(Key.Key_Return, modifier=SHIFT)
    keys.type("Li")
    keys.press(Key.Key_Up)
    assert window.ui.contacts.currentIndex().row() == 0
    keys.type("Zhao")
    keys.press(Key.Key_Down)
    assert window.ui.contacts.currentIndex().row() == 1
    keys.press(Key.Key_Right)
    keys.type("Clerk")
    keys.press(Key.Key_Backtab)
    assert window.ui.contacts.currentIndex().column() == 1
    assert window.form is not None
    contacts = [window.form.contacts.draft(row).record for row in range(2)]
    assert [(c.name, c.job_title) for c in contacts] == [("Zhao", "Buyer"), ("Li", "Clerk")]


def test_enter_saves_on_the_save_button_at_the_end_of_the_way(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("Acme")
    keys.press(Key.Key_F6, Key.Key_F6)
    assert keys.focused() is window.ui.payments
    keys.press(Key.Key_Return)
    assert keys.focused() is window.ui.save_button
    keys.press(Key.Key_Return)
    wait_saved(qtbot, window)
    assert stored(workspace)[0].customer.name == "Acme"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_two_mnemonics_are_the_same(
    languages: LanguageSwitch, open_window: OpenWindow, language: str
) -> None:
    languages.switch(language)
    window = open_window(None)
    texts = [
        widget.text()
        for widget in (*window.findChildren(QLabel), *window.findChildren(QPushButton))
        if widget.isVisible()
    ]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(letters) > 15
    assert sorted(letters) == sorted(set(letters))


def test_what_is_typed_while_the_window_is_busy_is_typed_afterwards(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("First")
    keys.press(Key.Key_Return, modifier=CONTROL)
    assert not window.ui.form_page.isEnabled()
    assert window.ui.stamp.text() == "Saving…"
    for character in "Second":
        QTest.keyClick(window, character)
    QTest.keyClick(window, Key.Key_Return)
    QTest.keyClick(window, "S")
    qtbot.waitUntil(lambda: window.ui.name.text() == "Second")
    assert window.ui.short_name.text() == "S"
    keys.press(Key.Key_S, modifier=CONTROL)
    wait_saved(qtbot, window)
    assert [d.customer.name for d in stored(workspace)] == ["First", "Second"]


def test_keys_that_lead_on_and_save_keep_their_turn_while_the_window_is_busy(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("First")
    keys.press(Key.Key_Return, modifier=CONTROL)
    assert not window.ui.form_page.isEnabled()
    for customer in ("Second", "Third"):
        QTest.keyClicks(window, customer)
        QTest.keyClick(window, Key.Key_F6)
        QTest.keyClicks(window, f"Contact of {customer}")
        QTest.keyClick(window, Key.Key_Return)
        QTest.keyClick(window, Key.Key_F6)
        QTest.keyClicks(window, "12.50")
        QTest.keyClick(window, Key.Key_Enter, CONTROL | Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClicks(window, "Fourth")
    qtbot.waitUntil(lambda: window.ui.name.text() == "Fourth")
    assert [
        (each.customer.name, [c.name for c in each.contacts], [p.amount for p in each.payments])
        for each in stored(workspace)
    ] == [
        ("First", [], []),
        ("Second", ["Contact of Second"], [Decimal("12.50")]),
        ("Third", ["Contact of Third"], [Decimal("12.50")]),
    ]


def test_saving_once_more_while_it_saves_means_the_same_save(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("First")
    keys.press(Key.Key_Return, modifier=CONTROL)
    QTest.keyClick(window, Key.Key_Return, CONTROL)
    QTest.keyClick(window, Key.Key_S, CONTROL)
    QTest.keyClicks(window, "Second")
    qtbot.waitUntil(lambda: window.ui.name.text() == "Second")
    assert "Saved: C000001 First" in window.ui.stamp.text()
    assert window.ui.name_error.message == ""
    assert [each.customer.name for each in stored(workspace)] == ["First"]


def test_what_was_typed_ahead_of_a_save_that_is_refused_goes_nowhere(
    workspace: Workspace, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(None)
    keys = Keyboard()
    keys.type("First")
    keys.press(Key.Key_Return, modifier=CONTROL)
    QTest.keyClick(window, Key.Key_Return)
    QTest.keyClicks(window, "short name only")
    QTest.keyClick(window, Key.Key_Return, CONTROL)
    QTest.keyClicks(window, "Next")
    qtbot.waitUntil(lambda: window.ui.short_name.text() == "short name only")
    assert window.ui.name.text() == ""
    assert window.ui.name_error.message == "This field must not be empty."
    assert len(stored(workspace)) == 1
