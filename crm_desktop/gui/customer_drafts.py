"""A customer's draft on its way back into a window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.gui.draft_values import TypedCustomer
    from crm_desktop.gui.views.customer_window import CustomerWindow


@dataclass(frozen=True)
class CustomerDraft:
    """What to put back into the window of the customer with `customer_id`.

    `typed` is what stood in it; `job` is done once the window is there, such as opening a dialog.
    `taken` is called as soon as the window keeps it itself.
    """

    customer_id: int | None
    typed: "TypedCustomer | None"
    taken: Callable[[], None]
    job: "Callable[[CustomerWindow], None] | None" = None
