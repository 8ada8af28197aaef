"""How much memory a process has, in megabytes."""

import ctypes
import sys
from pathlib import Path


def resident() -> float:
    """Return the memory this process has in the machine now."""
    if sys.platform == "win32":
        return _windows_counters()[1]
    return _status("VmRSS")


def most_resident() -> float:
    """Return the most memory this process has had in the machine."""
    if sys.platform == "win32":
        return _windows_counters()[0]
    return _status("VmHWM")


def _status(name: str) -> float:
    status = Path("/proc/self/status")
    if not status.exists():  # neither Linux nor Windows: only the peak is to be had
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    lines = status.read_text(encoding="ascii", errors="replace").splitlines()
    found = next(line for line in lines if line.startswith(f"{name}:"))
    return int(found.split()[1]) / 1024


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of Windows."""

    _fields_ = (
        ("cb", ctypes.c_uint32),
        ("page_faults", ctypes.c_uint32),
        ("peak_working_set", ctypes.c_size_t),
        ("working_set", ctypes.c_size_t),
        ("others", ctypes.c_size_t * 6),
    )


def _windows_counters() -> tuple[float, float]:
    """Return the most and the present memory."""
    counters = _Counters()
    counters.cb = ctypes.sizeof(counters)
    if sys.platform == "win32":
        handle = ctypes.c_void_p(ctypes.windll.kernel32.GetCurrentProcess())
        size = ctypes.c_uint32(counters.cb)
        ctypes.windll.psapi.GetProcessMemoryInfo(handle, ctypes.byref(counters), size)
    return counters.peak_working_set / 2**20, counters.working_set / 2**20
