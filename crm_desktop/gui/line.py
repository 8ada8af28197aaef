"""The line to the server: noticing that it broke, and that it is back.

What is typed stays in its windows meanwhile. Lists are read again once the line is back; a save is
never repeated by the program (`data.operations` says how a save whose answer was lost ends).
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.domain import errors, server_errors
from crm_desktop.domain.transfer import Change
from crm_desktop.gui.tasks import Task, Tasks
from crm_desktop.services.context import ServiceContext

HEARTBEAT_SECONDS = 30
RETRY_SECONDS = 3

# Everything that windows show: after a break anything may have been changed by others.
EVERYTHING = Change(
    kinds=frozenset(
        {
            "client_user", "code_item", "company_profile", "contact", "customer",
            "import_batch", "payment", "product_category", "saved_query",
        }
    )
)  # fmt: skip
_REFUSALS = (
    errors.WrongCredentials,
    errors.AccountDisabled,
    server_errors.AccountLocked,
    server_errors.PasswordExpired,
    server_errors.DatabaseRefused,
)


class LineState(Enum):
    """How it stands with the line."""

    UP = "up"
    DOWN = "down"
    ASKS = "asks"  # the server is there and wants the password


class Line(QObject):
    """Watches the line to a server for one workspace.

    `changed` comes with every change of `state`.
    """

    changed = Signal()

    def __init__(
        self,
        tasks: Tasks,
        context: Callable[[], ServiceContext],
        announce: Callable[[Change], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.state = LineState.UP
        self.refusal: BaseException | None = None
        self._tasks = tasks
        self._context = context
        self._announce = announce
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check)
        tasks.failed.connect(self._notice)
        self._wait()

    def check(self) -> None:
        """Ask the server for a sign of life now."""
        if self._task is not None:
            return
        self._timer.stop()
        context = self._context()

        def ask() -> None:
            from crm_desktop.services import line

            line.check(context)

        self._task = self._tasks.read(self, ask, self._answered, self._silent)

    def sign_in_again(self, password: str, failed: Callable[[BaseException], None]) -> None:
        """Go on with `password`; `failed` is told why not."""
        context = self._context()

        def sign_in() -> None:
            from crm_desktop.services import line

            line.sign_in_again(context, password)

        self._tasks.read(self, sign_in, self._answered, failed)

    def _notice(self, error: BaseException) -> None:
        """Take notice of a failed task: whatever it was for, it may tell of the line.

        An answer that came too late tells nothing yet: the server may be busy, or out of reach.
        """
        if self._task is not None:
            return
        if isinstance(error, server_errors.ServerUnreachable):
            self._set(LineState.DOWN)
        elif not isinstance(error, server_errors.QueryTimedOut):
            return
        # At once: often there is a line again already.
        self._timer.start(0)

    def _answered(self, _nothing: None) -> None:
        self._task = None
        was_up = self.state is LineState.UP
        self._set(LineState.UP)
        if not was_up:
            self._announce(EVERYTHING)
        self._wait()

    def _silent(self, error: BaseException) -> None:
        self._task = None
        if isinstance(error, _REFUSALS):
            self.refusal = error
            self._set(LineState.ASKS)
            return  # asking again with the same password could lock the account
        self._set(LineState.DOWN)
        self._wait()

    def _wait(self) -> None:
        seconds = HEARTBEAT_SECONDS if self.state is LineState.UP else RETRY_SECONDS
        self._timer.start(seconds * 1000)

    def _set(self, state: LineState) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit()
