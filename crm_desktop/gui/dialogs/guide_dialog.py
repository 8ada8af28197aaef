"""The user guide, read from the program's own files."""

from PySide6.QtCore import QEvent, QSize, QUrl
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from crm_desktop.infra import i18n
from crm_desktop.infra.i18n import translate
from crm_desktop.infra.paths import guide

_SIZE = QSize(820, 640)
_START = "README"


class GuideDialog(QDialog):
    """Shows a page of the guide; links lead to the others. `page` is a page's name."""

    def __init__(self, page: str = _START, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(_SIZE)
        self.setSizeGripEnabled(True)
        self._page = page
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.contents = buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self.contents.clicked.connect(lambda: self.show_page(_START))
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self._retranslate()

    def show_page(self, page: str) -> None:
        """Show `page` in the language in force, in English where it exists in no other."""
        self._page = page
        names = [f"{page}.md"]
        if i18n.language() == i18n.CHINESE:
            names.insert(0, f"{page}.{i18n.CHINESE.replace('_', '-')}.md")
        path = next((guide() / name for name in names if (guide() / name).exists()), None)
        if path is None:
            self.text.setPlainText(translate("Guide", "This page of the guide is missing."))
            return
        self.text.document().setBaseUrl(QUrl.fromLocalFile(str(path)))
        self.text.setMarkdown(path.read_text(encoding="utf-8"))

    def changeEvent(self, event: QEvent) -> None:
        """Show everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Guide", "User guide"))
        self.contents.setText(translate("Guide", "&Contents"))
        self.show_page(self._page)

    def _follow(self, link: QUrl) -> None:
        name = link.fileName()
        if link.isRelative() and name.endswith(".md"):
            self.show_page(name.removesuffix(".md").removesuffix(".zh-CN"))
