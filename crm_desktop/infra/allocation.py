"""How the memory of what is gone is given back to the system."""

import ctypes
import sys

# Numbers of mallopt(3).
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE = 512 * 1024
_ARENAS = 2


def give_back_what_is_free() -> None:
    """Have the C library of Linux give large pieces back as soon as they are free.

    It else keeps up to some tens of megabytes for each thread that once had a large piece, as the
    ids of half a million customers are. Windows gives such pieces back anyway.
    """
    if sys.platform != "linux":
        return
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have none
    if set_option is not None:
        set_option(_MMAP_THRESHOLD, _LARGE)
        set_option(_TRIM_THRESHOLD, _LARGE)
        set_option(_ARENA_MAX, _ARENAS)
