"""Pictures of what takes back and what changes many customers at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.history import EarlierState, FieldChange, KeptField
from crm_desktop.domain.jobs import HAS_PAYMENTS, JobReport, Left, Note, PurgePreview
from crm_desktop.domain.records import CustomerChange
from crm_desktop.gui.dialogs.bring_back_dialog import BringBackDialog
from crm_desktop.gui.dialogs.bulk_change_dialog import BulkChangeDialog
from crm_desktop.gui.dialogs.customer_history_dialog import CustomerHistoryDialog
from crm_desktop.gui.dialogs.hand_over_dialog import HandOverDialog
from crm_desktop.gui.dialogs.purge_dialog import PurgeDialog
from crm_desktop.gui.dialogs.undo_report_dialog import UndoReportDialog
from crm_desktop.gui.undo_texts import report_lines, restored_text
from crm_desktop.infra.i18n import translate
from crm_desktop.services import bring_back, bulk, customers, restoring

if TYPE_CHECKING:
    from crm_desktop.devtools.shots import Stage

_NUMBERS = ("C000004 杭州联华食品有限公司", "C000012 上海永辉贸易有限公司")


def _bulk_change(stage: Stage) -> QWidget:
    criteria = Criteria(location="杭州")
    ids = bulk.matching(stage.workspace.context, criteria)
    dialog = BulkChangeDialog(stage.workspace, ids[:12], criteria, len(ids))
    dialog.show()
    stage.settle()
    dialog.ui.status_set.click()
    dialog.ui.status.setCurrentIndex(dialog.ui.status.findData("active"))
    dialog.ui.owner_id_set.click()
    dialog.ui.owner_id.setCurrentIndex(1)
    return dialog


def _hand_over(stage: Stage) -> QWidget:
    dialog = HandOverDialog(stage.workspace, 2)
    dialog.show()
    stage.settle()
    dialog.ui.to_user.setCurrentIndex(0)
    return dialog


def _purge(_stage: Stage) -> QWidget:
    found = PurgePreview(
        customers=_NUMBERS, contacts=5, left=(Left("C000031 宁波三江购物有限公司", HAS_PAYMENTS),)
    )
    dialog = PurgeDialog(found)
    dialog.ui.word.setText(translate("PurgeDialog", "remove"))
    dialog.ui.word.textEdited.emit("")
    return dialog


def _restored(_stage: Stage) -> QWidget:
    report = JobReport(
        done=3,
        notes=(
            Note(_NUMBERS[0], restoring.OWNER_CLEARED, {"owner": "王晓峰"}),
            Note("李强", restoring.CUSTOMER_TOO, {"customer": _NUMBERS[1]}),
        ),
    )
    title = translate("RecycleBinView", "Restored")
    return UndoReportDialog(title, restored_text(report), report_lines(report))


def _message(stage: Stage) -> QWidget:
    context = stage.workspace.context
    ids = bulk.matching(context, Criteria(location="宁波"))[:3]
    customers.delete(context, ids)
    stage.page("customers")
    stage.settle()
    return stage.window


def _story(stage: Stage) -> QWidget:
    context, details = stage.workspace.context, stage.customer()
    for status, phone in (("lost", "0571-88001234"), ("active", "")):
        now = customers.open_customer(context, details.customer.id or 0).customer
        customers.save(context, CustomerChange(customer=replace(now, status=status, phone=phone)))
    return CustomerHistoryDialog(stage.workspace, details.customer.id or 0, details.customer.name)


def _bring_back(stage: Stage) -> QWidget:
    customer = stage.customer().customer
    state = EarlierState(
        entity="customer",
        entity_id=customer.id or 0,
        customer_id=customer.id or 0,
        version=1,
        label=f"{customer.customer_no} {customer.name}",
        changes=(
            FieldChange("status", "lost", "active"),
            FieldChange("phone", "0571-88001234", "0571-88009999"),
            FieldChange("city", None, "杭州市"),
        ),
        kept=(KeptField("owner_id", "3", bring_back.NO_LONGER_OFFERED),),
        values={},
    )
    return BringBackDialog(stage.workspace, state)


UNDO_SHOTS: dict[str, Callable[[Stage], QWidget]] = {
    "bulk-change": _bulk_change,
    "hand-over": _hand_over,
    "purge": _purge,
    "restore-report": _restored,
    "undo-message": _message,
    "history-story": _story,
    "bring-back": _bring_back,
}
