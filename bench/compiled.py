"""Compiling what the measured processes import, as installing the program does.

Where Python is told to keep no compiled modules each process would compile the whole program, and
the libraries, from their source: up to a second, for much of which no other thread can run.
"""

import compileall
import importlib.util
import os

_VARIABLE = "PYTHONDONTWRITEBYTECODE"
_PACKAGES = (
    "crm_desktop",
    "bench",
    "PySide6",
    "shiboken6",
    "sqlalchemy",
    "alembic",
    "argon2",
    "platformdirs",
    "PIL",
    "reportlab",
    "openpyxl",
    "xlsxwriter",
)


def compile_modules() -> None:
    """Compile what is not compiled yet; processes started from now on compile the rest once."""
    os.environ.pop(_VARIABLE, None)
    for name in _PACKAGES:
        found = importlib.util.find_spec(name)
        for folder in (found.submodule_search_locations or ()) if found else ():
            compileall.compile_dir(folder, quiet=2)
