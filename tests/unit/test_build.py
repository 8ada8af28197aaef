from crm_desktop.devtools.build import with_pages_at_home, without_unused_imports

GENERATED = """## Qt User Interface Compiler

from PySide6.QtCore import (QCoreApplication, QDate,
    QSize, Qt)
from PySide6.QtGui import (QBrush, QFont)
from PySide6.QtWidgets import (QLabel, QWidget)
class Ui_Form(object):
    def setupUi(self, Form):
        Form.resize(QSize(1, 2))
        self.label = QLabel(Form)
        self.label.setText(QCoreApplication.translate("Form", u"Text", None))
"""


def test_forms_import_what_they_name() -> None:
    lines = without_unused_imports(GENERATED).splitlines()
    assert "from PySide6.QtCore import (QCoreApplication, QSize)" in lines
    assert "from PySide6.QtWidgets import (QLabel)" in lines
    assert not any("QtGui" in line for line in lines)
    assert lines[-1] == GENERATED.splitlines()[-1]


def test_pages_are_made_where_they_lie() -> None:
    form = """
        self.pages = QStackedWidget(Form)
        self.first = QWidget()
        self.area = QScrollArea(self.first)
        self.fields = QWidget()
        self.area.setWidget(self.fields)
        self.pages.addWidget(self.first)
        self.loose = QWidget()
"""
    made = [line.strip() for line in with_pages_at_home(form).splitlines() if "QWidget()" in line]
    assert made == ["self.loose = QWidget()"]
    assert "self.first = QWidget(self.pages)" in with_pages_at_home(form)
    assert "self.fields = QWidget(self.area.viewport())" in with_pages_at_home(form)
