"""What is done in the program's windows while it is watched."""

import gc
import time
from collections.abc import Callable, Generator
from functools import partial
from random import Random
from typing import Any

from bench.memory import resident
from bench.watching import Condition, Heartbeat, Painted
from bench.window import Drive, Steps, after, painted_rows, press, rows_are_there
from crm_desktop.domain.criteria import Criteria, SortOrder

Given = dict[str, Any]
_SEED = 3


def main_window(drive: Drive, _given: Given) -> Steps:
    """Tell how long it takes from the accepted sign-in to the painted list."""
    yield from drive.sign_in()
    yield drive.has_table
    painted = painted_rows(drive.table())
    drive.table().viewport().update()  # its first paint may be over
    yield partial(painted.since, drive.accepted_at)
    return {"seconds": painted.at - drive.accepted_at}


def list_jump(drive: Drive, given: Given) -> Steps:
    """Drag the scroll bar to places all over the list and tell how long each takes."""
    yield from _opened(drive)
    table, found = drive.table(), []
    painted, chance = painted_rows(table), Random(_SEED)
    if given.get("sort"):
        drive.window.page.table.sort_by(SortOrder(given["sort"]))
        yield after(0.2)
        yield drive.is_idle
    for _ in range(given["times"]):
        yield drive.is_idle
        bar = table.verticalScrollBar()
        began = time.perf_counter()
        bar.setValue(int(bar.maximum() * chance.uniform(0.05, 0.95)))
        yield partial(painted.since, began)
        found.append(painted.at - began)
    return {"seconds": found, "rows": table.model().rowCount()}


def quick_search(drive: Drive, given: Given) -> Steps:
    """Press keys in the quick-search box and tell when the suggestions of each are painted."""
    yield from _opened(drive)
    box = drive.window.quick_search
    box.setFocus()
    shown = Painted(
        box._completer.popup().viewport(),
        lambda: bool(box._found_for == box.text().strip() and box.suggestions()),
    )
    found: dict[str, list[float]] = {}
    for text in given["texts"]:
        box.clear()
        # Letters and digits come one by one, Chinese from an input method in one piece.
        keys = list(text) if text.isascii() else [text]
        found[text] = []
        for key in keys:
            began = time.perf_counter()
            press(box, key)
            yield partial(shown.since, began)
            found[text].append(shown.at - began)
        box._completer.popup().hide()
    return {"seconds": found}


def memory(drive: Drive, given: Given) -> Steps:
    """Scroll the list from end to end, search it many times, and tell the memory taken."""
    yield from _opened(drive)
    table = drive.table()
    opened = resident()
    bar, painted = table.verticalScrollBar(), painted_rows(table)
    for step in range(given["steps"] + 1):
        began = time.perf_counter()
        bar.setValue(bar.maximum() * step // given["steps"])
        table.viewport().update()
        yield partial(painted.since, began)
    scrolled = resident()
    for text in given["texts"]:
        drive.window.page.table.show_matches(Criteria(anything=text))
        yield after(0.05)
        yield drive.is_idle
    drive.window.page.table.show_matches(Criteria())
    yield after(0.3)
    yield drive.is_idle
    gc.collect()
    return {"opened": opened, "scrolled": scrolled, "searched": resident()}


def stall(drive: Drive, given: Given) -> Steps:
    """Do each job from the window and tell how long the windows did not answer meanwhile."""
    from bench.jobs import JOBS  # loads what a program that is measured otherwise has not

    found: dict[str, float] = {}
    yield lambda: drive.session is not None
    beats = Heartbeat()
    yield from _opened(drive)
    found["main_window"] = beats.take()
    for name, job in JOBS.items():
        yield after(0.1)
        yield drive.is_idle
        beats.take()
        yield from job(drive, given)
        yield after(0.1)
        yield drive.is_idle
        found[name] = beats.take()
    return {"stalls": found}


def _opened(drive: Drive) -> Generator[Condition, None, None]:
    """Sign in and wait for the list, and for what is read in the background after it."""
    yield from drive.sign_in()
    yield drive.has_table
    table = drive.table()
    yield lambda: rows_are_there(table)
    yield after(0.3)
    yield drive.is_idle


SCENARIOS: dict[str, Callable[[Drive, Given], Steps]] = {
    "main_window": main_window,
    "list_jump": list_jump,
    "quick_search": quick_search,
    "memory": memory,
    "stall": stall,
}
