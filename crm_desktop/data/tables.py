"""The mapped tables. Names and meanings are those of the data dictionary.

Keys that are derived from what people type (`*_key`, `pinyin`, `initials`, `sort_key`) are filled
by `data.keys` at every flush; stamps and history by `data.audit`.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm_desktop.data.dialect import Money, RecordId, UtcDateTime, long_words, pictures, words
from crm_desktop.data.table_base import Base, Identified, Stamped, text_column

# What a list of a million customers can be sorted by besides owner, category and payments; each has
# an index, which saves and imports pay for: only what people sort by is worth one.
LISTED_BY = (
    "number_key",
    "sort_key",
    "kind",
    "status",
    "level",
    "source",
    "industry",
    "created_at",
    "updated_at",
)
LISTED_BY_PLACE = ("province", "city")

_IMPORTED = text("import_batch_id IS NOT NULL")


class ClientUser(Stamped, Base):
    """Who signs in; `pop` 1 is an administrator, 0 a clerk."""

    __tablename__ = "client_user"

    username: Mapped[str] = mapped_column(words(50))
    username_key: Mapped[str] = mapped_column(words(100), unique=True)
    display_name: Mapped[str] = text_column(100)
    password_hash: Mapped[str] = text_column(255)
    recovery_hash: Mapped[str] = text_column(255)
    pop: Mapped[int] = mapped_column(SmallInteger, default=0)
    email: Mapped[str] = text_column(254)
    phone: Mapped[str] = text_column(50)
    is_active: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_sign_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    language: Mapped[str] = text_column(10)
    # On SQL Server the database user that signs in; None in an embedded file.
    principal: Mapped[str | None] = mapped_column(words(128))


class ProductCategoryRecord(Stamped, Base):
    """What kind of goods a customer buys."""

    __tablename__ = "product_category"

    name: Mapped[str] = mapped_column(words(100))
    name_key: Mapped[str] = mapped_column(words(200), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)


class CodeItemRecord(Stamped, Base):
    """An entry of an editable list; records keep its `code`."""

    __tablename__ = "code_item"
    __table_args__ = (UniqueConstraint("list", "code"),)

    list: Mapped[str] = mapped_column(words(30))
    code: Mapped[str] = mapped_column(words(30))
    label_zh: Mapped[str] = text_column(100)
    label_en: Mapped[str] = text_column(100)
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)


class ImportBatch(Stamped, Base):
    """One import, so that a whole import can be taken back."""

    __tablename__ = "import_batch"

    kind: Mapped[str] = mapped_column(words(20))
    file_name: Mapped[str] = text_column(255)
    created_count: Mapped[int] = mapped_column(default=0)
    updated_count: Mapped[int] = mapped_column(default=0)
    # `domain.transfer.ImportState`.
    state: Mapped[str] = mapped_column(words(20), default="done", server_default=text("'done'"))
    # The newest entry of the history when it was done: later ones say what was changed since.
    last_entry: Mapped[int | None] = mapped_column(RecordId)
    # List values and categories that it made, as JSON: table and id of each.
    made: Mapped[str] = mapped_column(long_words(), default="[]", server_default=text("'[]'"))


class ImportRow(Base):
    """A checked row of an import that a server is going to store; `data` is JSON.

    Rows go as they are stored: what is left tells where an import broke off. Unused in a file.
    """

    __tablename__ = "import_row"

    batch_id: Mapped[int] = mapped_column(
        RecordId, ForeignKey("import_batch.id"), primary_key=True, autoincrement=False
    )
    row_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    data: Mapped[str] = mapped_column(long_words())


class CustomerRecord(Stamped, Base):
    """A company or a person that buys, bought or may buy."""

    __tablename__ = "customer"
    __table_args__ = (
        # The orders of a list of a million customers; a list never shows what is deleted.
        *(
            Index(f"ix_customer_{name}", name, sqlite_where=text("deleted_at IS NULL"))
            for name in LISTED_BY
        ),
        # Places without regard to case (COLLATE NOCASE, which reflection does not see).
        *(
            Index(f"ix_customer_{name}", name, sqlite_where=text("deleted_at IS NULL"))
            for name in LISTED_BY_PLACE
        ),
        Index("ix_customer_normalised_name", "normalised_name"),
        Index("ix_customer_owner_id", "owner_id", "deleted_at"),
        Index("ix_customer_product_category_id", "product_category_id", "deleted_at"),
        Index("ix_customer_parent_id", "parent_id"),
        Index("ix_customer_import_batch_id", "import_batch_id", sqlite_where=_IMPORTED),
    )

    customer_no: Mapped[str] = mapped_column(words(20))
    number_key: Mapped[str] = mapped_column(words(60), unique=True)
    name: Mapped[str] = mapped_column(words(200))
    name_key: Mapped[str] = text_column(600)
    short_name: Mapped[str] = text_column(100)
    short_name_key: Mapped[str] = text_column(300)
    normalised_name: Mapped[str] = text_column(600)
    pinyin: Mapped[str] = text_column(2000)
    initials: Mapped[str] = text_column(600)
    sort_key: Mapped[str] = text_column(400)
    kind: Mapped[str] = mapped_column(words(20))
    main_business: Mapped[str] = text_column(200)
    status: Mapped[str] = text_column(30)
    level: Mapped[str] = text_column(30)
    source: Mapped[str] = text_column(30)
    industry: Mapped[str] = text_column(30)
    credit_rating: Mapped[str] = text_column(30)
    campaign_response: Mapped[int | None] = mapped_column(SmallInteger)
    product_category_id: Mapped[int | None] = mapped_column(ForeignKey("product_category.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("client_user.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
    country: Mapped[str] = text_column(60)
    province: Mapped[str] = text_column(60)
    city: Mapped[str] = text_column(60)
    district: Mapped[str] = text_column(60)
    address: Mapped[str] = text_column(200)
    location_key: Mapped[str] = text_column(1400)
    postal_code: Mapped[str] = text_column(20)
    phone: Mapped[str] = text_column(50)
    mobile: Mapped[str] = text_column(50)
    fax: Mapped[str] = text_column(50)
    phone_key: Mapped[str] = text_column(160)
    email: Mapped[str] = text_column(254)
    website: Mapped[str] = text_column(200)
    legal_representative: Mapped[str] = text_column(100)
    employees: Mapped[int | None]
    annual_revenue: Mapped[Decimal | None] = mapped_column(Money)
    tax_no: Mapped[str] = text_column(30)
    bank_name: Mapped[str] = text_column(100)
    bank_account: Mapped[str] = text_column(50)
    gender: Mapped[str] = text_column(10)
    birthday: Mapped[date | None] = mapped_column(Date)
    annual_income: Mapped[Decimal | None] = mapped_column(Money)
    education: Mapped[str] = text_column(30)
    hobby: Mapped[str] = text_column(200)
    personality: Mapped[str] = text_column(200)
    remark: Mapped[str] = mapped_column(long_words(), default="", server_default=text("''"))
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_by: Mapped[int | None] = mapped_column(ForeignKey("client_user.id"))
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    contacts: Mapped[list["ContactRecord"]] = relationship(
        back_populates="customer", order_by="ContactRecord.id", lazy="raise_on_sql"
    )


class ContactRecord(Stamped, Base):
    """A person who speaks for a customer."""

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_customer_id", "customer_id"),)

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    name: Mapped[str] = mapped_column(words(100))
    name_key: Mapped[str] = text_column(300)
    pinyin: Mapped[str] = text_column(1000)
    initials: Mapped[str] = text_column(300)
    department: Mapped[str] = text_column(100)
    job_title: Mapped[str] = text_column(100)
    is_primary: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str] = text_column(50)
    mobile: Mapped[str] = text_column(50)
    phone_key: Mapped[str] = text_column(110)
    email: Mapped[str] = text_column(254)
    qq: Mapped[str] = text_column(20)
    wechat: Mapped[str] = text_column(50)
    birthday: Mapped[date | None] = mapped_column(Date)
    hobby: Mapped[str] = text_column(200)
    address: Mapped[str] = text_column(200)
    postal_code: Mapped[str] = text_column(20)
    remark: Mapped[str] = mapped_column(long_words(), default="", server_default=text("''"))
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_by: Mapped[int | None] = mapped_column(ForeignKey("client_user.id"))
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    customer: Mapped[CustomerRecord] = relationship(back_populates="contacts", lazy="raise_on_sql")


class PaymentRecord(Stamped, Base):
    """Money received from a customer, or given back."""

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("kind IN ('payment', 'refund')", name="kind_known"),
        Index("ix_payment_customer_id", "customer_id", "paid_on"),
        # All that statistics of a period read.
        Index(
            "ix_payment_paid_on",
            "paid_on",
            "voided_at",
            "customer_id",
            "kind",
            "amount",
            "method",
            "product_category_id",
        ),
        Index("ix_payment_import_batch_id", "import_batch_id", sqlite_where=_IMPORTED),
        Index("ix_payment_product_category_id", "product_category_id", "customer_id"),
    )

    payment_no: Mapped[str] = mapped_column(words(30))
    number_key: Mapped[str] = mapped_column(words(90), unique=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), active_history=True)
    kind: Mapped[str] = mapped_column(words(20), active_history=True)
    paid_on: Mapped[date] = mapped_column(Date, active_history=True)
    amount: Mapped[Decimal] = mapped_column(Money, active_history=True)
    method: Mapped[str] = text_column(30)
    product_category_id: Mapped[int | None] = mapped_column(ForeignKey("product_category.id"))
    invoice_no: Mapped[str] = text_column(50)
    received_by: Mapped[str] = text_column(100)
    remark: Mapped[str] = mapped_column(long_words(), default="", server_default=text("''"))
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime, active_history=True)
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("client_user.id"))
    void_reason: Mapped[str] = text_column(200)
    # The void payment that this one was entered again for (`services.undo`).
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"))
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))


class RevenueDay(Base):
    """What was paid on a day: payments and refunds that are not void, and the revenue from them.

    Derived from `payment` by `data.summaries`, on a server by triggers. There a day has a row for
    each connection that entered something (`slot`), so that clerks never wait for each other; what
    counts is their sum.
    """

    __tablename__ = "revenue_day"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's form

    paid_on: Mapped[date] = mapped_column(Date, primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    payments: Mapped[int]
    revenue: Mapped[Decimal] = mapped_column(Money)


class CustomerPaid(Base):
    """What a customer paid in all: a row for every customer, also for who never paid.

    Derived as `RevenueDay` is. `last_payment_on` is the day of the latest payment, no refund.
    """

    __tablename__ = "customer_paid"
    __table_args__ = (
        Index("ix_customer_paid_revenue", "revenue", "customer_id"),
        Index("ix_customer_paid_last_payment_on", "last_payment_on", "customer_id"),
    )

    customer_id: Mapped[int] = mapped_column(RecordId, primary_key=True, autoincrement=False)
    payments: Mapped[int]
    revenue: Mapped[Decimal] = mapped_column(Money)
    last_payment_on: Mapped[date | None] = mapped_column(Date)


class SavedQueryRecord(Stamped, Base):
    """A query kept under a name by a user; `criteria` is JSON."""

    __tablename__ = "saved_query"
    __table_args__ = (UniqueConstraint("user_id", "name_key"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("client_user.id"))
    name: Mapped[str] = mapped_column(words(100))
    name_key: Mapped[str] = mapped_column(words(200))
    criteria: Mapped[str] = mapped_column(long_words())


class JobRecord(Stamped, Base):
    """What a user did to several records at once or may want to undo (`data.jobs`).

    `detail` is JSON. A job that was done in several transactions is complete after the last one.
    """

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_user_id", "user_id", "id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("client_user.id"))
    kind: Mapped[str] = mapped_column(words(20))
    record_count: Mapped[int] = mapped_column(default=0)
    label: Mapped[str] = text_column(250)
    detail: Mapped[str] = mapped_column(long_words(), default="{}")
    is_complete: Mapped[bool] = mapped_column(default=True)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class JobItem(Identified, Base):
    """A record that a job changed: the version it got by that, and what stood in it before."""

    __tablename__ = "job_item"
    __table_args__ = (Index("ix_job_item_job_id", "job_id"),)

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"))
    entity: Mapped[str] = mapped_column(words(30))
    entity_id: Mapped[int] = mapped_column(RecordId)
    version: Mapped[int]
    before: Mapped[str] = mapped_column(long_words(), default="{}")


class CompanyProfileRecord(Stamped, Base):
    """The one row about the company itself."""

    __tablename__ = "company_profile"

    name: Mapped[str] = text_column(200)
    logo: Mapped[bytes | None] = mapped_column(pictures())
    is_sample: Mapped[bool] = mapped_column(default=False)


class NumberSeries(Base):
    """The last number given of each series (`customer`, `payment`), never counted down."""

    __tablename__ = "number_series"

    name: Mapped[str] = mapped_column(words(30), primary_key=True)
    last_value: Mapped[int] = mapped_column(default=0)


class ClientOperation(Base):
    """The last save of a running program on a server (`data.operations`); unused in a file."""

    __tablename__ = "client_operation"

    client: Mapped[str] = mapped_column(words(36), primary_key=True)
    number: Mapped[int] = mapped_column(RecordId)
    at: Mapped[datetime] = mapped_column(UtcDateTime())


class SchemaInfo(Base):
    """What a program must know of a database before it works with it, by name.

    `min_client_version` is the oldest version of the program that may write.
    """

    __tablename__ = "schema_info"

    name: Mapped[str] = mapped_column(words(30), primary_key=True)
    value: Mapped[str] = mapped_column(words(100))


class AuditLog(Identified, Base):
    """Who changed what, when, from what to what; written by `data.audit` only, never changed.

    `changes` is JSON: `{"field": [before, after]}`. `label` is what a person calls the record.
    """

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_at", "at"),
        Index("ix_audit_log_customer_id", "customer_id", "at"),
        Index("ix_audit_log_entity", "entity", "entity_id"),
        # The history is searched by user, action and kind, the latest first.
        Index("ix_audit_log_username", "username", "at"),
        Index("ix_audit_log_action", "action", "at"),
        Index("ix_audit_log_entity_at", "entity", "at"),
    )

    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("client_user.id"))
    username: Mapped[str] = text_column(50)
    action: Mapped[str] = mapped_column(words(20))
    entity: Mapped[str] = mapped_column(words(30))
    entity_id: Mapped[int] = mapped_column(RecordId)
    customer_id: Mapped[int | None] = mapped_column(RecordId)
    label: Mapped[str] = text_column(250)
    changes: Mapped[str] = mapped_column(long_words())


# All tables: whoever has this has imported every one of them.
METADATA = Base.metadata
