"""The wheel holds all that the program needs and finds it when it is installed."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    code = "import sys; from crm_desktop.devtools import packaging; "
    code += "print(packaging.build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, check=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_what_is_generated_and_what_is_read_are_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    forms = {f"crm_desktop/gui/forms/ui_{p.stem}.py" for p in (ROOT / "ui").rglob("*.ui")}
    fonts = {f"crm_desktop/resources/fonts/{p.name}" for p in (ROOT / "resources/fonts").glob("*")}
    versions = (ROOT / "db/migrations").rglob("*.py")
    migrations = {f"crm_desktop/{p.relative_to(ROOT).as_posix()}" for p in versions}
    assert fonts
    assert forms | fonts | migrations <= names
    assert {"crm_desktop/gui/forms/crm_rc.py", "crm_desktop/infra/catalogues/zh_CN.json"} <= names
    assert not [name for name in names if name.endswith((".ts", ".ui", ".qrc"))]


def test_an_installed_program_finds_its_resources(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
from crm_desktop.infra import i18n, paths
print(paths.resource("fonts", "NotoSansSC-Regular.ttf").is_file(), paths.migrations().is_dir())
i18n.set_language("zh_CN")
i18n.translate("Context", "Text")
print(paths.PACKAGE.parent)
"""
    command = [sys.executable, "-I", "-c", code]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["True", "True", str(tmp_path)]
