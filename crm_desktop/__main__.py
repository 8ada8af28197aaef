"""The program's entry: windows without a subcommand, the command line with one.

A subcommand never loads Qt, and the windows never load what only a subcommand needs.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence

NO_DISPLAY = """CRM Desktop cannot open a window: there is no display here.
找不到显示器，无法打开 CRM Desktop 的窗口。
- On a desktop, start it from there.  请在桌面环境中启动。
- Over the network, with a virtual display:  远程可用虚拟显示：  xvfb-run crm-desktop --demo
- To start it without showing anything:  不显示窗口：  QT_QPA_PLATFORM=offscreen crm-desktop --demo
- The subcommands need no display:  子命令无需显示器：  crm-desktop --help"""

NO_FORMS = """The windows of CRM Desktop have not been made from their forms yet.
界面文件尚未生成。
- In the source tree:  在源码目录中执行：  python3 dev.py run"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and (not given[0].startswith("-") or given[0] in ("-h", "--help")):
        from crm_desktop import cli

        return cli.main(given)
    options = _parse(given)
    if not has_display():
        _tell(NO_DISPLAY)
        return 1
    return _open_windows(options)


def has_display() -> bool:
    """Whether Qt can show windows: on Linux it would otherwise end the program itself."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_windows(options: argparse.Namespace) -> int:
    from crm_desktop.infra.logging import catch_faults, end_well

    gc.disable()  # nothing that is loaded now is garbage; `gui.ahead` switches it on again

    file = catch_faults()
    try:
        from crm_desktop import app
    except ImportError as error:
        _tell(no_qt(error))
        return 1
    code = app.run(
        app.Options(
            demo=options.demo,
            database=options.database,
            language=options.lang,
            verbose=options.verbose,
        )
    )
    if file is not None:
        end_well(file)
    return code


def no_qt(error: ImportError) -> str:
    """Return why the windows cannot be loaded and what to do about it."""
    if (error.name or "").startswith("crm_desktop"):
        return NO_FORMS
    if sys.platform == "win32":
        way_on = (
            "Install the newest “Microsoft Visual C++ Redistributable (x64)”, then try again.\n"
            "请安装最新的“Microsoft Visual C++ Redistributable (x64)”后重试。"
        )
    else:
        way_on = (
            "A shared library is missing. `python3 dev.py run` installs what Qt needs on Debian.\n"
            "缺少共享库。在 Debian 上，`python3 dev.py run` 会安装 Qt 所需的组件。"
        )
    return f"CRM Desktop cannot load Qt: {error}\n{way_on}"


def _tell(text: str) -> None:
    """Say `text` on the error stream, or in a box of Windows for those who have no console."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
    elif sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "CRM Desktop", 0x10)


def _parse(arguments: list[str]) -> argparse.Namespace:
    from crm_desktop import __version__
    from crm_desktop.infra.i18n import LANGUAGES

    parser = argparse.ArgumentParser(
        prog="crm-desktop",
        description="Opens CRM Desktop. See `crm-desktop --help` for the subcommands.",
        add_help=False,
    )
    parser.add_argument("--demo", action="store_true", help="open the sample company, signed in")
    parser.add_argument("--database", help="a file, a URL or the name of a saved connection")
    parser.add_argument("--lang", choices=LANGUAGES, help="the language to start in")
    parser.add_argument("--verbose", action="store_true", help="log everything, also to stderr")
    parser.add_argument("--version", action="version", version=f"CRM Desktop {__version__}")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
