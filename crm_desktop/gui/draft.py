"""A record while it is typed: what is stored, what was typed since, and what cannot be read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, Protocol, TypeVar, cast

from crm_desktop.domain.fields import Field, by_name
from crm_desktop.domain.validation import Problem
from crm_desktop.gui.typed_values import TYPED_KINDS, Unreadable, read_typed, shown_typed


class Record(Protocol):
    """A frozen dataclass of `domain.records` that people type."""

    @property
    def id(self) -> int | None: ...  # noqa: D102 - a protocol's member


RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True)
class DraftState:
    """What is typed of a record at one moment."""

    record: object
    unreadable: tuple[tuple[str, tuple[str, Problem]], ...]

    def text(self, name: str) -> object:
        """Return what stands in a field: its value, or the text that cannot be read."""
        unread = dict(self.unreadable)
        return unread[name][0] if name in unread else getattr(self.record, name)


class Draft(Generic[RecordT]):
    """One record and the changes typed into it.

    `fields` are those that can be typed; `check` tells what is wrong with a record on a day.
    """

    def __init__(
        self,
        fields: Sequence[Field],
        stored: RecordT,
        today: date,
        check: Callable[[RecordT, date], Iterable[Problem]],
    ) -> None:
        self.stored = stored
        self._check = check
        self._record = stored
        self._fields = by_name(tuple(fields))
        self._today = today
        self._unreadable: dict[str, tuple[str, Problem]] = {}

    @property
    def record(self) -> RecordT:
        """The record with everything typed that can be read."""
        return self._record

    def state(self) -> DraftState:
        """Return what is typed now."""
        return DraftState(self._record, tuple(sorted(self._unreadable.items())))

    def recall(self, state: DraftState) -> None:
        """Let that be typed which was at the moment of `state`."""
        self._record = cast(RecordT, state.record)
        self._unreadable = dict(state.unreadable)

    def value(self, name: str) -> object:
        """Return the present value of a field."""
        value: object = getattr(self._record, name)
        return value

    def text(self, name: str) -> str:
        """Return a field as it stands on the screen, also where it cannot be read."""
        if name in self._unreadable:
            return self._unreadable[name][0]
        return shown_typed(self.value(name))

    def enter(self, name: str, typed: object) -> Problem | None:
        """Take what was typed or chosen for a field; return what is wrong with it.

        A text typed into a number, amount or date that cannot be read is kept as it is.
        """
        field = self._fields[name]
        self._unreadable.pop(name, None)
        if isinstance(typed, str) and field.kind in TYPED_KINDS:
            try:
                typed = read_typed(field, typed, self._today)
            except Unreadable as error:
                self._unreadable[name] = (str(typed), error.problem)
                return error.problem
        self._record = _with(self._record, {name: typed})
        return self.problem(name)

    def refuse(self, name: str, typed: str, problem: Problem) -> None:
        """Keep a text that stands for no value of the field, and why."""
        self._unreadable[name] = (typed, problem)

    def problem(self, name: str) -> Problem | None:
        """Return what is wrong with a field as it stands, or None."""
        return next((problem for problem in self.problems() if problem.field == name), None)

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the fields as they stand, in their order."""
        found = {p.field: p for p in self._check(self._record, self._today)}
        found |= {name: problem for name, (_, problem) in self._unreadable.items()}
        return tuple(found[name] for name in self._fields if name in found)

    def changed(self) -> tuple[str, ...]:
        """Return the names of the fields that differ from what is stored."""
        return tuple(
            name
            for name in self._fields
            if name in self._unreadable or self.value(name) != getattr(self.stored, name)
        )

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what is stored."""
        return bool(self.changed())

    def take(self, record: RecordT) -> None:
        """Let the fields hold what they hold in `record`, as if it had been typed."""
        self._unreadable.clear()
        self._record = _with(self.stored, {name: getattr(record, name) for name in self._fields})

    @property
    def unreadable(self) -> dict[str, str]:
        """The texts that stand for no value, by field."""
        return {name: text for name, (text, _) in self._unreadable.items()}


def _with(record: RecordT, values: dict[str, Any]) -> RecordT:
    changed: RecordT = replace(record, **values)  # type: ignore[type-var]
    return changed
