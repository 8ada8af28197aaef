"""Timing, and what a benchmark answers."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Timings:
    """How long something took each time, in seconds.

    `processor` is the processor's time on this thread alone, where it is known: what the same would
    take at least if nothing else ran on the machine.
    """

    seconds: tuple[float, ...]
    processor: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """The shortest that 95 of 100 do not exceed."""
        return _p95(self.seconds)

    @property
    def busy_median(self) -> float:
        """The median of the processor's time."""
        return median(self.processor)

    @property
    def busy_p95(self) -> float:
        """The 95th of 100 of the processor's time."""
        return _p95(self.processor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One item: our value beside that of the raw baseline, in the same unit.

    `ratio` is the one the target speaks of. `ok` is None where the item means nothing at this
    size. `details` are lines for people only.
    """

    name: str
    value: float
    unit: str
    baseline: float
    ratio: float
    target: str
    ok: bool | None
    details: tuple[str, ...] = ()


def took(work: Callable[[], object]) -> float:
    """Return how long `work` takes, in seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turns(
    ours: Callable[[], object], raw: Callable[[], object], runs: int
) -> tuple[Timings, Timings]:
    """Return the times of both, taken in turns after one unmeasured run of each."""
    ours()
    raw()
    pairs = [(_took_both(ours), _took_both(raw)) for _ in range(runs)]
    return _timings([pair[0] for pair in pairs]), _timings([pair[1] for pair in pairs])


def repeated(work: Callable[[], object], runs: int) -> Timings:
    """Return the times of `work` after one unmeasured run."""
    work()
    return _timings([_took_both(work) for _ in range(runs)])


def together(timings: Sequence[Timings]) -> Timings:
    """Return all times of several measurements."""
    return Timings(
        tuple(second for timing in timings for second in timing.seconds),
        tuple(second for timing in timings for second in timing.processor),
    )


def _took_both(work: Callable[[], object]) -> tuple[float, float]:
    began, busy = time.perf_counter(), time.thread_time()
    work()
    return time.perf_counter() - began, time.thread_time() - busy


def _timings(taken: Sequence[tuple[float, float]]) -> Timings:
    return Timings(tuple(both[0] for both in taken), tuple(both[1] for both in taken))


def _p95(seconds: Sequence[float]) -> float:
    ordered = sorted(seconds)
    return ordered[max(0, math.ceil(len(ordered) * 0.95) - 1)]


def milliseconds(seconds: float) -> float:
    """Return seconds as milliseconds to three places."""
    return round(seconds * 1000, 3)


def ratio(upper: float, lower: float) -> float:
    """Return a quotient to three places; nothing is divided by nothing."""
    return round(upper / max(lower, 1e-9), 3)
