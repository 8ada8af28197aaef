"""“Undo” of what the user did last: the action says what it would undo, and a line offers it."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMessageBox, QWidget

from crm_desktop.domain.jobs import Job, JobKind, JobReport
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.dialogs.report_progress import follow
from crm_desktop.gui.dialogs.undo_report_dialog import UndoReportDialog
from crm_desktop.gui.main_actions import without_mnemonic
from crm_desktop.gui.tasks import task_progress
from crm_desktop.gui.undo_texts import (
    done_text,
    import_hint,
    job_text,
    report_lines,
    undone_text,
)
from crm_desktop.gui.widgets.notice_bar import NoticeBar
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.services import undo

# What this undoes concerns more than anybody remembers: it is asked before.
_ASKED_FROM = 100
# What is announced where there is something new to undo, or less than before.
_KINDS = frozenset({"job", "import_batch"})


class UndoLast(QObject):
    """Keeps `action` and `notices` of `window` up to date with what can be undone."""

    def __init__(
        self, workspace: Workspace, action: QAction, notices: NoticeBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self.job: Job | None = None
        self._workspace = workspace
        self._action = action
        self._notices = notices
        self._window = window
        self._newest: tuple[float, int] | None = None
        self._is_under_way = False
        self._report = JobReport(done=0)
        self._is_import = False
        action.triggered.connect(self.undo)
        notices.undo_asked.connect(self.undo)
        notices.details_asked.connect(self._show_details)
        workspace.changed.connect(self._announced)
        self.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """Ask what can be undone."""
        context = self._workspace.context
        # That it is not known is no reason to disturb anybody: saving will tell about the line.
        self._workspace.tasks.read(
            self, lambda: undo.last(context), self._show, lambda _error: None
        )

    def retranslate(self) -> None:
        """Say in the language in force what would be undone."""
        if self.job is None:
            self._action.setText(translate("Undo", "&Undo"))
        else:
            what = job_text(self.job, self._workspace.labels).replace("&", "&&")
            self._action.setText(translate("Undo", "&Undo: {what}").format(what=what))
        # In the tool bar there is room for a word; the tip says it all.
        self._action.setIconText(translate("Undo", "Undo"))
        self._action.setToolTip(f"{without_mnemonic(self._action.text())} (Ctrl+Z)")
        self._action.setEnabled(self.job is not None and not self._is_under_way)

    def undo(self) -> None:
        """Undo what the user did last, once that is confirmed where it concerns much."""
        if self.job is None or self._is_under_way:
            return
        is_large = self.job.record_count >= _ASKED_FROM or self.job.kind is JobKind.IMPORT
        if is_large and not self._confirmed(self.job):
            return
        job, context = self.job, self._workspace.context
        self._is_under_way = True
        self._notices.hide()
        self.retranslate()
        task = self._workspace.tasks.write(
            self,
            lambda: undo.undo_job(context, job, task_progress()),
            partial(self._done, is_import=job.kind is JobKind.IMPORT),
            title=translate("Undo", "Undo"),
        )
        task.finished.connect(self._ended)
        text = translate("Undo", "Undoing the {what}…")
        what = job_text(job, self._workspace.labels)
        follow(task, translate("Undo", "Undo"), text.format(what=what), self._window)

    def _announced(self, change: Change) -> None:
        if change.kinds & _KINDS:
            self.refresh()

    def _show(self, job: Job | None) -> None:
        newest = _age(job)
        is_new = self._newest is not None and newest > self._newest
        self._newest = max(newest, self._newest or newest)
        self.job = job
        self.retranslate()
        # A job that broke off with its program is told of at the next start.
        if job is not None and (is_new or not job.is_complete):
            labels = self._workspace.labels
            self._notices.say(partial(done_text, job, labels), can_undo=True)
        elif self._notices.ui.undo_button.isVisible():
            self._notices.hide()

    def _done(self, report: JobReport, *, is_import: bool) -> None:
        self._report, self._is_import = report, is_import
        lines = bool(report.left or report.notes)
        self._notices.say(partial(undone_text, report), has_details=lines)

    def _ended(self) -> None:
        self._is_under_way = False
        self.refresh()

    def _show_details(self) -> None:
        hints = ["", import_hint()] if self._is_import and self._report.left else []
        UndoReportDialog(
            translate("Undo", "Undo"),
            undone_text(self._report),
            [*report_lines(self._report), *hints],
            self._window,
        ).open()

    def _confirmed(self, job: Job) -> bool:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(translate("Undo", "Undo"))
        what = job_text(job, self._workspace.labels)
        box.setText(translate("Undo", "Undo the {what}?").format(what=what))
        box.setInformativeText(
            translate("Undo", "What somebody changed since is left as it is and named afterwards.")
        )
        yes = box.addButton(translate("Undo", "&Undo"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(translate("Undo", "&Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return clicked is yes


def _age(job: Job | None) -> tuple[float, int]:
    """Return what is greater the later a job was done."""
    return (job.at.timestamp(), job.id) if job is not None else (0.0, 0)
