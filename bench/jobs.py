"""What people do in the windows while it is watched whether the windows answer."""

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QPlainTextEdit

from bench.company import FIRST_DAY, LAST_DAY, LAST_YEAR
from bench.exported import COLUMNS, EXPORTED
from bench.watching import Condition
from bench.window import Drive, after, press
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.periods import Period
from crm_desktop.domain.statistics import Breakdown
from crm_desktop.gui.report_making import customer_list_report
from crm_desktop.gui.tasks import task_progress
from crm_desktop.gui.views.statistics_period import PeriodChoice

Given = dict[str, Any]
Waits = Generator[Condition, None, None]
Job = Callable[[Drive, Given], Waits]

REPORTED = Criteria(number="C00")  # the first ten thousand less one


def scroll(drive: Drive, _given: Given) -> Waits:
    """Drag the scroll bar of the list up and down."""
    bar = drive.table().verticalScrollBar()
    for place in (10, 90, 50, 70, 30, 100, 0):
        bar.setValue(bar.maximum() * place // 100)
        yield after(0.15)


def list_orders(drive: Drive, _given: Given) -> Waits:
    """Sort the list by what its headings offer, then by number again."""
    header = drive.table().horizontalHeader()
    for section in (1, 4, 0, 0):
        header.sectionClicked.emit(section)
        yield from _done(drive)


def search(drive: Drive, given: Given) -> Waits:
    """Type into the filter of the list."""
    box = drive.window.page.ui.filter
    for text in given["texts"]:
        box.setFocus()
        box.clear()
        press(box, text)
        yield after(0.4)
        yield from _done(drive)
    box.clear()
    yield from _done(drive)


def quick_search(drive: Drive, given: Given) -> Waits:
    """Type into the quick-search box."""
    box = drive.window.quick_search
    box.setFocus()
    for text in given["texts"]:
        box.clear()
        for key in text:
            press(box, key)
            yield after(0.05)
        yield from _done(drive)
    box._completer.popup().hide()
    box.clear()


def query(drive: Drive, given: Given) -> Waits:
    """Run queries on their page."""
    page = drive.window.go_to("query")
    for text in given["texts"]:
        page.run(Criteria(name=text, location="省"))
        yield from _done(drive)


def revenue(drive: Drive, _given: Given) -> Waits:
    """Show the revenue of all years by day, month and year."""
    yield from _statistics(
        drive, Period(FIRST_DAY, LAST_DAY), (Breakdown.DAY, Breakdown.MONTH, Breakdown.YEAR)
    )


def statistics(drive: Drive, _given: Given) -> Waits:
    """Show a year by everything it can be broken down by."""
    yield from _statistics(drive, Period(*LAST_YEAR), tuple(Breakdown))


def save(drive: Drive, _given: Given) -> Waits:
    """Open a customer, type a remark and save."""
    drive.window.go_to("customers")
    drive.workspace.open_customer(1)
    yield lambda: bool(drive.window._customers.windows)
    window = drive.window._customers.windows[0]
    yield window.ui.form_page.isEnabled
    yield from _done(drive)
    remark = window.findChildren(QPlainTextEdit)[0]
    remark.setPlainText("" if remark.toPlainText() else "测量")
    yield after(0.2)
    window.save()
    yield lambda: not window.isWindowModified()
    yield from _done(drive)
    window.close()


def import_(drive: Drive, given: Given) -> Waits:
    """Import a file, and give it up before the end, so that the database stays as it is."""
    from crm_desktop.services import transfer_in

    context, path = drive.workspace.context, Path(given["folder"], "import.csv")
    task = drive.workspace.tasks.background(
        drive.window,
        lambda: transfer_in.import_customers(context, path, progress=task_progress()),
        lambda _result: None,
    )
    yield after(given["import_seconds"])
    task.cancel()
    yield drive.is_idle


def report(drive: Drive, _given: Given) -> Waits:
    """Make a list of ten thousand customers and show it."""
    drive.workspace.preview_report("", customer_list_report(drive.workspace, REPORTED))
    yield after(0.2)
    yield from _done(drive)
    yield after(0.5)
    for dialog in drive.window.findChildren(QDialog):
        dialog.close()


def export(drive: Drive, given: Given) -> Waits:
    """Write a hundred thousand customers to an Excel file."""
    from crm_desktop.services import transfer_out

    context, path = drive.workspace.context, Path(given["folder"], "stall.xlsx")
    write = partial(transfer_out.export_customers, context, path, EXPORTED, columns=COLUMNS)
    drive.workspace.tasks.background(
        drive.window, lambda: write(progress=task_progress()), lambda _rows: None
    )
    yield from _done(drive)


def _statistics(drive: Drive, period: Period, breakdowns: tuple[Breakdown, ...]) -> Waits:
    page = drive.window.go_to("statistics")
    yield from _done(drive)
    page.ui.period.set_choice(PeriodChoice(None, period))
    for by in breakdowns:
        page.ui.breakdown.setCurrentIndex(page.ui.breakdown.findData(by.value))
        page.refresh()
        yield from _done(drive)


def _done(drive: Drive) -> Waits:
    """Wait until nothing is under way any more and all has been painted."""
    yield after(0.05)
    yield drive.is_idle
    yield after(0.05)


JOBS: dict[str, Job] = {
    "list_jump": scroll,
    "list_first": list_orders,
    "search": search,
    "query": query,
    "quick_search": quick_search,
    "revenue": revenue,
    "statistics": statistics,
    "save": save,
    "import": import_,
    "report": report,
    "export": export,
}
