"""Where the program's own files are, and where it keeps the user's.

What is shipped (resources, migrations) lies in the source tree beside the package, and inside the
package when that was installed from a wheel or frozen by PyInstaller.
"""

import os
from contextlib import suppress
from pathlib import Path

APPLICATION = "CRM Desktop"
HOME_VARIABLE = "CRM_DESKTOP_HOME"
PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource, such as `resource("fonts", "Sans.ttf")`."""
    return _shipped("resources").joinpath(*parts)


def migrations() -> Path:
    """Return the folder of the Alembic environment and its versions."""
    return _shipped("db").joinpath("migrations")


def schema_scripts() -> Path:
    """Return the folder of the scripts that SQL Server runs, and that a DBA reads."""
    return _shipped("db").joinpath("schema")


def guide() -> Path:
    """Return the folder of the user guide."""
    return _shipped("docs").joinpath("guide")


def config_dir() -> Path:
    """Return the folder for settings, made if it can be."""
    return _own_folder("config")


def machine_config_dir() -> Path:
    """Return the folder of what an administrator sets for the whole computer; it may be missing."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / "machine"
    from platformdirs import PlatformDirs

    return PlatformDirs(APPLICATION, appauthor=False).site_config_path


def data_dir() -> Path:
    """Return the folder for databases and what belongs to them, made if it can be."""
    return _own_folder("data")


def default_database() -> Path:
    """Return where the user's own embedded database is, or will be."""
    return data_dir() / "crm.db"


def sample_database() -> Path:
    """Return where the sample company is, or will be."""
    return data_dir() / "sample.db"


def log_dir() -> Path:
    """Return the folder for log files, made if it can be."""
    return _own_folder("log")


def _shipped(folder: str) -> Path:
    inside = PACKAGE / folder
    return inside if inside.is_dir() else PACKAGE.parent / folder


def _own_folder(kind: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    path = Path(home) / kind if home else _platform_folder(kind)
    # Whoever writes into a folder that cannot be made says so in its own words; reading settings
    # or a database elsewhere needs none.
    with suppress(OSError):
        path.mkdir(parents=True, exist_ok=True)
    return path


def _platform_folder(kind: str) -> Path:
    from platformdirs import PlatformDirs

    # Without an author Windows has one folder of ours rather than two nested ones.
    folders = PlatformDirs(APPLICATION, appauthor=False)
    known = {
        "config": folders.user_config_path,
        "data": folders.user_data_path,
        "log": folders.user_log_path,
    }
    return known[kind]
