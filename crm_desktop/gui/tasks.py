"""The only way work leaves the thread that draws the windows.

    self._tasks.read(self, lambda: query.page(context, criteria, sort, 0, 100), self._show)

`work` runs on another thread and must touch no Qt object. `done` and `failed` run on the GUI
thread, never after `owner` was destroyed and never once the task was cancelled. Without `failed` an
error is shown to the user by `gui.errors`. Progress: inside `work`, hand `task_progress()` to the
service; the task's `progress` signal then tells (done, total), total 0 meaning unknown.
"""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from crm_desktop.infra.cancellation import CancelledWork, CancelToken

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

logger = logging.getLogger(__name__)

T = TypeVar("T")
Done = Callable[[T], None]
Failed = Callable[[BaseException], None]
Progress = Callable[[int, int], None]

READERS = 3
PATIENT = 2
BACKGROUND = 2
_PROGRESS_INTERVAL = 0.05


class Task(QObject):
    """Work under way, as windows see it.

    `finished` comes once, however the work ended, as long as the program runs; `progress` is
    (done, total).
    """

    progress = Signal(int, int)
    finished = Signal()

    def __init__(
        self, owner: QObject, done: Callable[[Any], None], failed: Failed | None, title: str
    ) -> None:
        super().__init__()
        self.only_reads = False
        self.title = title
        self.token = CancelToken()
        self._owner = owner
        self._done = done
        self._failed = failed
        owner.destroyed.connect(self.token.cancel)

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called or the owner is gone."""
        return self.token.is_cancelled

    def cancel(self) -> None:
        """Stop the work as soon as possible; neither `done` nor `failed` will be called."""
        self.token.cancel()

    def deliver(self, result: object, error: BaseException | None) -> None:
        """Tell the owner how it ended. Called on the GUI thread, once."""
        stopped = error is not None and _is_cancellation(error)
        alive = isValid(self._owner)
        if alive:
            self._owner.destroyed.disconnect(self.token.cancel)
        self.finished.emit()
        if not alive or self.is_cancelled:
            if error is not None and not stopped:
                logger.info("a task failed after it was cancelled", exc_info=error)
        elif error is None:
            self._done(result)
        elif self._failed is not None:
            self._failed(error)
        elif not stopped and not (self.only_reads and _is_out_of_reach(error)):
            from crm_desktop.gui.errors import show_error

            # That a list cannot be read just now the status bar says; it is read again later.
            show_error(self._owner, error)


def _is_cancellation(error: BaseException) -> bool:
    from crm_desktop.domain.errors import Cancelled

    return isinstance(error, CancelledWork | Cancelled)


def _is_out_of_reach(error: BaseException) -> bool:
    from crm_desktop.domain.server_errors import ServerUnreachable

    return isinstance(error, ServerUnreachable)


class _Job:
    """The worker thread's side of a task: no Qt object may lose its last reference there."""

    def __init__(
        self, work: Callable[[], Any], token: CancelToken, ended: Callable[["_Job"], None]
    ) -> None:
        self.work: Callable[[], Any] | None = work
        self.result: Any = None
        self.error: BaseException | None = None
        self.progress: Progress | None = None
        self._token = token
        self._ended = ended
        self._last_progress = 0.0

    def run(self) -> None:
        """Do the work."""
        restore = _progress.set(self._report)
        try:
            if self.work is not None and not self._token.is_cancelled:
                with self._token.active():
                    self.result = self.work()
        except BaseException as error:
            self.error = error
        finally:
            _progress.reset(restore)
        self._ended(self)

    def forget(self) -> None:
        """Let go of what the worker must not be the last to hold. For the GUI thread."""
        self.work = self.result = self.error = self.progress = None

    def _report(self, done: int, total: int) -> None:
        now = monotonic()
        # The last step is always told; the others not more often than an eye can follow.
        if self.progress and (now - self._last_progress >= _PROGRESS_INTERVAL or done == total):
            self._last_progress = now
            self.progress(done, total)


_progress: ContextVar[Progress | None] = ContextVar("progress", default=None)


def task_progress() -> Progress:
    """Return what a service calls with (done, total) to tell how far it is. For use inside work."""
    return _progress.get() or _nobody_listens


def _nobody_listens(_done: int, _total: int) -> None:
    """Take progress outside any task."""


class _Workers:
    """Threads of one kind, loaded and started when the first work comes."""

    def __init__(self, most: int, name: str) -> None:
        self._most, self._name = most, name
        self._executor: ThreadPoolExecutor | None = None
        self._stopped = False

    def submit(self, work: Callable[[], None]) -> None:
        """Let one of the threads do `work`; raises RuntimeError once they were stopped."""
        if self._stopped:
            raise RuntimeError("the worker threads were stopped")
        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor

            self._executor = ThreadPoolExecutor(self._most, thread_name_prefix=self._name)
        self._executor.submit(work)

    def stop(self, *, forget_waiting: bool = False) -> None:
        """Wait until the work under way is done; what waits is done as well, or forgotten."""
        self._stopped = True
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=forget_waiting)


class Tasks(QObject):
    """The worker threads: one that writes, a few that read, a few for reports and imports.

    `failed` carries the error of any task, whatever its owner makes of it.
    """

    started = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = _Workers(READERS, "reader")
        self._patient = _Workers(PATIENT, "patient")
        self._writer = _Workers(1, "writer")
        self._background = _Workers(BACKGROUND, "background")
        self._running: dict[_Job, Task] = {}
        self._is_listening = False

    def read(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Done[T],
        failed: Failed | None = None,
        title: str = "",
    ) -> Task:
        """Run `work`, which only reads. `title` names it in the status bar when it takes long."""
        return self._read(self._readers, owner, work, done, failed, title)

    def read_patiently(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Done[T],
        failed: Failed | None = None,
        title: str = "",
    ) -> Task:
        """Run `work` that only reads and takes its time, as counts do: others need not wait."""
        return self._read(self._patient, owner, work, done, failed, title)

    def _read(
        self,
        workers: "_Workers",
        owner: QObject,
        work: Callable[[], T],
        done: Done[T],
        failed: Failed | None,
        title: str,
    ) -> Task:
        task = Task(owner, done, failed, title)
        task.only_reads = True
        return self._submit(workers, work, task)

    def write(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Done[T],
        failed: Failed | None = None,
        title: str = "",
    ) -> Task:
        """Run `work`, which writes, after all earlier writes."""
        return self._submit(self._writer, work, Task(owner, done, failed, title))

    def background(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Done[T],
        failed: Failed | None = None,
        title: str = "",
    ) -> Task:
        """Run `work` that takes its time: reports, imports, exports."""
        return self._submit(self._background, work, Task(owner, done, failed, title))

    @property
    def running(self) -> tuple[Task, ...]:
        """The tasks under way or waiting."""
        return tuple(self._running.values())

    def close(self) -> None:
        """Let writes end, cancel everything else, and stop the threads. Nothing is delivered."""
        self._writer.stop()
        for task in self.running:
            task.cancel()
        for workers in (self._readers, self._patient, self._background):
            workers.stop(forget_waiting=True)
        self._running.clear()

    def _submit(self, workers: "_Workers", work: Callable[[], Any], task: Task) -> Task:
        if not self._is_listening:
            from PySide6.QtCore import Qt

            # Workers emit, this thread delivers.
            self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
            self._is_listening = True
        job = _Job(work, task.token, self._ended.emit)
        job.progress = task.progress.emit
        self._running[job] = task
        self.started.emit(task)
        workers.submit(job.run)
        return task

    def _deliver(self, job: _Job) -> None:
        task = self._running.pop(job, None)
        if task is None:
            return
        result, error = job.result, job.error
        job.forget()
        self.finished.emit(task)
        if error is not None:
            self.failed.emit(error)
        task.deliver(result, error)
