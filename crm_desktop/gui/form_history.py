"""The steps typed into a customer's window, to be taken back and done again; without any widget."""

from dataclasses import dataclass

from crm_desktop.domain.fields import FieldKind
from crm_desktop.domain.rules import CONTACTS, PAYMENTS
from crm_desktop.gui.customer_form import FIELDS, CustomerForm, FormState
from crm_desktop.gui.customer_lines import LinesState

# Older steps are forgotten.
MOST_STEPS = 200
_CHOSEN = {FieldKind.CODE, FieldKind.CATEGORY, FieldKind.OWNER, FieldKind.CUSTOMER}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was changed: a customer's field, or a line's field, or a whole line."""

    table: str = ""
    row: int | None = None
    field: str = ""


@dataclass(slots=True)
class _Step:
    place: Place
    before: FormState
    turn: int


class FormHistory:
    """What was done in `form` since it was shown.

    Typing in one field is one step until something else is done; what happens in one `turn` of
    the program (a district that fills in its city) is one step too.
    """

    def __init__(self, form: CustomerForm) -> None:
        self._form = form
        self._now = form.state()
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._is_sealed = True

    @property
    def last_place(self) -> Place | None:
        """Where the step is that `undo` would take back."""
        return self._done[-1].place if self._done else None

    @property
    def next_place(self) -> Place | None:
        """Where the step is that `redo` would do again."""
        return self._undone[-1].place if self._undone else None

    def seal(self) -> None:
        """Let what is typed from now on be a step of its own."""
        self._is_sealed = True

    def note(self, turn: int = 0) -> None:
        """Take the form as it is now for the end of a step."""
        state = self._form.state()
        if state == self._now:
            return
        place = _changed_place(self._now, state)
        last = self._done[-1] if self._done else None
        if last is not None and self._goes_on(last, place, turn):
            if state == last.before:
                self._done.pop()
            elif place != last.place and last.turn != turn:
                last.place = place
        else:
            self._done.append(_Step(place, self._now, turn))
            del self._done[:-MOST_STEPS]
        self._undone.clear()
        self._is_sealed = False
        self._now = state

    def undo(self) -> Place | None:
        """Take back the last step; return where it was, None where there is none."""
        return self._go(self._done, self._undone)

    def redo(self) -> Place | None:
        """Do again the step that was taken back last."""
        return self._go(self._undone, self._done)

    def _go(self, steps: list[_Step], others: list[_Step]) -> Place | None:
        if not steps:
            return None
        step = steps.pop()
        others.append(_Step(step.place, self._now, -1))
        self._form.recall(step.before)
        self._now = step.before
        self._is_sealed = True
        return step.place

    def _goes_on(self, last: _Step, place: Place, turn: int) -> bool:
        """Whether a change belongs to the last step: typed on, or part of the same deed."""
        if turn and last.turn == turn:
            return True
        is_typing = not place.table and place.field in FIELDS
        chosen = is_typing and FIELDS[place.field].kind in _CHOSEN
        return is_typing and not chosen and not self._is_sealed and last.place == place


def _changed_place(before: FormState, after: FormState) -> Place:
    """Return where two states differ: the customer's first such field, else a line."""
    for name in FIELDS:
        if before.customer.text(name) != after.customer.text(name):
            return Place(field=name)
    for table, old, new in (
        (CONTACTS, before.contacts, after.contacts),
        (PAYMENTS, before.payments, after.payments),
    ):
        row = _changed_row(old, new)
        if row is not None:
            return Place(table, row)
    return Place()


def _changed_row(before: LinesState, after: LinesState) -> int | None:
    old, new = before.lines, after.lines
    for row in range(max(len(old), len(new))):
        if row >= len(old) or row >= len(new) or old[row] != new[row]:
            return row
    if before.removed != after.removed or before.more != after.more:
        gone = before.removed ^ after.removed
        return next((row for row, line in enumerate(new) if line.key in gone), 0)
    return None
