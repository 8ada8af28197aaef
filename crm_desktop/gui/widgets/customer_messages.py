"""What a customer window says: by the way, in a bar at its foot, and on what others did on top."""

from collections.abc import Callable

from crm_desktop.gui.forms.ui_customer_window import Ui_CustomerWindow
from crm_desktop.gui.theme import Look, set_look
from crm_desktop.gui.widgets.field_error import announce


class CustomerMessages:
    """The three places of the form `ui` in which something is said."""

    def __init__(self, ui: Ui_CustomerWindow) -> None:
        self._ui = ui
        self._texts: Callable[[], tuple[str, str]] | None = None
        self._act: Callable[[], None] | None = None
        ui.message_bar.hide()
        ui.notice_bar.hide()
        set_look(ui.notice_bar, "info")
        ui.notice_button.clicked.connect(self._clicked)

    def note(self, text: str) -> None:
        """Say something by the way, in a line whose room is always kept."""
        self._ui.stamp.setText(text)
        self._ui.stamp.setAccessibleName(text)
        announce(self._ui.stamp)

    def say(self, look: Look, text: str) -> None:
        """Say something that wants attention."""
        set_look(self._ui.message_bar, look)
        self._ui.message.setText(text)
        self._ui.message.setAccessibleName(text)
        self._ui.message_bar.show()
        announce(self._ui.message)

    def hide(self) -> None:
        """Take away what wants attention."""
        self._ui.message_bar.hide()

    def offer(self, texts: Callable[[], tuple[str, str]], act: Callable[[], None]) -> None:
        """Say something quietly with a button for it; `texts` are what is said and the button's."""
        self._texts, self._act = texts, act
        self.retranslate()
        self._ui.notice_bar.show()
        announce(self._ui.notice)

    def withdraw(self) -> None:
        """Take the quiet offer away."""
        self._texts = self._act = None
        self._ui.notice_bar.hide()

    @property
    def is_offering(self) -> bool:
        """Whether there is a quiet offer."""
        return self._texts is not None

    def accept_offer(self) -> None:
        """Do what is offered, if anything is."""
        self._clicked()

    def retranslate(self) -> None:
        """Show the offer in the language in force."""
        if self._texts is not None:
            text, button = self._texts()
            self._ui.notice.setText(text)
            self._ui.notice.setAccessibleName(text)
            self._ui.notice_button.setText(button)

    def _clicked(self) -> None:
        if self._act is not None:
            self._act()
