"""Customers that look like the one being typed, named while one types."""

import logging
from collections.abc import Callable
from html import escape

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel

from crm_desktop.domain.records import Duplicate
from crm_desktop.gui.tasks import Task
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.services import customers

logger = logging.getLogger(__name__)

_DEBOUNCE = 120
_SHOWN = 3
Asked = tuple[str, tuple[str, ...], int | None]


class DuplicateHints(QObject):
    """Fills `label` with links to likely duplicates; the label always keeps its line.

    `asked` tells name, phones and id of the customer being typed.
    """

    def __init__(self, label: QLabel, workspace: Workspace, asked: Callable[[], Asked]) -> None:
        super().__init__(label)
        self._label = label
        self._workspace = workspace
        self._asked = asked
        self._search: Task | None = None
        self._found: tuple[Duplicate, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=_DEBOUNCE)
        self._pause.timeout.connect(self._start)
        label.linkActivated.connect(lambda link: workspace.open_customer(int(link)))
        label.setFixedHeight(label.fontMetrics().height() + 4)

    def look(self) -> None:
        """Look for duplicates once typing pauses."""
        self._pause.start()

    def clear(self) -> None:
        """Forget what was found and what is being looked for."""
        self._pause.stop()
        if self._search is not None:
            self._search.cancel()
        self._show(())

    def retranslate(self) -> None:
        """Show what was found in the language in force."""
        self._show(self._found)

    def _start(self) -> None:
        if self._search is not None:
            self._search.cancel()
        name, phones, exclude_id = self._asked()
        context = self._workspace.context
        if not name and not phones:
            self._show(())
            return
        self._search = self._workspace.tasks.read(
            self,
            lambda: customers.duplicates(context, name, phones, exclude_id),
            self._show,
            _log,
        )

    def _show(self, found: tuple[Duplicate, ...]) -> None:
        self._found = found
        if not found:
            self._label.setText("")
            self._label.setAccessibleName("")
            return
        links = [f'<a href="{item.id}">{escape(_described(item))}</a>' for item in found[:_SHOWN]]
        more = f" +{len(found) - _SHOWN}" if len(found) > _SHOWN else ""
        heading = translate("CustomerWindow", "⚠ Perhaps entered already:")
        self._label.setText(f"{escape(heading)} {' · '.join(links)}{more}")
        spoken = "; ".join(_described(item) for item in found)
        self._label.setAccessibleName(f"{heading} {spoken}")
        self._label.setToolTip(escape(spoken))


def _log(error: BaseException) -> None:
    """Keep a failure for whoever has to mend it: a hint that is missing stops nobody's typing."""
    logger.info("duplicates could not be looked for", exc_info=error)


def _described(item: Duplicate) -> str:
    reason = (
        translate("CustomerWindow", "similar name")
        if item.same == "name"
        else translate("CustomerWindow", "same phone")
    )
    place = f"{item.city}, " if item.city else ""
    return f"{item.customer_no} {item.name} ({place}{reason})"
