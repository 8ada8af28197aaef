"""The guide for database administrators says what is so, in both languages."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from crm_desktop.infra.connection_files import load
from crm_desktop.infra.sql_server import SqlServer

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted((ROOT / "docs" / "dba-guide").glob("README*.md"))
SCRIPTS = ROOT / "db" / "schema" / "sql_server"


@pytest.fixture(params=GUIDES, ids=lambda path: path.name)
def guide(request: pytest.FixtureRequest) -> str:
    return request.param.read_text(encoding="utf-8")


def test_there_is_one_in_each_language() -> None:
    assert [path.name for path in GUIDES] == ["README.md", "README.zh-CN.md"]


def test_its_connection_file_can_be_read(guide: str, tmp_path: Path) -> None:
    [example] = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    path = tmp_path / "connections.toml"
    path.write_text(example, encoding="utf-8")
    found = load(path)
    assert not found.problems
    [connection] = found.connections
    assert connection.server == SqlServer(server="sql.example.com", port=1433)


def test_every_value_of_a_connection_is_in_it(guide: str) -> None:
    for field in fields(SqlServer):
        if field.name != "driver":
            assert f"{field.name} =" in guide, field.name


def test_every_role_and_every_users_procedure_is_in_it(guide: str) -> None:
    grants = (SCRIPTS / "80_grants.sql").read_text(encoding="utf-8")
    for role in set(re.findall(r" TO (crm_\w+);", grants)):
        assert f"`{role}`" in guide
    for procedure in re.findall(r"GRANT EXECUTE ON (crm\.\w*user\w*) TO crm_admin", grants):
        assert f"`{procedure}`" in guide


def test_the_scripts_and_objects_it_names_exist(guide: str) -> None:
    files = {path.name for path in SCRIPTS.glob("*.sql")}
    for named in re.findall(r"\d\d_\w+\.sql", guide):
        assert named in files
    text = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.sql"))
    for named in re.findall(r"`(crm\.[a-z_]+)`", guide):
        assert re.search(rf"CREATE (TABLE|VIEW|PROCEDURE|FUNCTION) {re.escape(named)}\b", text)


def test_its_table_of_contents_leads_somewhere(guide: str) -> None:
    headings = {_anchor(line) for line in re.findall(r"^## (.+)$", guide, re.MULTILINE)}
    linked = set(re.findall(r"\(#([^)]+)\)", guide))
    assert headings == linked


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
