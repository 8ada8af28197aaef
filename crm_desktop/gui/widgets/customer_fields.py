"""The customer's own fields in a customer window: shown, typed, checked, laid out."""

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.domain.codes import DEFAULT_COUNTRY, CustomerKind
from crm_desktop.domain.fields import FieldKind
from crm_desktop.domain.places import Place, PlaceKind
from crm_desktop.domain.validation import Problem
from crm_desktop.gui.choices import Choices
from crm_desktop.gui.customer_form import FIELDS, NO_SUCH_CUSTOMER, CustomerForm, no_such_value
from crm_desktop.gui.forms.ui_customer_window import Ui_CustomerWindow
from crm_desktop.gui.shown_values import shown_code
from crm_desktop.gui.widgets.choice_box import ChoiceBox
from crm_desktop.gui.widgets.choice_offer import offer
from crm_desktop.gui.widgets.customer_picker import CustomerPicker
from crm_desktop.gui.widgets.enter_flow import EnterFlow, focus_field
from crm_desktop.gui.widgets.field_error import FieldError
from crm_desktop.gui.widgets.place_field import PlaceField
from crm_desktop.gui.widgets.watching import watch
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import show

_SECTIONS = ("basics", "reach", "classification", "company", "person", "bank")
_HOME = {DEFAULT_COUNTRY, "", "China", "PRC", "中华人民共和国"}
# With less room than this for a field, in characters, two columns become one.
_FIELD_IN_TWO_COLUMNS = 17
_GAP = 20
# How much of a field, in characters, and of a scroll bar stays in sight however narrow it gets.
_NARROWEST_FIELD = 30


class CustomerFields(QObject):
    """Binds the fields of the form `ui` to what is typed of a customer.

    `edited` carries the name of a field after something was typed or chosen in it.
    """

    edited = Signal(str)
    finished = Signal()

    def __init__(self, ui: Ui_CustomerWindow, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui = ui
        self._workspace = workspace
        self._form: CustomerForm | None = None
        self._choices = Choices()
        self._is_checked = False
        self.editors: dict[str, QWidget] = {name: getattr(ui, name) for name in FIELDS}
        self.messages: dict[str, FieldError] = {n: getattr(ui, f"{n}_error") for n in FIELDS}
        for name, editor in self.editors.items():
            self.messages[name].watch(editor)
            self._connect(name, editor)
        ui.parent_id.workspace = workspace
        ui.birthday.today = workspace.context.clock.today
        self._prepare_places()
        watch(self, [*self.editors.values(), ui.fields_page], parent)
        EnterFlow(parent, self._in_order(), self.finished.emit)
        self._level_heights()
        self._level_labels()

    # -- showing

    def show_form(self, form: CustomerForm) -> None:
        """Show another customer, or this one as it is now."""
        self._form = form
        self._is_checked = False
        self._ui.parent_id.excluded_id = form.customer.stored.id
        for name in FIELDS:
            self._show_value(name)
            self.messages[name].say("")
        self._show_sections()

    def show_again(self, form: CustomerForm) -> None:
        """Show the customer after a step was taken back; what is still wrong stays said."""
        is_checked = self._is_checked
        said = [name for name, message in self.messages.items() if message.message]
        self.show_form(form)
        self._is_checked = is_checked
        for name in FIELDS if is_checked else said:
            self.check(name)

    def set_choices(self, choices: Choices) -> None:
        """Offer the values that can be chosen at present; what is chosen stays."""
        self._choices = choices
        for name, editor in self.editors.items():
            field = FIELDS[name]
            if isinstance(editor, ChoiceBox):
                offer(editor, field, choices, self._workspace)
                self._show_value(name)

    def retranslate(self) -> None:
        """Show labels, lists and messages in the language in force."""
        self.set_choices(self._choices)
        self._ui.birthday.retranslate()
        self._level_labels()
        for name, message in self.messages.items():
            if message.message:
                self.check(name)

    def focus(self, name: str) -> None:
        """Move the keyboard to a field."""
        focus_field(self.editors[name])

    # -- checking

    def check(self, name: str) -> None:
        """Say what is wrong with a field under it."""
        problem = self._form.customer.problem(name) if self._form is not None else None
        self.say(name, problem)

    def check_all(self) -> None:
        """Say what is wrong with any field, also where nothing was typed."""
        self._is_checked = True
        for name in FIELDS:
            self.check(name)

    def say(self, name: str, problem: Problem | None) -> None:
        """Say under a field what is wrong with it."""
        text = show(problem.text, **problem.values) if problem is not None else ""
        self.messages[name].say(text)

    # -- typing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Check a field when the keyboard leaves it; keep the field with the keyboard in sight."""
        if watched is self._ui.fields_page:
            if event.type() == QEvent.Type.Resize:
                self._fold()
            return False
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._ui.fields_area.ensureWidgetVisible(watched, 0, 48)
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self._leave(watched.objectName())
        return False

    def _connect(self, name: str, editor: QWidget) -> None:
        if isinstance(editor, ChoiceBox):
            editor.chosen.connect(partial(self._choose, name))
        elif isinstance(editor, CustomerPicker):
            editor.entered.connect(partial(self._pick, name))
        elif isinstance(editor, QLineEdit):
            editor.textEdited.connect(partial(self._type, name))
        elif isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(partial(self._type_lines, name))

    def _type(self, name: str, text: str) -> None:
        self._enter(name, text)

    def _type_lines(self, name: str) -> None:
        self._enter(name, cast(QPlainTextEdit, self.editors[name]).toPlainText())

    def _choose(self, name: str) -> None:
        box = cast(ChoiceBox, self.editors[name])
        if box.is_unclear:
            self._refuse(name, box)
        else:
            self._enter(name, box.value())
        if name == "kind":
            self._show_sections()

    def _refuse(self, name: str, box: ChoiceBox) -> None:
        text = box.currentText()
        if self._form is not None:
            self._form.customer.refuse(name, text, no_such_value(name, text))
            self._after_typing(name)
            if not box.hasFocus():
                self.check(name)

    def _pick(self, name: str) -> None:
        picker = cast(CustomerPicker, self.editors[name])
        if self._form is not None and picker.is_unclear:
            problem = Problem(name, NO_SUCH_CUSTOMER)
            self._form.customer.refuse(name, picker.text(), problem)
            self._after_typing(name)
        else:
            if self._form is not None and picker.customer_id is not None:
                self._form.customers.setdefault(picker.customer_id, (picker.text(), ""))
            self._enter(name, picker.customer_id)

    def _enter(self, name: str, typed: object) -> None:
        if self._form is not None:
            self._form.customer.enter(name, typed)
            self._after_typing(name)

    def _after_typing(self, name: str) -> None:
        # A message stays away while one types, but goes as soon as it no longer holds.
        if self._is_checked or self.messages[name].message:
            self.check(name)
        self.edited.emit(name)

    def _leave(self, name: str) -> None:
        if self._form is None or name not in FIELDS:
            return
        draft, editor = self._form.customer, self.editors[name]
        if isinstance(editor, QLineEdit) and not isinstance(editor, CustomerPicker):
            if editor.text() != draft.text(name):
                editor.setText(draft.text(name))
        if isinstance(editor, ChoiceBox) and editor.is_waiting:
            return  # whether there is such a value is about to be known
        if name in draft.changed() or self._is_checked or self.messages[name].message:
            self.check(name)

    # -- places

    def _prepare_places(self) -> None:
        ui = self._ui
        kinds: dict[PlaceField, PlaceKind] = {
            ui.province: "province",
            ui.city: "city",
            ui.district: "district",
        }
        for editor, kind in kinds.items():
            editor.set_kind(kind, partial(self._scope, kind))
            editor.place_picked.connect(self._fill_place)

    def _scope(self, kind: PlaceKind) -> tuple[str, str] | None:
        if self._ui.country.text().strip() not in _HOME:
            return None
        province = "" if kind == "province" else self._ui.province.text().strip()
        city = self._ui.city.text().strip() if kind == "district" else ""
        return province, city

    def _fill_place(self, place: Place) -> None:
        """Fill in what the chosen place lies in, and go on behind what is known now."""
        known = {"province": place.province, "city": place.city, "district": place.district}
        for name, text in known.items():
            if text:
                cast(QLineEdit, self.editors[name]).setText(text)
                self._enter(name, text)
        self._ui.province.setCursorPosition(0)
        last = "district" if place.district else "city" if place.city else "province"
        if self.editors[last] is not self._ui.fields_area.focusWidget():
            focus_field(self.editors[last])

    # -- layout

    def _show_value(self, name: str) -> None:
        if self._form is None:
            return
        draft, editor = self._form.customer, self.editors[name]
        if isinstance(editor, ChoiceBox):
            editor.show_value(draft.value(name), self._label(name, draft.value(name)))
            if name in draft.unreadable and editor.is_searching:
                editor.show_text(draft.text(name))
        elif isinstance(editor, CustomerPicker):
            self._show_customer(editor)
        elif isinstance(editor, QPlainTextEdit):
            blocked = editor.blockSignals(True)
            editor.setPlainText(draft.text(name))
            editor.blockSignals(blocked)
        elif isinstance(editor, QLineEdit):
            editor.setText(draft.text(name))
            editor.setCursorPosition(0)

    def _show_customer(self, picker: CustomerPicker) -> None:
        assert self._form is not None
        draft, name = self._form.customer, picker.objectName()
        value = draft.value(name)
        if name in draft.unreadable:
            picker.show_customer(None, "", "")
            picker.setText(draft.text(name))
        elif not isinstance(value, int):
            picker.show_customer(None, "", "")
        elif value in self._form.customers:
            picker.show_customer(value, *self._form.customers[value])

    def _label(self, name: str, value: object) -> str:
        """Return how a value is called, also one that can no longer be chosen."""
        labels, field = self._workspace.labels, FIELDS[name]
        if isinstance(value, int):
            owner = field.kind is FieldKind.OWNER
            return labels.owner(value) if owner else labels.category(value)
        return shown_code(labels, field.code_list or "", value)

    def _show_sections(self) -> None:
        is_person = (
            self._form is not None and self._form.customer.value("kind") == CustomerKind.PERSON
        )
        self._ui.company_section.setVisible(not is_person)
        self._ui.person_section.setVisible(is_person)

    def _level_labels(self) -> None:
        """Make all labels equally wide, so that the fields stand in line."""
        labels = [cast(QLabel, getattr(self._ui, f"{name}_label")) for name in FIELDS]
        width = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(width)
        digit = self._ui.name.fontMetrics().horizontalAdvance("0")
        self._ui.fields_area.setMinimumWidth(width + _NARROWEST_FIELD * digit)
        self._fold()

    def _level_heights(self) -> None:
        """Make boxes and lines equally high, so that the two columns keep in step."""
        lines = [e for e in self.editors.values() if isinstance(e, QLineEdit | ChoiceBox)]
        height = max(line.sizeHint().height() for line in lines)
        for line in lines:
            line.setMinimumHeight(height)

    def _fold(self) -> None:
        digit = self._ui.name.fontMetrics().horizontalAdvance("0")
        label = self._ui.name_label.minimumWidth()
        needed = 2 * (label + _FIELD_IN_TWO_COLUMNS * digit) + _GAP
        across = QBoxLayout.Direction.LeftToRight
        fits = self._ui.fields_page.width() >= needed
        direction = across if fits else QBoxLayout.Direction.TopToBottom
        for section in _SECTIONS:
            halves = cast(QBoxLayout, getattr(self._ui, f"{section}_halves"))
            if halves.direction() != direction:
                halves.setDirection(direction)
                halves.setSpacing(_GAP if direction == across else 0)

    def _in_order(self) -> list[QWidget]:
        """Return the fields in the order in which Tab goes through them."""
        editors = set(self.editors.values())
        order: list[QWidget] = []
        widget: QWidget | None = self._ui.name
        while widget is not None and widget not in order:
            if widget in editors:
                order.append(widget)
            widget = widget.nextInFocusChain()
            while widget is not None and widget not in editors:
                widget = widget.nextInFocusChain()
        return order
