"""One command for each job, from a bare machine: `python3 dev.py COMMAND [ARGUMENTS]`.

    run          open the program on the sample company
    test         run all tests (with arguments: those of pytest, and no coverage)
    check        format, lint, types, imports, translations and all tests
    build        freeze the program with PyInstaller into dist/ and try it
    bench        measure
    screenshots  write pictures of the windows into a folder

Each command first sets up what is missing: shared libraries (Debian and Ubuntu), uv, the locked
dependencies and the generated files. Only the standard library is used here.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.stamp"
TOOLS = ROOT / ".tools"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
SCRIPTS = "Scripts" if WINDOWS else "bin"
SUFFIX = ".exe" if WINDOWS else ""
PYTHON = VENV / SCRIPTS / f"python{SUFFIX}"
UV_OLDEST = (0, 9)
UV_PINNED = "0.13.9"

# The shared libraries Qt loads (widgets, X11, PDF, printing) and the Debian packages they are in.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlidec.so.1": "libbrotli1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class RefusalError(Exception):
    """The job cannot be done; the text says why and how to go on."""


def speaks_chinese() -> bool:
    """Return whether the person at this machine has set it to Chinese."""
    if sys.platform == "win32":
        primary_language = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return bool(primary_language == 0x04)
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, names), "").lower().startswith("zh")


def either(english: str, chinese: str) -> str:
    """Return the text in the language of the machine."""
    return chinese if speaks_chinese() else english


def say(english: str, chinese: str) -> None:
    """Print a line for the person at the machine."""
    print(either(english, chinese), file=sys.stderr, flush=True)


def call(command: Iterable[str | Path], environment: dict[str, str] | None = None) -> None:
    """Run a command in the project's folder; raise RefusalError if it fails."""
    words = [str(word) for word in command]
    code = subprocess.call(words, cwd=ROOT, env=environment)
    if code:
        line = " ".join(words)
        raise RefusalError(
            either(
                f"This command failed (exit code {code}), its own words are above: {line}",
                f"以下命令失败(退出码 {code}),原因见上文:{line}",
            )
        )


# --- Set-up ------------------------------------------------------------------------------------


def set_up(command: str) -> None:
    """Bring the machine and the source tree to where `command` can run."""
    old = environment_is_old()
    uv = find_uv() if old else None
    if LINUX:
        install_packages(missing_packages(command, needs_uv=old and uv is None))
    if old:
        synchronise(uv or install_uv())
    call([PYTHON, "-m", "crm_desktop.devtools.build", "--quiet"])


def missing_packages(command: str, needs_uv: bool) -> list[str]:
    """Return the Debian packages that `command` needs and this machine lacks."""
    found = [package for library, package in LIBRARIES.items() if not can_load(library)]
    if needs_uv and importlib.util.find_spec("ensurepip") is None:
        found.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if command == "build":
        found += freezing_packages()
    if command in ("test", "check") and may_install() and not shutil.which("pdftotext"):
        found.append("poppler-utils")  # a second reader of our PDFs; its tests are skipped without
    return found


def freezing_packages() -> list[str]:
    """Return the missing Debian packages of what PyInstaller needs."""
    found = [] if shutil.which("objdump") else ["binutils"]
    library = sysconfig.get_config_var("INSTSONAME") or ""
    if ".so" in library and not can_load(library):
        found.append(f"libpython{sys.version_info.major}.{sys.version_info.minor}")
    return found


def can_load(library: str) -> bool:
    """Return whether the dynamic linker finds the shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def may_install() -> bool:
    """Return whether we can install Debian packages ourselves."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install_packages(packages: list[str]) -> None:
    """Install Debian packages, or say how: only root may, and only Debian has apt-get."""
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if may_install():
        say("Installing system packages …", "正在安装系统软件包…")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        call(["apt-get", "update", "-q"], environment)
        call([*install[:1], "-q", *install[1:]], environment)
        return
    line = " ".join(install)
    raise RefusalError(
        either(
            f"System packages are missing. As root, run (or your system's equivalent):\n  {line}",
            f"缺少系统软件包。请以 root 身份运行(其他系统请安装对应的包):\n  {line}",
        )
    )


def environment_digest() -> str:
    """Return a digest of all that decides what belongs into `.venv`."""
    digest = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def environment_is_old() -> bool:
    """Return whether `.venv` is missing or was made from other locks or by another Python."""
    if not (PYTHON.exists() and STAMP.exists()):
        return True
    return STAMP.read_text(encoding="ascii") != environment_digest()


def find_uv() -> str | None:
    """Return a uv that is there and new enough: on PATH or installed by us earlier."""
    for candidate in (shutil.which("uv"), str(TOOLS / SCRIPTS / f"uv{SUFFIX}")):
        if candidate and Path(candidate).exists():
            result = subprocess.run([candidate, "--version"], capture_output=True, text=True)
            version = re.match(r"uv (\d+)\.(\d+)", result.stdout)
            if version and (int(version[1]), int(version[2])) >= UV_OLDEST:
                return candidate
    return None


def install_uv() -> str:
    """Install uv into `.tools` and return its path."""
    say(f"Installing uv {UV_PINNED} …", f"正在安装 uv {UV_PINNED}…")
    call([sys.executable, "-m", "venv", "--clear", TOOLS])
    python = TOOLS / SCRIPTS / f"python{SUFFIX}"
    call([python, "-m", "pip", "install", "-q", "--no-input", f"uv=={UV_PINNED}"])
    return str(TOOLS / SCRIPTS / f"uv{SUFFIX}")


def synchronise(uv: str) -> None:
    """Install the locked dependencies into `.venv`, with the Python that runs this."""
    say("Installing the locked dependencies …", "正在安装锁定的依赖包…")
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    for name in ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT"):
        environment.pop(name, None)
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    python = [] if inside else ["--python", sys.executable]
    quiet = [] if sys.stderr.isatty() else ["--quiet"]  # a person sees how far it is
    call([uv, "sync", "--locked", *quiet, *python], environment)
    STAMP.write_text(environment_digest(), encoding="ascii")


# --- Commands ----------------------------------------------------------------------------------


def surroundings(offscreen: bool = False) -> dict[str, str]:
    """Return the environment of what we start; `offscreen` keeps Qt from opening windows."""
    environment = dict(os.environ)
    if offscreen:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if environment.get("LC_ALL") in ("C", "POSIX"):
        environment["LC_ALL"] = "C.UTF-8"  # Qt and file names need UTF-8
    return environment


def hand_over(*words: str | Path, offscreen: bool = False) -> int:
    """End as the project's Python: who stops or kills this command reaches the program itself."""
    command = [str(PYTHON), *map(str, words)]
    if WINDOWS:  # it cannot: there the one waits for the other
        return subprocess.call(command, cwd=ROOT, env=surroundings(offscreen))
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execve(PYTHON, command, surroundings(offscreen))


def run(arguments: list[str]) -> int:
    """Open the program on the sample company."""
    if LINUX:
        refuse_without_display()
    return hand_over("-m", "crm_desktop", "--demo", *arguments)


def refuse_without_display() -> None:
    """Raise RefusalError where Qt would abort for want of a screen."""
    if os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return
    display = os.environ.get("DISPLAY", "")
    if display and display_answers():
        return
    named = either(f"The display {display} does not answer.", f"显示器 {display} 没有响应。")
    none = either("There is no display here.", "这里没有显示器。")
    way_on = either(
        "To go on:\n"
        "  xvfb-run python3 dev.py run                    on a virtual screen (needs xvfb, xauth)\n"
        "  QT_QPA_PLATFORM=offscreen python3 dev.py run   without any picture",
        "可以这样继续:\n"
        "  xvfb-run python3 dev.py run                    使用虚拟屏幕(需要 xvfb、xauth)\n"
        "  QT_QPA_PLATFORM=offscreen python3 dev.py run   不显示画面",
    )
    raise RefusalError(f"{named if display else none} {way_on}")


def display_answers() -> bool:
    """Return whether the X server that DISPLAY names lets us connect."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def test(arguments: list[str]) -> int:
    """Run pytest: all tests with coverage, or what the arguments choose without."""
    return hand_over("-m", "crm_desktop.devtools.checks", "test", *arguments, offscreen=True)


def check(arguments: list[str]) -> int:
    """Run every check."""
    return hand_over("-m", "crm_desktop.devtools.checks", "check", *arguments, offscreen=True)


def build(arguments: list[str]) -> int:
    """Freeze the program into `dist/crm-desktop` and try the result."""
    return hand_over("-m", "crm_desktop.devtools.freeze", *arguments)


def bench(arguments: list[str]) -> int:
    """Run the benchmarks."""
    return hand_over("-m", "bench", *arguments, offscreen=LINUX)


def screenshots(arguments: list[str]) -> int:
    """Write pictures of the windows into the folder that is named."""
    return hand_over("-m", "crm_desktop.devtools.screenshots", *arguments, offscreen=LINUX)


COMMANDS = {
    "run": run,
    "test": test,
    "check": check,
    "build": build,
    "bench": bench,
    "screenshots": screenshots,
}


def main(arguments: list[str]) -> int:
    """Set up what is missing and run the command that is named."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    command, *rest = arguments
    try:
        if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have any Python
            raise RefusalError(
                either("Python 3.11 or newer is needed.", "需要 Python 3.11 或更新版本。")
            )
        set_up(command)
        return COMMANDS[command](rest)
    except RefusalError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
