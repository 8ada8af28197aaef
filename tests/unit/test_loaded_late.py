"""What SQLAlchemy imports in vain is not loaded, and is there for whoever uses it."""

import subprocess
import sys

LOADED = "import sys, crm_desktop.data.unit_of_work, sqlalchemy.dialects.sqlite\n"


def printed(code: str) -> str:
    found = subprocess.run(
        [sys.executable, "-c", LOADED + code], capture_output=True, text=True, check=True
    )
    return found.stdout.strip()


def test_what_nobody_uses_is_not_loaded() -> None:
    names = "('asyncio.events', 'ssl', 'email', 'importlib.metadata._meta')"
    assert printed(f"print([name for name in {names} if name in sys.modules])") == "[]"


def test_looking_through_all_modules_loads_nothing() -> None:
    look = "[getattr(module, '__file__', None) for module in list(sys.modules.values())]"
    assert printed(f"{look}\nprint('asyncio.events' in sys.modules)") == "False"


def test_what_is_used_is_loaded() -> None:
    code = """
import asyncio, asyncio.events
from importlib import metadata
from sqlalchemy.util.concurrency import is_exit_exception, iscoroutine
async def nothing(): pass
coroutine = nothing()
print(iscoroutine(coroutine), iscoroutine(3), is_exit_exception(asyncio.CancelledError()))
print(asyncio.run(coroutine), asyncio is sys.modules["asyncio"])
print(metadata.version("SQLAlchemy") > "2")
"""
    assert printed(code).split() == ["True", "False", "True", "None", "True", "True"]


def test_a_module_of_a_package_is_found_in_it() -> None:
    code = "import importlib.metadata\nprint(importlib.metadata.version('SQLAlchemy') > '2')"
    assert printed(code) == "True"


def test_others_that_came_first_are_left_alone() -> None:
    code = "import asyncio, crm_desktop.data; print(hasattr(asyncio, 'events'))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "True"
