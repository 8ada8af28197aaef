"""Large pieces of memory that are free are given back to the system."""

import subprocess
import sys

import pytest

CODE = """
from crm_desktop.infra.allocation import give_back_what_is_free
give_back_what_is_free()
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
for size in (2, 4, 8):  # without the limits, the second piece would be kept
    b"x" * (size << 20)
before = resident()
pieces = [b"x" * (4 << 20) for _ in range(4)]
assert resident() - before > 12 << 20
del pieces
print(resident() - before < 2 << 20)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there it has to be said")
def test_large_pieces_are_given_back_at_once() -> None:
    found = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "True"
