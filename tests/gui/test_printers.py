"""The printers of the computer, the default one first."""

import subprocess
import sys

import pytest
from PySide6.QtPrintSupport import QPrinterInfo

from crm_desktop.gui.printers import printer_names


def test_the_default_printer_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["PDF", "HP", "Label"])
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: "HP")
    assert printer_names() == ["HP", "PDF", "Label"]
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: "")
    assert printer_names() == ["PDF", "HP", "Label"]


def test_a_program_without_windows_can_ask() -> None:
    ask = "from crm_desktop.gui.printers import printer_names; print(printer_names())"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("[")
