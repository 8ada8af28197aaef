"""Finds the drafts that earlier runs left, offers them, and puts back those that are wanted.

What it takes to understand and show drafts is loaded only where there are any.
"""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMessageBox

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.errors import CrmError
from crm_desktop.gui.drafts import set_aside_text
from crm_desktop.gui.errors import show_error
from crm_desktop.gui.widgets.notice_bar import NoticeBar
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra import journal
from crm_desktop.infra.files import failure_reason
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.journal import Kept
from crm_desktop.services.context import ServiceContext

if TYPE_CHECKING:
    from crm_desktop.gui.dialogs.drafts_dialog import DraftsDialog, OfferedDraft
    from crm_desktop.gui.draft_parts import DraftKind

logger = logging.getLogger(__name__)

Read = tuple[Kept, "DraftKind", object]


class DraftsOffer(QObject):
    """Offers drafts over the main window `home`, which they go back into; `notices` are its."""

    def __init__(self, workspace: Workspace, home: QMainWindow, notices: NoticeBar) -> None:
        super().__init__(home)
        self._notices = notices
        self._workspace = workspace
        self._home = home
        self._drafts = workspace.drafts
        self._aside: tuple[Path, ...] = ()
        self._pending = 0
        self._is_told = False
        self.dialog: DraftsDialog | None = None
        self._drafts.failed.connect(self._tell_failure)

    def offer(self, *, asked: bool = False) -> None:
        """Offer what there is; only where somebody `asked` it is said that there is nothing."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        found = self._drafts.take_left()
        read, bad = _understood(found.kept)
        self._aside = (*found.set_aside, *bad)
        if read:
            context, labels = self._workspace.context, self._workspace.labels
            self._workspace.tasks.read(
                self, lambda: [_look(context, labels, each) for each in read], self._show
            )
            return
        self._drafts.release_left()
        if self._aside:
            self._notices.say(partial(set_aside_text, self._aside))
        elif asked:
            QMessageBox.information(
                self._home,
                translate("DraftsOffer", "Drafts"),
                translate(
                    "DraftsOffer", "There are no drafts: nothing that you typed was left unsaved."
                ),
            )

    def _show(self, offered: list[OfferedDraft]) -> None:
        """Show what is worth it: what the last save of an earlier run has stored, is stored."""
        from crm_desktop.gui.dialogs.drafts_dialog import DraftsDialog

        stored = [draft for draft in offered if draft.is_stored]
        self._discard(tuple(stored))
        left = [draft for draft in offered if not draft.is_stored]
        if not left:
            self._drafts.release_left()
            return
        self.dialog = DraftsDialog(left, self._aside, self._home)
        self.dialog.restored.connect(self._restore)
        self.dialog.discarded.connect(self._discard)
        self.dialog.finished.connect(self._ended)
        self.dialog.open()

    def _ended(self) -> None:
        self.dialog = None
        # What is on its way back into a form stays ours until the form keeps it itself.
        if self._pending == 0:
            self._drafts.release_left()

    def _discard(self, chosen: tuple[OfferedDraft, ...]) -> None:
        for draft in chosen:
            self._drafts.remove(draft.kept.path)

    def _restore(self, chosen: tuple[OfferedDraft, ...]) -> None:
        context, labels = self._workspace.context, self._workspace.labels
        self._pending += len(chosen)
        for draft in chosen:
            # Looked at again: the dialog may have been open for long.
            read: Read = (draft.kept, draft.kind, draft.looked.typed)
            self._workspace.tasks.read(
                self, partial(_look_strictly, context, labels, read), self._put_back, self._failed
            )

    def _put_back(self, draft: OfferedDraft) -> None:
        from crm_desktop.gui.draft_parts import Desk

        desk = Desk(self._workspace, self._home, lambda: self._taken(draft.kept.path))
        try:
            draft.kind.restore(desk, draft.looked)
        except CrmError as error:
            self._failed(error)

    def _taken(self, path: Path) -> None:
        self._drafts.remove(path)
        self._pending -= 1

    def _failed(self, error: BaseException) -> None:
        self._pending -= 1
        show_error(self._home, error)

    def _tell_failure(self, error: OSError) -> None:
        """Say once that drafts cannot be kept: typing goes on without them."""
        if not self._is_told:
            self._is_told = True
            self._notices.say(partial(_failure_text, error))


def _failure_text(error: OSError) -> str:
    text = translate(
        "DraftsOffer", "What you type cannot be kept as a draft: {reason} Save more often."
    )
    return text.format(reason=failure_reason(error))


def _understood(kept: tuple[Kept, ...]) -> tuple[list[Read], list[Path]]:
    """Return the drafts of kinds that are known here, and the files whose values are none."""
    if not kept:
        return [], []
    from crm_desktop.gui.draft_kinds import KINDS
    from crm_desktop.gui.draft_values import BadDraft

    read: list[Read] = []
    bad: list[Path] = []
    for each in kept:
        kind = KINDS.get(each.entry.kind)
        if kind is None:
            logger.info("a draft of another program's kind: %s", each.entry.kind)
            continue
        try:
            read.append((each, kind, kind.read(each.entry.values)))
        except BadDraft as error:
            bad.append(journal.set_aside(each.path, error))
    return read, bad


def _look(context: ServiceContext, labels: Labels, read: Read) -> OfferedDraft:
    """Find out what is stored now; where that cannot be read, a draft is offered all the same."""
    try:
        return _look_strictly(context, labels, read)
    except CrmError as error:
        logger.info("what a draft would change cannot be told: %s", error)
        return _offered(read, None, labels)


def _look_strictly(context: ServiceContext, labels: Labels, read: Read) -> OfferedDraft:
    from crm_desktop.gui.draft_parts import Asking

    _, kind, typed = read
    return _offered(read, kind.present(Asking(context, typed)), labels)


def _offered(read: Read, now: object, labels: Labels) -> OfferedDraft:
    from crm_desktop.gui.dialogs.drafts_dialog import OfferedDraft
    from crm_desktop.gui.draft_parts import Looked

    kept, kind, typed = read
    return OfferedDraft(kept, kind, Looked(typed, now, labels))
