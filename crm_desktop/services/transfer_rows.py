"""What imports of all kinds have in common: rows become records, some hundred at a time.

The first bad row of the file stops the import with its number, column and reason.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from crm_desktop.data import import_queries, numbers
from crm_desktop.data.customer_queries import CHUNK, chunks
from crm_desktop.data.import_rows import Incoming
from crm_desktop.data.numbers import Series
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.errors import DuplicateNumber, ImportRefused
from crm_desktop.domain.fields import FieldKind
from crm_desktop.domain.folding import fold
from crm_desktop.domain.texts import Text
from crm_desktop.domain.transfer import Duplicates, Progress
from crm_desktop.domain.validation import Problem
from crm_desktop.infra.cancellation import check_cancelled
from crm_desktop.infra.i18n import show, translate
from crm_desktop.services.transfer_choices import Choices
from crm_desktop.services.transfer_columns import Column, Layout
from crm_desktop.services.transfer_files import Row
from crm_desktop.services.transfer_rejects import Rejects
from crm_desktop.services.transfer_shelf import Shelf
from crm_desktop.services.transfer_values import BadCell, reader_of

RecordT = TypeVar("RecordT")
Values = dict[str, Any]

_CHOSEN = {FieldKind.CODE, FieldKind.CATEGORY, FieldKind.OWNER}


@dataclass(frozen=True, slots=True)
class Item(Generic[RecordT]):
    """A row that has been read: its number in the file, and the record it becomes.

    `number` is the customer's or payment's number, "" to be given the next one.
    """

    row: int
    number: str
    record: RecordT
    values: Values


class Target(Protocol):
    """Where the records of an import go."""

    def transaction(self, running: "RowImport[Any]") -> AbstractContextManager[None]:
        """Return a block in which `running.work` is a unit of work."""

    def add(self, work: UnitOfWork, records: Sequence[Incoming]) -> None:
        """Take records, which have their numbers."""

    def has(self, number_key: str) -> bool:
        """Whether a record of this folded number was taken that is not stored yet."""


class RowImport(ABC, Generic[RecordT]):
    """The rows of a file on their way to a target."""

    kind: ClassVar[str]
    columns: ClassVar[Mapping[str, Column]]
    required: ClassVar[tuple[str, ...]]
    number_column: ClassVar[str]
    series: ClassVar[Series]

    def __init__(
        self,
        target: Target,
        work: UnitOfWork,
        layout: Layout,
        choices: Choices,
        today: date,
        duplicates: Duplicates = Duplicates.REFUSE,
        rejects: Rejects | None = None,
    ) -> None:
        """Prepare to read a file; without `rejects` the first bad row stops the import."""
        self.work = work
        self.today = today
        self._target = target
        self.created = 0
        self.contacts = 0
        self.skipped = 0
        self._skips = duplicates is Duplicates.SKIP
        self._rejects = rejects
        self._layout = layout
        self._choices = choices
        self._cells = [
            (place, reader_of(place.column.field), place.column.field.kind in _CHOSEN)
            for place in layout.places
        ]
        self._highest: list[str] = []

    def run(self, rows: Iterable[Row], about: int, progress: Progress | None) -> None:
        """Store all rows; raises ImportRefused for the first bad one."""
        with Shelf[Item[RecordT]]() as unnumbered:
            self._read(rows, about, progress, unnumbered)
            # Only now is it known which numbers the file itself gives.
            for items in chunks(unnumbered.take(), CHUNK):
                check_cancelled()
                with self._target.transaction(self):
                    self._store_with_next_numbers(items)
        with self._target.transaction(self):
            self._target.add(self.work, self.links())

    def _read(
        self,
        rows: Iterable[Row],
        about: int,
        progress: Progress | None,
        unnumbered: Shelf[Item[RecordT]],
    ) -> None:
        gives_numbers = any(
            place.column.name == self.number_column for place in self._layout.places
        )
        done = 0
        for chunk in chunks(rows):
            check_cancelled()
            with self._target.transaction(self):
                items = self._take(chunk)
                if gives_numbers:
                    unnumbered.put([item for item in items if not item.number])
                else:
                    self._store_with_next_numbers(items)
            done += len(chunk)
            if progress is not None:
                progress(done, max(about - 1, done) if about else 0)
        with self._target.transaction(self):
            import_queries.keep_numbers(self.work.session, self.series, self._highest)

    @abstractmethod
    def read(self, row: int, values: Values) -> RecordT:
        """Return the record that a row's values make; raises ImportRefused."""

    @abstractmethod
    def look_up(self, items: Sequence[Item[RecordT]]) -> None:
        """Ask the database, for all items at once, what `check` needs to know."""

    @abstractmethod
    def check(self, item: Item[RecordT]) -> None:
        """Raise ImportRefused where the item does not fit what is stored."""

    @abstractmethod
    def incoming(self, item: Item[RecordT], number: str) -> Incoming:
        """Return an item as it is stored, with the number it gets."""

    def links(self) -> list[Incoming]:
        """Return what ties the records of the file to each other, when all are known."""
        return []

    def is_known(self, numbers_key: str) -> bool:
        """Whether the file has a record of this folded number, though it may not be stored yet."""
        return self._target.has(numbers_key)

    def refused(self, row: int, column: str, text: Text, **values: object) -> ImportRefused:
        """Return the error that names the row and the column as the file has them."""
        return ImportRefused(row=row, column=self._header(column), reason=show(text, **values))

    def refused_for(self, row: int, problem: Problem, is_contact: bool = False) -> ImportRefused:
        """Return the error for what a rule found wrong with a field."""
        for name, column in self.columns.items():
            if column.field.name == problem.field and column.is_contact == is_contact:
                return self.refused(row, name, problem.text, **problem.values)
        return self.refused(row, problem.field, problem.text, **problem.values)

    def _take(self, rows: Sequence[Row]) -> list[Item[RecordT]]:
        """Store the rows that have numbers of their own, and return all that are good."""
        read: list[tuple[Row, Item[RecordT]]] = []
        failure: ImportRefused | None = None
        for row in rows:
            try:
                read.append((row, self._item(row)))
            except ImportRefused as error:
                if self._rejects is None:
                    failure = error  # rows before it may be bad for what the database says
                    break
                self._rejects.add(row, error)
        items = self._accepted(read)
        if failure is not None:
            raise failure
        numbered = [(item, item.number) for item in items if item.number]
        self._highest = import_queries.highest(
            self.series, [*self._highest, *(number for _, number in numbered)]
        )
        self._store(numbered)
        return items

    def _accepted(self, read: Sequence[tuple[Row, Item[RecordT]]]) -> list[Item[RecordT]]:
        """Return the items that fit what is stored; raises ImportRefused for the first other."""
        items = [item for _, item in read]
        taken = import_queries.taken(
            self.work.session, self.series, (item.number for item in items)
        )
        taken |= {key for item in items if self._target.has(key := fold(item.number))}
        self.look_up(items)
        accepted: list[Item[RecordT]] = []
        for row, item in read:
            key = fold(item.number)
            if self._skips and key in taken:
                self.skipped += 1
                continue
            try:
                if key in taken:
                    text = DuplicateNumber.text
                    raise self.refused(item.row, self.number_column, text, number=item.number)
                self.check(item)
            except ImportRefused as error:
                if self._rejects is None:
                    raise
                self._rejects.add(row, error)
                continue
            taken |= {key} if key else set()
            accepted.append(item)
        return accepted

    def _store_with_next_numbers(self, items: Sequence[Item[RecordT]]) -> None:
        given = numbers.give_several(self.work.session, self.series, len(items))
        self._store(list(zip(items, given, strict=True)))

    def _store(self, numbered: Sequence[tuple[Item[RecordT], str]]) -> None:
        records = [self.incoming(item, number) for item, number in numbered]
        self._target.add(self.work, records)
        self.created += len(records)
        self.contacts += sum(bool(record.contact) for record in records)

    def _item(self, row: Row) -> Item[RecordT]:
        values = self._values(row)
        record = self.read(row.number, values)
        return Item(row.number, values.get(self.number_column) or "", record, values)

    def _values(self, row: Row) -> Values:
        for index in range(self._layout.width, len(row.cells)):
            if row.cells[index] not in (None, ""):
                raise ImportRefused(
                    row=row.number,
                    column=str(index + 1),
                    reason=translate("Transfer", "The row has more cells than there are columns."),
                )
        values: Values = {}
        width = len(row.cells)
        for place, read, is_chosen in self._cells:
            try:
                value = read(row.cells[place.index] if place.index < width else None)
                if is_chosen:
                    value = self._choices.find(place.column.field, str(value))
            except BadCell as error:
                raise ImportRefused(
                    row=row.number, column=place.header, reason=show(error.text, **error.values)
                ) from error
            values[place.column.name] = value
        return values

    def _header(self, column: str) -> str:
        for place in self._layout.places:
            if place.column.name == column:
                return place.header
        return column
