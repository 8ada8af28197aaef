"""The contacts and payments of a customer window while they are typed, without any widget.

Both are tables with one more row than lines: typing into that last, empty row adds a line. Lines
are removed only when the customer is saved, so that removing can be undone; a new line in which
nothing (any more) stands counts for nothing.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Generic, cast

from crm_desktop.domain.codes import PaymentKind
from crm_desktop.domain.fields import CONTACT_FIELDS, PAYMENT_FIELDS, Field
from crm_desktop.domain.money import ZERO
from crm_desktop.domain.records import Contact, Payment
from crm_desktop.domain.rules import CONTACTS, PAYMENTS, check_contact, check_payment
from crm_desktop.domain.validation import Problem
from crm_desktop.gui.draft import Draft, DraftState, RecordT

# The customer is the window's own.
TYPED_PAYMENT_FIELDS = tuple(field for field in PAYMENT_FIELDS if field.name != "customer_id")


@dataclass(frozen=True)
class LineState:
    """What is typed in a line; `key` tells lines apart."""

    key: int
    typed: DraftState


@dataclass(frozen=True)
class LinesState:
    """What is typed in a table at one moment; `more` is what its kind adds."""

    lines: tuple[LineState, ...]
    removed: frozenset[int]
    more: object = None


class Lines(ABC, Generic[RecordT]):
    """Lines of one kind. `row` counts from 0 in the order they are shown."""

    fields: tuple[Field, ...]
    table: str

    def __init__(self, stored: Iterable[RecordT], today: date) -> None:
        self._today = today
        self._drafts = [self._draft(record) for record in stored]
        self._removed: set[int] = set()
        self._ever: dict[int, Draft[RecordT]] = {}

    def __len__(self) -> int:
        return len(self._drafts)

    def draft(self, row: int) -> Draft[RecordT]:
        """Return what is typed in a row."""
        return self._drafts[row]

    def state(self) -> LinesState:
        """Return what is typed now. Lines that are taken back live on, to be done again."""
        for draft in self._drafts:
            self._ever[id(draft)] = draft
        return LinesState(
            tuple(LineState(id(draft), draft.state()) for draft in self._drafts),
            frozenset(self._removed),
        )

    def recall(self, state: LinesState) -> None:
        """Let that be typed which was at the moment of `state`."""
        self._drafts = [self._ever[line.key] for line in state.lines]
        for draft, line in zip(self._drafts, state.lines, strict=True):
            draft.recall(line.typed)
        self._removed = set(state.removed)

    def is_new(self, row: int) -> bool:
        """Whether the line is not stored yet."""
        return self._drafts[row].stored.id is None

    def is_blank(self, row: int) -> bool:
        """Whether nothing stands in the line that could be stored."""
        return self.is_new(row) and not self._drafts[row].is_changed

    def is_removed(self, row: int) -> bool:
        """Whether saving will remove the line."""
        return id(self._drafts[row]) in self._removed

    def can_edit(self, row: int) -> bool:
        """Whether the line takes typing; the empty last row does."""
        return row == len(self._drafts) or not self.is_removed(row)

    def enter(self, row: int, name: str, typed: object) -> Problem | None:
        """Take what was typed into a cell; in the row after the last one this adds a line."""
        if row == len(self._drafts):
            self._append(self._fresh())
        return self._drafts[row].enter(name, typed)

    def toggle_removed(self, row: int) -> None:
        """Remove a line when the customer is saved, or no longer."""
        self._removed ^= {id(self._drafts[row])}

    def live_rows(self) -> tuple[int, ...]:
        """Return the rows of the lines that stand after saving."""
        return tuple(
            row
            for row in range(len(self._drafts))
            if not self.is_removed(row) and not self.is_blank(row)
        )

    def problem(self, row: int, name: str) -> Problem | None:
        """Return what is wrong with a cell, or None."""
        is_checked = row < len(self._drafts) and self._is_checked(row)
        return self._drafts[row].problem(name) if is_checked else None

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with any line; `Problem.row` is its row."""
        return tuple(
            replace(problem, table=self.table, row=row)
            for row, draft in enumerate(self._drafts)
            if self._is_checked(row)
            for problem in draft.problems()
        )

    def _is_checked(self, row: int) -> bool:
        """Whether what is wrong with the line would keep it from being stored."""
        return not self.is_removed(row) and not self.is_blank(row)

    @property
    def is_changed(self) -> bool:
        """Whether saving would change anything."""
        return any(
            (not self.is_new(row)) if self.is_removed(row) else self._drafts[row].is_changed
            for row in range(len(self._drafts))
        )

    def changed_rows(self) -> tuple[int, ...]:
        """Return the rows of the new and changed lines."""
        return tuple(row for row in self.live_rows() if self._drafts[row].is_changed)

    def changed(self) -> tuple[RecordT, ...]:
        """Return the new and changed records, as they are to be stored."""
        return tuple(self._drafts[row].record for row in self.changed_rows())

    def take(self, records: Iterable[RecordT]) -> None:
        """Let lines hold what they hold in `records`, as if it had been typed; new ones are added.

        For lines as they are stored, nothing typed yet.
        """
        rows = {draft.stored.id: row for row, draft in enumerate(self._drafts)}
        for record in records:
            known = record.id is not None and record.id in rows
            row = rows[record.id] if known else self._append(self._fresh_for(record))
            self._drafts[row].take(record)

    def row_of(self, record: RecordT) -> int | None:
        """Return the row of a stored line, or of a new one that holds just that."""
        for row, draft in enumerate(self._drafts):
            if record.id is not None and draft.stored.id == record.id:
                return row
            if record.id is None and self.is_new(row):
                names = [field.name for field in self.fields]
                if all(draft.value(name) == getattr(record, name) for name in names):
                    return row
        return None

    def _append(self, record: RecordT) -> int:
        self._drafts.append(self._draft(record))
        return len(self._drafts) - 1

    def _draft(self, record: RecordT) -> Draft[RecordT]:
        return Draft(self.fields, record, self._today, self._check)

    @abstractmethod
    def _check(self, record: RecordT, today: date) -> Iterable[Problem]:
        """Return what is wrong with a line's record."""

    @abstractmethod
    def _fresh(self) -> RecordT:
        """Return what a new line starts as."""

    def _fresh_for(self, _record: RecordT) -> RecordT:
        """Return what a new line starts as that is to hold what stands in a record."""
        return self._fresh()


class ContactLines(Lines[Contact]):
    """Contacts. As long as there are any, exactly one is the primary one."""

    fields = CONTACT_FIELDS
    table = CONTACTS

    def __init__(self, stored: Iterable[Contact], today: date) -> None:
        super().__init__(stored, today)
        self._wished: Draft[Contact] | None = next(
            (draft for draft in self._drafts if draft.stored.is_primary), None
        )

    def state(self) -> LinesState:
        """Return what is typed now, and which contact is wished for as the primary one."""
        return replace(super().state(), more=id(self._wished) if self._wished else None)

    def recall(self, state: LinesState) -> None:
        """Let that be typed which was at the moment of `state`."""
        super().recall(state)
        self._wished = self._ever.get(cast(int, state.more))

    def enter(self, row: int, name: str, typed: object) -> Problem | None:
        """Take what was typed; the first contact becomes the primary one."""
        problem = super().enter(row, name, typed)
        self._settle()
        return problem

    def toggle_removed(self, row: int) -> None:
        """Remove a contact when the customer is saved, or no longer; the star moves if need be."""
        super().toggle_removed(row)
        self._settle()

    def make_primary(self, row: int) -> None:
        """Make the contact in `row` the primary one."""
        if row in self.live_rows():
            self._wished = self._drafts[row]
            self._settle()

    def take(self, records: Iterable[Contact], removed: Iterable[int] = ()) -> None:
        """Let lines hold what they hold in `records`, and remove those with the ids `removed`."""
        super().take(records)
        gone = set(removed)
        for row, draft in enumerate(self._drafts):
            if draft.stored.id in gone:
                super().toggle_removed(row)
        marked = (self._drafts[row] for row in self.live_rows())
        starred = [draft for draft in marked if draft.value("is_primary")]
        newly = [draft for draft in starred if not draft.stored.is_primary]
        self._wished = next(iter(newly or starred), self._wished)
        self._settle()

    def is_blank(self, row: int) -> bool:
        """Whether nothing but the star stands in a new line."""
        return self.is_new(row) and set(self._drafts[row].changed()) <= {"is_primary"}

    def removed_ids(self) -> tuple[int, ...]:
        """Return the ids of the stored contacts that saving removes."""
        rows = (row for row in range(len(self._drafts)) if self.is_removed(row))
        ids = (self._drafts[row].stored.id for row in rows)
        return tuple(contact_id for contact_id in ids if contact_id is not None)

    def _settle(self) -> None:
        live = [self._drafts[row] for row in self.live_rows()]
        if not live:
            return
        primary = self._wished if self._wished in live else live[0]
        for draft in self._drafts:
            draft.enter("is_primary", draft is primary)

    def _check(self, record: Contact, today: date) -> Iterable[Problem]:
        return check_contact(record, today)

    def _fresh(self) -> Contact:
        return Contact()

    def _fresh_for(self, record: Contact) -> Contact:
        return Contact(restores_id=record.restores_id)


class PaymentLines(Lines[Payment]):
    """Payments. A stored one is never removed: it is made void, with a reason.

    `template` has what a new line starts with; `category` tells the customer's product category.
    """

    fields = TYPED_PAYMENT_FIELDS
    table = PAYMENTS

    def __init__(
        self,
        stored: Iterable[Payment],
        today: date,
        template: Payment,
        category: Callable[[], int | None],
    ) -> None:
        super().__init__(_by_day(stored), today)
        self._template = replace(template, payment_no="")
        self._category = category
        self._reasons: dict[int, str] = {}

    def state(self) -> LinesState:
        """Return what is typed now, and which payments are to be made void why."""
        return replace(super().state(), more=tuple(self._reasons.items()))

    def recall(self, state: LinesState) -> None:
        """Let that be typed which was at the moment of `state`."""
        super().recall(state)
        self._reasons = dict(cast(Iterable[tuple[int, str]], state.more))

    def can_edit(self, row: int) -> bool:
        """Whether the line takes typing: a void one does not."""
        return super().can_edit(row) and not (row < len(self) and self.is_void(row))

    def can_void(self, row: int) -> bool:
        """Whether the line is stored and counts."""
        return row < len(self) and not self.is_new(row) and not self.is_void(row)

    def can_refund(self, row: int) -> bool:
        """Whether money of this line can be given back: a stored payment that counts."""
        return self.can_void(row) and self.draft(row).value("kind") == PaymentKind.PAYMENT

    def is_void(self, row: int) -> bool:
        """Whether the payment does not count, or will not once the customer is saved."""
        return self.draft(row).stored.is_void or self.will_be_void(row)

    def will_be_void(self, row: int) -> bool:
        """Whether saving makes the payment void."""
        return self.draft(row).stored.id in self._reasons

    def void_reason(self, row: int) -> str:
        """Return why the payment is or will be void."""
        payment = self.draft(row).stored
        return self._reasons.get(payment.id or 0, payment.void_reason)

    def replaced_number(self, row: int) -> str:
        """Return the number of the void payment this one was entered again for, or nothing."""
        replaced = self.draft(row).stored.replaces_id
        stored = (draft.stored for draft in self._drafts)
        return next((p.payment_no for p in stored if replaced and p.id == replaced), "")

    def void(self, row: int, reason: str) -> None:
        """Make a stored payment void when the customer is saved."""
        payment_id = self.draft(row).stored.id
        if payment_id is not None and self.can_void(row):
            self._reasons[payment_id] = reason.strip()

    def take_back_void(self, row: int) -> None:
        """Do not make the payment void after all."""
        payment_id = self.draft(row).stored.id
        if payment_id is not None:
            self._reasons.pop(payment_id, None)

    def refund(self, row: int, amount: Decimal, paid_on: date, method: str, remark: str) -> int:
        """Add a refund for the payment in `row`; return the new line's row."""
        paid = self.draft(row).record
        new = self._append(self._fresh())
        for name, value in (
            ("kind", PaymentKind.REFUND),
            ("paid_on", paid_on),
            ("amount", amount),
            ("method", method),
            ("product_category_id", paid.product_category_id),
            ("invoice_no", paid.invoice_no),
            ("remark", remark),
        ):
            self.draft(new).enter(name, value)
        return new

    def _is_checked(self, row: int) -> bool:
        """Whether what is wrong with the line matters; void payments are let be."""
        return not self.is_void(row) and super()._is_checked(row)

    @property
    def is_changed(self) -> bool:
        """Whether saving would change anything."""
        return bool(self._reasons) or super().is_changed

    def changed_rows(self) -> tuple[int, ...]:
        """Return the rows of new and corrected payments; one made void is not corrected as well."""
        return tuple(row for row in super().changed_rows() if not self.is_void(row))

    def voided(self) -> tuple[tuple[int, str], ...]:
        """Return id and reason of the payments that saving makes void."""
        return tuple(self._reasons.items())

    def total(self) -> Decimal:
        """Return payments less refunds as they stand in the table, void ones left out."""
        return sum((payment.revenue for payment in self._counting()), ZERO)

    def last_on(self) -> date | None:
        """Return the day of the latest payment in the table that counts, refunds left out."""
        days = (
            payment.paid_on
            for payment in self._counting()
            if payment.paid_on is not None and payment.kind == PaymentKind.PAYMENT
        )
        return max(days, default=None)

    def take(self, records: Iterable[Payment], voided: Iterable[tuple[int, str]] = ()) -> None:
        """Let lines hold what they hold in `records`, and make payments void: id and reason."""
        super().take(records)
        reasons = dict(voided)
        for row, draft in enumerate(self._drafts):
            if draft.stored.id in reasons:
                self.void(row, reasons[draft.stored.id])

    def _counting(self) -> Iterable[Payment]:
        return (self.draft(row).record for row in self.live_rows() if not self.is_void(row))

    def _check(self, record: Payment, today: date) -> Iterable[Problem]:
        return check_payment(record, today)

    def _fresh(self) -> Payment:
        return replace(self._template, product_category_id=self._category())


def _by_day(payments: Iterable[Payment]) -> list[Payment]:
    """Return payments as they are shown: the latest last, where new ones are typed."""
    return sorted(payments, key=lambda payment: (payment.paid_on or date.min, payment.id or 0))
