"""What else is done with the customer of a window: print its card, see its history, delete it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.records import Customer
from crm_desktop.gui.dialogs.customer_history_dialog import CustomerHistoryDialog
from crm_desktop.gui.dialogs.customer_questions import ask_deletion
from crm_desktop.gui.report_making import customer_card_report
from crm_desktop.gui.workspace import Workspace
from crm_desktop.infra.i18n import translate
from crm_desktop.services import customers


def preview_card(workspace: Workspace, customer_id: int, number: str) -> None:
    """Show the card of the customer with this number, as it would be printed."""
    title = translate("CustomerJobs", "Customer card {number}").format(number=number)
    workspace.preview_report(title, customer_card_report(workspace, customer_id))


def show_history(window: QWidget, workspace: Workspace, customer: Customer) -> None:
    """Show over `window` who changed what of a stored customer."""
    if customer.id is not None:
        name = f"{customer.customer_no} {customer.name}"
        CustomerHistoryDialog(workspace, customer.id, name, window).open()


def delete(
    window: QWidget, workspace: Workspace, customer: Customer, afterwards: Callable[[], None]
) -> None:
    """Ask whether a stored customer is to go to the recycle bin, and move it there."""
    context, customer_id = workspace.context, customer.id
    if customer_id is None:
        return

    def accepted() -> None:
        workspace.tasks.write(
            window, lambda: customers.delete(context, [customer_id]), lambda _count: afterwards()
        )

    ask_deletion(window, [f"{customer.customer_no} {customer.name}"], accepted)
