"""Imports: what files are understood, what rows are refused, and that it is all or nothing."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from crm_desktop.data.tables import (
    AuditLog,
    ContactRecord,
    CustomerRecord,
    ImportBatch,
    PaymentRecord,
)
from crm_desktop.data.unit_of_work import ReadOnlyWork
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import (
    Cancelled,
    FileNotWritable,
    FileUnreadable,
    ImportRefused,
    NotSignedIn,
)
from crm_desktop.domain.records import Customer, CustomerChange, CustomerDetails
from crm_desktop.domain.transfer import Change, Duplicates, ImportState
from crm_desktop.infra import i18n
from crm_desktop.infra.cancellation import CancelToken
from crm_desktop.services import customers, lists, query, users
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.transfer_files import read_table
from crm_desktop.services.transfer_in import import_customers, import_payments, imports
from crm_desktop.services.transfer_values import text_of
from tests.databases import FixedClock, acting


@pytest.fixture
def chinese() -> Iterator[None]:
    i18n.set_language(i18n.CHINESE)
    yield
    i18n.set_language(i18n.ENGLISH)


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "in.csv"
    path.write_bytes(text.encode(encoding))
    return path


def excel_file(folder: Path, *rows: Sequence[object]) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    path = folder / "in.xlsx"
    workbook.save(path)
    workbook.close()
    return path


def count(context: ServiceContext, table: type[object]) -> int:
    with ReadOnlyWork(context) as work:
        return work.session.scalar(select(func.count()).select_from(table)) or 0


def customer(context: ServiceContext, number: str) -> CustomerDetails:
    return customers.open_by_number(context, number)


def names(context: ServiceContext) -> list[str]:
    return [row.name for row in query.rows(context)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_texts_in_any_usual_form(
    administrator: ServiceContext, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = "name,city\r\n重庆火锅𠮷,重庆市\r\n".replace(",", delimiter)
    result = import_customers(administrator, csv_file(tmp_path, text, encoding))
    assert (result.created, result.contacts, result.unknown_columns) == (1, 0, ())
    assert names(administrator) == ["重庆火锅𠮷"]


def test_every_column_of_a_customer(administrator: ServiceContext, tmp_path: Path) -> None:
    values = {
        "customer_no": "X-1",
        "name": "Müller, Söhne",
        "short_name": "Müller",
        "kind": "个人",
        "status": "合作",
        "level": "Key account",
        "source": "fair",
        "industry": "零售",
        "credit_rating": "AAA",
        "product_category": "Drinks",
        "owner": "CLERK",
        "campaign_response": "-1",
        "phone": "(5) 555-4729",
        "country": "Germany",
        "employees": "1,200",
        "annual_revenue": "￥1,000,000.5",
        "gender": "female",
        "birthday": "1990/1/31",
        "education": "本科",
        "remark": '"quoted", and so on',
        "contact_name": "Maria Anders",
        "contact_title": "Boss",
        "contact_mobile": "+86 138 0013 8000",
        "contact_email": "maria@example.com",
    }
    path = excel_file(tmp_path, [*values], [*values.values()])
    result = import_customers(administrator, path, {}, create_missing=True)
    assert (result.created, result.contacts) == (1, 1)
    assert result.made == ("Product category: Drinks",)
    details = customer(administrator, "x-1")
    found = details.customer
    assert (found.kind, found.status, found.level, found.source) == (
        "person",
        "active",
        "vip",
        "fair",
    )
    assert (found.industry, found.credit_rating, found.education) == ("retail", "aaa", "bachelor")
    assert (found.campaign_response, found.employees) == ("-1", 1200)
    assert (found.annual_revenue, found.birthday) == (Decimal("1000000.50"), date(1990, 1, 31))
    assert (details.owner_name, details.category_name) == ("Clerk", "Drinks")
    (contact,) = details.contacts
    assert (contact.name, contact.job_title, contact.is_primary) == ("Maria Anders", "Boss", True)
    assert contact.mobile == "+86 138 0013 8000"


def test_blank_columns_take_the_usual_values(administrator: ServiceContext, tmp_path: Path) -> None:
    import_customers(administrator, csv_file(tmp_path, "name,kind,status,level\nA,,,\n"))
    found = customer(administrator, "C000001").customer
    assert (found.kind, found.status, found.level) == ("company", "potential", "")
    assert (found.country, found.owner_id) == ("中国", None)


def test_labels_of_either_language_are_columns_too(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    header = "客户编号,Customer name,城市,Primary contact,Contact's phone,Total paid"
    text = f"{header}\nA1,A,x,B,123456,9\n"
    result = import_customers(administrator, csv_file(tmp_path, text))
    assert result.unknown_columns == ()
    details = customer(administrator, "A1")
    assert (details.customer.city, details.contacts[0].phone) == ("x", "123456")


def test_unknown_columns_are_named(administrator: ServiceContext, tmp_path: Path) -> None:
    text = "company_name,region,name\nA,BC,ignored\n"
    result = import_customers(
        administrator, csv_file(tmp_path, text), {"name": "Company_Name"}, create_missing=True
    )
    assert result.unknown_columns == ("region", "name")
    assert names(administrator) == ["A"]


def test_numbers_are_given_where_they_are_blank(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    text = "customer_no,name\n,first\nC000002,second\n,third\nC000010,fourth\n"
    import_customers(administrator, csv_file(tmp_path, text))
    found = {row.name: row.customer_no for row in query.rows(administrator)}
    # Those the file gives are kept, and none is given twice.
    assert found == {
        "first": "C000011",
        "second": "C000002",
        "third": "C000012",
        "fourth": "C000010",
    }
    assert customers.new_customer(administrator).customer_no == "C000013"


def test_groups_of_companies_in_any_order(administrator: ServiceContext, tmp_path: Path) -> None:
    text = "customer_no,name,parent\nA,child,b\nB,mother,\n"
    import_customers(administrator, csv_file(tmp_path, text))
    assert customer(administrator, "A").parent_no == "B"


@pytest.mark.parametrize(
    ("rows", "row", "column", "reason"),
    [
        ("A,a,A", 2, "parent", "cannot belong to itself"),
        ("A,a,B\nB,b,A", 2, "parent", "circle"),
        ("A,a,Z", 2, "parent", "“Z” is not one of the values"),
    ],
)
def test_groups_that_cannot_be(
    administrator: ServiceContext, tmp_path: Path, rows: str, row: int, column: str, reason: str
) -> None:
    path = csv_file(tmp_path, f"customer_no,name,parent\n{rows}\n")
    with pytest.raises(ImportRefused, match=reason) as refused:
        import_customers(administrator, path)
    assert (refused.value.values["row"], refused.value.values["column"]) == (row, column)
    assert count(administrator, CustomerRecord) == 0


@pytest.mark.parametrize(
    ("header", "row", "column", "reason"),
    [
        ("customer_no,name", "C1,", "name", "must not be empty"),
        ("name,email", "A,nonsense", "email", "e-mail address"),
        ("name,phone", "A,call me", "phone", "phone number"),
        ("name,employees", "A,some", "employees", "whole number"),
        ("name,birthday", "A,31/12/1990", "birthday", "A date like"),
        ("name,birthday", "A,2030-01-01", "birthday", "A date between"),
        ("name,annual_revenue", '"A","1,5"', "annual_revenue", "two decimal places"),
        ("name,kind", "A,club", "kind", "“club” is not one of the values"),
        ("name,owner", "A,nobody", "owner", "“nobody” is not one of the values"),
        ("name,level", "A,gold", "level", "“gold” is not one of the values"),
        ("name,product_category", "A,Drinks", "product_category", "“Drinks” is not one"),
        ("name,contact_phone", "A,123456", "contact_name", "must not be empty"),
        ("name,contact_name,contact_email", "A,B,x", "contact_email", "e-mail address"),
        ("name,city", "A,B,C", "3", "more cells"),
        ("customer_no,name", f"{'9' * 21},A", "customer_no", "At most 20"),
        ("name,remark", "A,\x07", "remark", "cannot be stored"),
    ],
)
def test_bad_rows_name_row_column_and_reason(
    administrator: ServiceContext, tmp_path: Path, header: str, row: str, column: str, reason: str
) -> None:
    good_row = {"customer_no,name": "G1,good"}.get(header, "good" + "," * header.count(","))
    path = csv_file(tmp_path, f"{header}\n{good_row}\n\n{row}\n")
    with pytest.raises(ImportRefused) as refused:
        import_customers(administrator, path)
    values = refused.value.values
    assert (values["row"], values["column"]) == (4, column)
    assert reason in str(values["reason"])
    assert "Nothing was imported" in str(refused.value)
    for table in (CustomerRecord, ContactRecord):
        assert count(administrator, table) == 0
    # A server keeps on record that an import was tried and taken back.
    assert [each for each in imports(administrator) if each.state != ImportState.TAKEN_BACK] == []


def test_the_reason_is_in_the_language_in_force(
    administrator: ServiceContext, tmp_path: Path, chinese: None
) -> None:
    with pytest.raises(ImportRefused) as refused:
        import_customers(administrator, csv_file(tmp_path, "name,email\nA,nonsense\n"))
    assert "邮箱" in str(refused.value.values["reason"])


def test_the_column_is_named_as_in_the_file(administrator: ServiceContext, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "company,mail\nA,nonsense\n")
    with pytest.raises(ImportRefused) as refused:
        import_customers(administrator, path, {"name": "company", "email": "mail"})
    assert refused.value.values["column"] == "mail"


def test_numbers_that_are_taken_are_refused(administrator: ServiceContext, tmp_path: Path) -> None:
    saved = customers.save(
        administrator, CustomerChange(customer=Customer(customer_no="A1", name="A"))
    )
    assert saved.customer.id is not None
    customers.delete(administrator, [saved.customer.id])
    for rows, row in (("ａ1,B", 2), ("X,x\nx,y", 3), ("N,n\nA1,B\nbad,", 3)):
        path = csv_file(tmp_path, f"customer_no,name\n{rows}\n")
        with pytest.raises(ImportRefused, match="already taken") as refused:
            import_customers(administrator, path)
        assert refused.value.values["row"] == row
    assert count(administrator, CustomerRecord) == 1


@pytest.mark.parametrize(
    ("header", "mapping", "column", "reason"),
    [
        ("customer_no,city", {}, "name", "lacks this column"),
        ("name,Name", {}, "Name", "twice"),
        ("a,b", {"name": "c"}, "c", "lacks this column"),
        ("a,a", {"name": "a"}, "a", "twice"),
        ("name", {"nonsense": "name"}, "nonsense", "no column of this name"),
    ],
)
def test_columns_that_do_not_fit(
    administrator: ServiceContext,
    tmp_path: Path,
    header: str,
    mapping: dict[str, str],
    column: str,
    reason: str,
) -> None:
    with pytest.raises(ImportRefused, match=reason) as refused:
        import_customers(administrator, csv_file(tmp_path, f"{header}\nx,y\n"), mapping)
    assert (refused.value.values["row"], refused.value.values["column"]) == (1, column)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"\xff\xfe\xfd\x81\x20 \xff", "neither a text"),
        (b"name\n\x00\x01\x02", "neither a text"),
        ("name\n".encode("utf-16") + b"\x00\xd8", "neither a text"),
        (b"PK\x03\x04 not a workbook", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old or a protected Excel file"),
        (b'name\n"' + b"x" * 200_000, "quotation mark"),
        (b'name,city\n"A,Berlin\nB,Paris\n', "quotation mark"),
    ],
)
def test_files_that_are_no_tables(
    administrator: ServiceContext, tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    with pytest.raises(FileUnreadable, match=reason):
        import_customers(administrator, path)


def test_files_that_are_not_there(administrator: ServiceContext, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="no such file"):
        import_customers(administrator, tmp_path / "nowhere.csv")
    with pytest.raises(FileUnreadable, match="folder"):
        import_customers(administrator, tmp_path)


def test_a_damaged_workbook_stops_in_the_middle(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    path = excel_file(tmp_path, ["name"], *([f"customer {n}"] for n in range(50)))
    from zipfile import ZIP_DEFLATED, ZipFile

    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet][: len(parts[sheet]) // 2]
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(FileUnreadable, match="damaged"):
        import_customers(administrator, path)
    assert count(administrator, CustomerRecord) == 0


def test_a_table_without_rows_imports_nothing(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    assert import_customers(administrator, csv_file(tmp_path, "name,city")).created == 0


def test_history_batch_and_announcement(administrator: ServiceContext, tmp_path: Path) -> None:
    heard: list[Change] = []
    listening = ServiceContext(
        administrator.database, administrator.actor, administrator.clock, heard.append
    )
    text = "customer_no,name,contact_name\nA1,Ann,Bob\nA2,Cid,\n"
    import_customers(listening, csv_file(tmp_path, text))
    with ReadOnlyWork(administrator) as work:
        entries = list(work.session.scalars(select(AuditLog).order_by(AuditLog.id)))
        made = [(e.entity, e.label, e.username) for e in entries if e.entity != "client_user"]
        batch = work.session.scalars(select(ImportBatch)).one()
        batches = set(work.session.scalars(select(CustomerRecord.import_batch_id)))
    assert ("customer", "A1 Ann", "admin") in made
    assert ("contact", "Bob", "admin") in made
    changes = json.loads(next(e.changes for e in entries if e.label == "A1 Ann"))
    assert changes["name"] == [None, "Ann"]
    assert (batch.kind, batch.file_name, batch.created_count) == ("customer", "in.csv", 2)
    assert batches == {batch.id}
    assert {"customer", "contact"} <= frozenset().union(*(change.kinds for change in heard))
    if administrator.database.is_embedded:  # a server stores in several short transactions
        assert len(heard) == 1


def test_progress_and_cancelling(administrator: ServiceContext, tmp_path: Path) -> None:
    is_embedded = administrator.database.is_embedded
    n = 1200 if is_embedded else 40
    rows = "".join(f"customer {number}\n" for number in range(n))
    path = csv_file(tmp_path, "name\n" + rows)
    told: list[tuple[int, int]] = []
    import_customers(administrator, path, progress=lambda *step: told.append(step))
    if is_embedded:
        assert told == [(500, 1200), (1000, 1200), (1200, 1200)]
    else:  # read, then stored
        assert told == sorted(told) and told[-1] == (2 * n, 2 * n)

    token = CancelToken()
    with token.active(), pytest.raises(Cancelled):
        import_customers(administrator, path, progress=lambda *_: token.cancel())
    assert count(administrator, CustomerRecord) == n


def test_missing_values_are_made_once(administrator: ServiceContext, tmp_path: Path) -> None:
    text = "name,level,industry,product_category\nA,Gold,餐具,Drinks\nB,gold,餐具,ＤＲＩＮＫＳ\n"
    result = import_customers(administrator, csv_file(tmp_path, text), {}, create_missing=True)
    assert result.made == (
        "Customer level: Gold",
        "Industry: 餐具",
        "Product category: Drinks",
    )
    labels = {(i.list, i.label_en, i.label_zh) for i in lists.code_items(administrator)}
    assert {("level", "Gold", ""), ("industry", "", "餐具")} <= labels
    assert [row.level for row in query.rows(administrator)] == ["gold", "gold"]


def test_clerks_import_but_make_no_list_values(
    administrator: ServiceContext, clerk: ServiceContext, tmp_path: Path
) -> None:
    import_customers(clerk, csv_file(tmp_path, "name,level\nA,vip\n"), {}, create_missing=True)
    with pytest.raises(ImportRefused, match="only an administrator"):
        import_customers(clerk, csv_file(tmp_path, "name,level\nB,Gold\n"), {}, create_missing=True)
    assert names(administrator) == ["A"]


def test_values_too_long_for_a_list(administrator: ServiceContext, tmp_path: Path) -> None:
    for column in ("level", "product_category"):
        path = csv_file(tmp_path, f"name,{column}\nA,{'x' * 101}\n")
        with pytest.raises(ImportRefused, match="At most 100"):
            import_customers(administrator, path, {}, create_missing=True)


def test_owners_are_told_by_either_name(
    administrator: ServiceContext, clock: FixedClock, tmp_path: Path
) -> None:
    from crm_desktop.domain.user import User

    for name in ("li1", "li2"):
        users.add_user(administrator, User(username=name, display_name="李 雷"))
    with pytest.raises(ImportRefused, match="Several users"):
        import_customers(administrator, csv_file(tmp_path, "name,owner\nA,李 雷\n"))
    import_customers(administrator, csv_file(tmp_path, "name,owner\nA,LI2\n"))
    assert [row.owner_name for row in query.rows(administrator)] == ["李 雷"]
    assert acting(administrator.database, "li2", clock).actor is not None


def test_importing_needs_somebody_signed_in(administrator: ServiceContext, tmp_path: Path) -> None:
    nobody = ServiceContext(administrator.database, clock=administrator.clock)
    path = csv_file(tmp_path, "name\nA\n")
    for run in (import_customers, import_payments):
        with pytest.raises(NotSignedIn):
            run(nobody, path)


@pytest.fixture
def with_customers(administrator: ServiceContext) -> ServiceContext:
    for number in ("A1", "A2"):
        customers.save(
            administrator, CustomerChange(customer=Customer(customer_no=number, name=number))
        )
    return administrator


def test_payments_of_all_kinds(with_customers: ServiceContext, tmp_path: Path) -> None:
    path = excel_file(
        tmp_path,
        ["payment_no", "customer_no", "kind", "paid_on", "amount", "method", "received_by"],
        ["P9", "a1", "", datetime(2026, 1, 31), 0.1, "现金", "Steven Buchanan"],
        [None, "A2", "退款", "2026/2/1", "1,234.50", "", ""],
        [None, "A2", "payment", "2026-02-02", 7, "Bank transfer", ""],
    )
    assert import_payments(with_customers, path).created == 3
    found = [row.payment for row in query.payment_rows(with_customers)]
    assert [(p.kind, p.amount, p.method) for p in found] == [
        ("payment", Decimal("0.10"), "cash"),
        ("refund", Decimal("1234.50"), ""),
        ("payment", Decimal("7.00"), "transfer"),
    ]
    assert [p.payment_no for p in found] == ["P9", "P000001", "P000002"]
    assert found[0].received_by == "Steven Buchanan"


def test_a_void_payment_stays_void(with_customers: ServiceContext, tmp_path: Path) -> None:
    text = "customer_no,paid_on,amount,void_reason\nA1,2026-01-01,5,typed twice\n"
    import_payments(with_customers, csv_file(tmp_path, text))
    (row,) = query.payment_rows(with_customers)
    assert row.payment.is_void
    assert (row.payment.void_reason, row.payment.voided_by) == ("typed twice", "admin")
    assert [each.total_paid for each in query.rows(with_customers, Criteria(number="A1"))] == [0]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("B1,2026-01-01,5,,", "customer_no", "no customer with the number B1"),
        (",2026-01-01,5,,", "customer_no", "must not be empty"),
        ("A1,,5,,", "paid_on", "must not be empty"),
        ("A1,2026-01-01,,,", "amount", "must not be empty"),
        ("A1,2026-01-01,0,,", "amount", "greater than zero"),
        ("A1,2026-01-01,-5,,", "amount", "negative"),
        ("A1,2026-01-01,5.001,,", "amount", "two decimal places"),
        ("A1,2199-01-01,5,,", "paid_on", "A date between"),
        ("A1,2026-01-01,5,barter,", "method", "“barter” is not one of the values"),
        (f"A1,2026-01-01,5,,{'x' * 201}", "void_reason", "At most 200"),
    ],
)
def test_bad_payments(
    with_customers: ServiceContext, tmp_path: Path, row: str, column: str, reason: str
) -> None:
    text = f"customer_no,paid_on,amount,method,void_reason\nA1,2026-01-01,5,,\n{row}\n"
    with pytest.raises(ImportRefused) as refused:
        import_payments(with_customers, csv_file(tmp_path, text))
    values = refused.value.values
    assert (values["row"], values["column"]) == (3, column)
    assert reason in str(values["reason"])
    assert count(with_customers, PaymentRecord) == 0


def test_the_first_bad_row_is_the_one_named(with_customers: ServiceContext, tmp_path: Path) -> None:
    text = "customer_no,paid_on,amount\nA1,2026-01-01,5\nB1,2026-01-01,5\nA1,nonsense,5\n"
    with pytest.raises(ImportRefused) as refused:
        import_payments(with_customers, csv_file(tmp_path, text))
    assert refused.value.values["row"] == 3


def test_payments_of_deleted_customers(with_customers: ServiceContext, tmp_path: Path) -> None:
    found = customer(with_customers, "A2").customer
    assert found.id is not None
    customers.delete(with_customers, [found.id])
    path = csv_file(tmp_path, "customer_no,paid_on,amount\nA2,2026-01-01,5\n")
    with pytest.raises(ImportRefused, match="recycle bin"):
        import_payments(with_customers, path)


def test_payment_numbers_are_unique(with_customers: ServiceContext, tmp_path: Path) -> None:
    text = "payment_no,customer_no,paid_on,amount\nP1,A1,2026-01-01,5\np1,A2,2026-01-01,5\n"
    with pytest.raises(ImportRefused, match="already taken") as refused:
        import_payments(with_customers, csv_file(tmp_path, text))
    assert (refused.value.values["row"], refused.value.values["column"]) == (3, "payment_no")


MIXED = """customer_no,name,email,birthday
A1,甲,,
A2,,x@example.com,
,乙,nonsense,1990-01-31
A1,again,,
A3,丙,c@example.com,
"""


def test_bad_rows_go_into_a_file_to_mend_and_import_again(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    for suffix in (".csv", ".xlsx"):
        errors_in = tmp_path / f"errors{suffix}"
        text = MIXED.replace("A", suffix[1].upper())
        result = import_customers(administrator, csv_file(tmp_path, text), error_file=errors_in)
        assert (result.created, result.refused, result.error_file) == (2, 3, str(errors_in))
        rows = list(read_table(errors_in).rows)
        letter = suffix[1].upper()
        assert [text_of(row.cells[1]) for row in rows[1:]] == [f"{letter}2", "", f"{letter}1"]
        reasons = [text_of(row.cells[0]) for row in rows]
        assert reasons[0] == "Why it was refused"
        assert reasons[1].startswith("name: This field must not be empty")
        assert "e-mail address" in reasons[2]
        assert "already taken" in reasons[3]
    mended = (tmp_path / "errors.csv").read_text("utf-8-sig")
    mended = mended.replace("C2,,", "C2,Two,").replace("nonsense", "").replace("C1,", "C9,")
    again = import_customers(administrator, csv_file(tmp_path, mended), error_file=errors_in)
    assert (again.created, again.refused, again.error_file) == (3, 0, None)
    assert again.unknown_columns == ()


def test_no_file_of_errors_remains_where_nothing_was_imported(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    errors_in = tmp_path / "errors.csv"
    path = csv_file(tmp_path, "customer_no,name,parent\nA,,\nB,b,nobody\n")
    with pytest.raises(ImportRefused, match="nobody"):
        import_customers(administrator, path, error_file=errors_in)
    assert not errors_in.exists()
    good = csv_file(tmp_path, "name\na\n")
    assert import_customers(administrator, good, error_file=errors_in).refused == 0
    assert not errors_in.exists()
    bad = csv_file(tmp_path, "name,city\n,a\n")
    with pytest.raises(FileNotWritable):
        import_customers(administrator, bad, error_file=tmp_path / "nowhere" / "errors.csv")
    for unfit in (tmp_path / "errors.txt", good):
        before = good.read_bytes()
        with pytest.raises(FileNotWritable):
            import_customers(administrator, good, error_file=unfit)
        assert good.read_bytes() == before
    assert count(administrator, CustomerRecord) == 1


def test_numbers_that_are_taken_are_skipped_when_told_so(
    administrator: ServiceContext, tmp_path: Path
) -> None:
    text = "customer_no,name\nA1,first\nA2,second\na1,again\n"
    path = csv_file(tmp_path, text)
    result = import_customers(administrator, path, duplicates=Duplicates.SKIP)
    assert (result.created, result.skipped, result.refused) == (2, 1, 0)
    result = import_customers(administrator, path, duplicates=Duplicates.SKIP)
    assert (result.created, result.skipped) == (0, 3)
    assert sorted(names(administrator)) == ["first", "second"]


def test_payments_are_skipped_and_refused_too(
    with_customers: ServiceContext, tmp_path: Path
) -> None:
    errors_in = tmp_path / "errors.csv"
    header = "payment_no,customer_no,paid_on,amount"
    text = f"{header}\nP1,A1,2026-01-01,5\nP2,B9,2026-01-01,5\nP3,A1,2026-01-01,0\n"
    path = csv_file(tmp_path, text)
    for expected in ((1, 0, 2), (0, 1, 2)):
        result = import_payments(
            with_customers, path, duplicates=Duplicates.SKIP, error_file=errors_in
        )
        assert (result.created, result.skipped, result.refused) == expected
