"""What is kept on this computer is made unreadable to other accounts, where the system offers it.

Windows ties data to the account that is signed in (DPAPI, `CryptProtectData`): a copy of the disk
or an administrator's look into the profile shows nothing. Other systems have file permissions only.
"""

import ctypes
import logging
import sys
from functools import cache
from typing import Any, Protocol

logger = logging.getLogger(__name__)

MARK = b"CRM-PROTECTED-1\n"
_NEVER_ASK = 1  # CRYPTPROTECT_UI_FORBIDDEN


class Protector(Protocol):
    """Ties bytes to the account that is signed in; both raise OSError."""

    def protect(self, data: bytes) -> bytes:
        """Return `data` so that only this account can make it readable again."""

    def unprotect(self, data: bytes) -> bytes:
        """Return what was protected; OSError for another account's."""


class _Blob(ctypes.Structure):
    """Windows' DATA_BLOB."""

    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.POINTER(ctypes.c_char)))


class Dpapi:
    """Windows' own protection; `crypt32` and `kernel32` are its libraries."""

    def __init__(self, crypt32: Any, kernel32: Any) -> None:
        self._crypt32 = crypt32
        self._kernel32 = kernel32

    def protect(self, data: bytes) -> bytes:
        """Encrypt with a key of the account's."""
        return self._call(self._crypt32.CryptProtectData, data)

    def unprotect(self, data: bytes) -> bytes:
        """Decrypt what `protect` returned."""
        return self._call(self._crypt32.CryptUnprotectData, data)

    def _call(self, function: Any, data: bytes) -> bytes:
        buffer = ctypes.create_string_buffer(data, len(data))
        given = _Blob(len(data), ctypes.cast(buffer, ctypes.POINTER(ctypes.c_char)))
        made = _Blob()
        done = function(ctypes.byref(given), None, None, None, None, _NEVER_ASK, ctypes.byref(made))
        if not done:
            raise OSError("the system does not protect or read this")
        try:
            return ctypes.string_at(made.data, made.size)
        finally:
            self._kernel32.LocalFree(made.data)


@cache
def of_this_system() -> Protector | None:
    """Return what this system offers; None where permissions are all there is."""
    if sys.platform != "win32":
        return None
    kernel32 = ctypes.WinDLL("kernel32")
    kernel32.LocalFree.argtypes = (ctypes.c_void_p,)
    kernel32.LocalFree.restype = ctypes.c_void_p
    return Dpapi(ctypes.WinDLL("crypt32"), kernel32)


def protected(data: bytes) -> bytes:
    """Return `data` protected; as it is where the system cannot, for it must not be lost."""
    protector = of_this_system()
    if protector is None:
        return data
    try:
        return MARK + protector.protect(data)
    except OSError as error:
        logger.warning("what is typed cannot be protected: %s", error)
        return data


def unprotected(data: bytes) -> bytes:
    """Return what `protected` made, also what was never protected; raises OSError."""
    if not data.startswith(MARK):
        return data
    protector = of_this_system()
    if protector is None:
        raise OSError("another system protected this")
    return protector.unprotect(data[len(MARK) :])
