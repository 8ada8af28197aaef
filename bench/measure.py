"""Timing, and what a benchmark answers."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Timings:
    """How long something took each time, in seconds."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """The shortest that 95 of 100 do not exceed."""
        ordered = sorted(self.seconds)
        return ordered[max(0, math.ceil(len(ordered) * 0.95) - 1)]


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
    pairs = [(took(ours), took(raw)) for _ in range(runs)]
    return Timings(tuple(pair[0] for pair in pairs)), Timings(tuple(pair[1] for pair in pairs))


def repeated(work: Callable[[], object], runs: int) -> Timings:
    """Return the times of `work` after one unmeasured run."""
    work()
    return Timings(tuple(took(work) for _ in range(runs)))


def together(timings: Sequence[Timings]) -> Timings:
    """Return all times of several measurements."""
    return Timings(tuple(second for timing in timings for second in timing.seconds))


def milliseconds(seconds: float) -> float:
    """Return seconds as milliseconds to three places."""
    return round(seconds * 1000, 3)


def ratio(upper: float, lower: float) -> float:
    """Return a quotient to three places; nothing is divided by nothing."""
    return round(upper / max(lower, 1e-9), 3)
