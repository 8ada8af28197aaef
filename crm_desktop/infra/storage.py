"""What kind of place a folder is: a database file needs a disk of this computer, alone.

SQLite's log in shared memory does not work over a network, and a program that synchronises
folders copies a database in the middle of a change, or puts an older copy over a newer one.
"""

import os
import re
import sys
from collections.abc import Iterable
from enum import Enum
from pathlib import Path, PurePath

_MOUNTS = Path("/proc/self/mounts")
_NETWORK_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "davfs", "fuse.sshfs", "fuse.rclone",
     "fuse.davfs2", "fuse.gvfsd-fuse", "ncpfs", "ceph", "glusterfs", "fuse.glusterfs"}
)  # fmt: skip
# How the folders of such programs are called, whole or at their beginning ("OneDrive - Contoso").
_SYNCHRONISED = (
    "onedrive", "dropbox", "坚果云", "我的坚果云", "nutstore", "nutstorefiles", "google drive",
    "googledrive", "my drive", "icloud drive", "icloudrive", "com~apple~clouddocs", "baidusyncdisk",
    "百度网盘", "baidunetdisk", "wps云盘", "wpsdrive", "微云同步助手", "nextcloud", "owncloud",
    "pcloud", "box sync", "syncthing", "resilio sync", "seafile",
)  # fmt: skip
_OCTAL = re.compile(r"\\([0-7]{3})")  # how spaces are written there
_DRIVE_REMOTE = 4  # what Windows' GetDriveTypeW says of a network drive


class Storage(Enum):
    """Where a file lies."""

    LOCAL = "local"
    NETWORK = "network"
    SYNCHRONISED = "synchronised"


def storage_of(path: Path) -> Storage:
    """Return what kind of place `path` is in, or would be in; a folder need not exist yet."""
    whole = path.absolute()
    if _is_on_network(whole):
        return Storage.NETWORK
    real = Path(os.path.realpath(whole))
    if _is_on_network(real):
        return Storage.NETWORK
    if is_synchronised(whole.parts) or is_synchronised(real.parts):
        return Storage.SYNCHRONISED
    return Storage.LOCAL


def is_synchronised(parts: Iterable[str]) -> bool:
    """Return whether one of the folders in `parts` looks like one that is synchronised."""
    for part in parts:
        name = part.casefold()
        if any(name == known or name.startswith(known + " ") for known in _SYNCHRONISED):
            return True
        if name.startswith(("onedrive-", "dropbox (", "nutstore files")):
            return True
    return False


def mounted_as(path: PurePath, mounts: str) -> str:
    """Return the type of the file system that holds `path`, by the text of /proc/self/mounts."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = _OCTAL.sub(lambda code: chr(int(code[1], 8)), fields[1])
        inside = path == PurePath(place) or PurePath(place) in path.parents
        if inside and len(place) >= len(best):
            best, kind = place, fields[2]
    return kind


def _is_on_network(path: Path) -> bool:
    if sys.platform == "win32":
        return _is_windows_share(path)
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return mounted_as(path, mounts) in _NETWORK_SYSTEMS


def _is_windows_share(path: Path) -> bool:
    if path.drive.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        kind: int = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
        return kind == _DRIVE_REMOTE
    return False
