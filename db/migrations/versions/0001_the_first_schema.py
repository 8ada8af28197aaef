"""The first schema.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from crm_desktop.data.dialect import Money, UtcDateTime, home, long_words, pictures, words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    schema, prefix = home(op.get_context().dialect.name)
    users = f"{prefix}client_user.id"
    op.create_table(
        "client_user",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("username", words(50), nullable=False),
        sa.Column("username_key", words(100), nullable=False),
        sa.Column("display_name", words(100), server_default=sa.text("('')"), nullable=False),
        sa.Column("password_hash", words(255), server_default=sa.text("('')"), nullable=False),
        sa.Column("recovery_hash", words(255), server_default=sa.text("('')"), nullable=False),
        sa.Column("pop", sa.SmallInteger(), nullable=False),
        sa.Column("email", words(254), server_default=sa.text("('')"), nullable=False),
        sa.Column("phone", words(50), server_default=sa.text("('')"), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", UtcDateTime(), nullable=True),
        sa.Column("last_sign_in_at", UtcDateTime(), nullable=True),
        sa.Column("language", words(10), server_default=sa.text("('')"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column(
            "updated_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"],
            [users],
            name=op.f("fk_client_user_created_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"],
            [users],
            name=op.f("fk_client_user_updated_by_client_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_user")),
        sa.UniqueConstraint("username_key", name=op.f("uq_client_user_username_key")),
        schema=schema,
    )
    op.create_table(
        "number_series",
        sa.Column("name", words(30), nullable=False),
        sa.Column("last_value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_number_series")),
        schema=schema,
    )
    op.create_table(
        "audit_log",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("username", words(50), server_default=sa.text("('')"), nullable=False),
        sa.Column("action", words(20), nullable=False),
        sa.Column("entity", words(30), nullable=False),
        sa.Column(
            "entity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("label", words(250), server_default=sa.text("('')"), nullable=False),
        sa.Column("changes", long_words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], [users], name=op.f("fk_audit_log_user_id_client_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
        schema=schema,
    )
    with op.batch_alter_table("audit_log", schema=schema) as batch_op:
        batch_op.create_index("ix_audit_log_at", ["at"], unique=False)
        batch_op.create_index("ix_audit_log_customer_id", ["customer_id", "at"], unique=False)
        batch_op.create_index("ix_audit_log_entity", ["entity", "entity_id"], unique=False)

    op.create_table(
        "code_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("list", words(30), nullable=False),
        sa.Column("code", words(30), nullable=False),
        sa.Column("label_zh", words(100), server_default=sa.text("('')"), nullable=False),
        sa.Column("label_en", words(100), server_default=sa.text("('')"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column(
            "updated_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"],
            [users],
            name=op.f("fk_code_item_created_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"],
            [users],
            name=op.f("fk_code_item_updated_by_client_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_item")),
        sa.UniqueConstraint("list", "code", name=op.f("uq_code_item_list_code")),
        schema=schema,
    )
    op.create_table(
        "company_profile",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", words(200), server_default=sa.text("('')"), nullable=False),
        sa.Column("logo", pictures(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column(
            "updated_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"],
            [users],
            name=op.f("fk_company_profile_created_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"],
            [users],
            name=op.f("fk_company_profile_updated_by_client_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_profile")),
        schema=schema,
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", words(20), nullable=False),
        sa.Column("file_name", words(255), server_default=sa.text("('')"), nullable=False),
        sa.Column("created_count", sa.Integer(), nullable=False),
        sa.Column("updated_count", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column(
            "updated_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"],
            [users],
            name=op.f("fk_import_batch_created_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"],
            [users],
            name=op.f("fk_import_batch_updated_by_client_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        schema=schema,
    )
    op.create_table(
        "product_category",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", words(100), nullable=False),
        sa.Column("name_key", words(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column(
            "updated_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"],
            [users],
            name=op.f("fk_product_category_created_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"],
            [users],
            name=op.f("fk_product_category_updated_by_client_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_category")),
        sa.UniqueConstraint("name_key", name=op.f("uq_product_category_name_key")),
        schema=schema,
    )
    op.create_table(
        "saved_query",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", words(100), nullable=False),
        sa.Column("name_key", words(200), nullable=False),
        sa.Column("criteria", long_words(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column(
            "updated_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"],
            [users],
            name=op.f("fk_saved_query_created_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"],
            [users],
            name=op.f("fk_saved_query_updated_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            [users],
            name=op.f("fk_saved_query_user_id_client_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_query")),
        sa.UniqueConstraint("user_id", "name_key", name=op.f("uq_saved_query_user_id_name_key")),
        schema=schema,
    )
    op.create_table(
        "customer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("customer_no", words(20), nullable=False),
        sa.Column("number_key", words(60), nullable=False),
        sa.Column("name", words(200), nullable=False),
        sa.Column("name_key", words(600), server_default=sa.text("('')"), nullable=False),
        sa.Column("short_name", words(100), server_default=sa.text("('')"), nullable=False),
        sa.Column("short_name_key", words(300), server_default=sa.text("('')"), nullable=False),
        sa.Column(
            "normalised_name",
            words(600),
            server_default=sa.text("('')"),
            nullable=False,
        ),
        sa.Column("pinyin", words(2000), server_default=sa.text("('')"), nullable=False),
        sa.Column("initials", words(600), server_default=sa.text("('')"), nullable=False),
        sa.Column("sort_key", words(400), server_default=sa.text("('')"), nullable=False),
        sa.Column("kind", words(20), nullable=False),
        sa.Column("main_business", words(200), server_default=sa.text("('')"), nullable=False),
        sa.Column("status", words(30), server_default=sa.text("('')"), nullable=False),
        sa.Column("level", words(30), server_default=sa.text("('')"), nullable=False),
        sa.Column("source", words(30), server_default=sa.text("('')"), nullable=False),
        sa.Column("industry", words(30), server_default=sa.text("('')"), nullable=False),
        sa.Column("credit_rating", words(30), server_default=sa.text("('')"), nullable=False),
        sa.Column("campaign_response", sa.SmallInteger(), nullable=True),
        sa.Column(
            "product_category_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("country", words(60), server_default=sa.text("('')"), nullable=False),
        sa.Column("province", words(60), server_default=sa.text("('')"), nullable=False),
        sa.Column("city", words(60), server_default=sa.text("('')"), nullable=False),
        sa.Column("district", words(60), server_default=sa.text("('')"), nullable=False),
        sa.Column("address", words(200), server_default=sa.text("('')"), nullable=False),
        sa.Column("location_key", words(1400), server_default=sa.text("('')"), nullable=False),
        sa.Column("postal_code", words(20), server_default=sa.text("('')"), nullable=False),
        sa.Column("phone", words(50), server_default=sa.text("('')"), nullable=False),
        sa.Column("mobile", words(50), server_default=sa.text("('')"), nullable=False),
        sa.Column("fax", words(50), server_default=sa.text("('')"), nullable=False),
        sa.Column("phone_key", words(160), server_default=sa.text("('')"), nullable=False),
        sa.Column("email", words(254), server_default=sa.text("('')"), nullable=False),
        sa.Column("website", words(200), server_default=sa.text("('')"), nullable=False),
        sa.Column(
            "legal_representative",
            words(100),
            server_default=sa.text("('')"),
            nullable=False,
        ),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("annual_revenue", Money(precision=18, scale=2), nullable=True),
        sa.Column("tax_no", words(30), server_default=sa.text("('')"), nullable=False),
        sa.Column("bank_name", words(100), server_default=sa.text("('')"), nullable=False),
        sa.Column("bank_account", words(50), server_default=sa.text("('')"), nullable=False),
        sa.Column("gender", words(10), server_default=sa.text("('')"), nullable=False),
        sa.Column("birthday", sa.Date(), nullable=True),
        sa.Column("annual_income", Money(precision=18, scale=2), nullable=True),
        sa.Column("education", words(30), server_default=sa.text("('')"), nullable=False),
        sa.Column("hobby", words(200), server_default=sa.text("('')"), nullable=False),
        sa.Column("personality", words(200), server_default=sa.text("('')"), nullable=False),
        sa.Column("remark", long_words(), server_default=sa.text("('')"), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.Column(
            "deleted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "import_batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column(
            "updated_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"],
            [users],
            name=op.f("fk_customer_created_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["deleted_by"],
            [users],
            name=op.f("fk_customer_deleted_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["import_batch_id"],
            [f"{prefix}import_batch.id"],
            name=op.f("fk_customer_import_batch_id_import_batch"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], [users], name=op.f("fk_customer_owner_id_client_user")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], [f"{prefix}customer.id"], name=op.f("fk_customer_parent_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["product_category_id"],
            [f"{prefix}product_category.id"],
            name=op.f("fk_customer_product_category_id_product_category"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"],
            [users],
            name=op.f("fk_customer_updated_by_client_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("number_key", name=op.f("uq_customer_number_key")),
        schema=schema,
    )
    with op.batch_alter_table("customer", schema=schema) as batch_op:
        batch_op.create_index("ix_customer_normalised_name", ["normalised_name"], unique=False)
        batch_op.create_index("ix_customer_owner_id", ["owner_id"], unique=False)
        batch_op.create_index("ix_customer_parent_id", ["parent_id"], unique=False)
        batch_op.create_index(
            "ix_customer_product_category_id", ["product_category_id"], unique=False
        )
        batch_op.create_index("ix_customer_sort_key", ["sort_key", "id"], unique=False)
        batch_op.create_index("ix_customer_updated_at", ["updated_at", "id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", words(100), nullable=False),
        sa.Column("name_key", words(300), server_default=sa.text("('')"), nullable=False),
        sa.Column("pinyin", words(1000), server_default=sa.text("('')"), nullable=False),
        sa.Column("initials", words(300), server_default=sa.text("('')"), nullable=False),
        sa.Column("department", words(100), server_default=sa.text("('')"), nullable=False),
        sa.Column("job_title", words(100), server_default=sa.text("('')"), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("phone", words(50), server_default=sa.text("('')"), nullable=False),
        sa.Column("mobile", words(50), server_default=sa.text("('')"), nullable=False),
        sa.Column("phone_key", words(110), server_default=sa.text("('')"), nullable=False),
        sa.Column("email", words(254), server_default=sa.text("('')"), nullable=False),
        sa.Column("qq", words(20), server_default=sa.text("('')"), nullable=False),
        sa.Column("wechat", words(50), server_default=sa.text("('')"), nullable=False),
        sa.Column("birthday", sa.Date(), nullable=True),
        sa.Column("hobby", words(200), server_default=sa.text("('')"), nullable=False),
        sa.Column("address", words(200), server_default=sa.text("('')"), nullable=False),
        sa.Column("postal_code", words(20), server_default=sa.text("('')"), nullable=False),
        sa.Column("remark", long_words(), server_default=sa.text("('')"), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.Column(
            "deleted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "import_batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column(
            "updated_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"],
            [users],
            name=op.f("fk_contact_created_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], [f"{prefix}customer.id"], name=op.f("fk_contact_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["deleted_by"],
            [users],
            name=op.f("fk_contact_deleted_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["import_batch_id"],
            [f"{prefix}import_batch.id"],
            name=op.f("fk_contact_import_batch_id_import_batch"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"],
            [users],
            name=op.f("fk_contact_updated_by_client_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        schema=schema,
    )
    with op.batch_alter_table("contact", schema=schema) as batch_op:
        batch_op.create_index("ix_contact_customer_id", ["customer_id"], unique=False)

    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("payment_no", words(30), nullable=False),
        sa.Column("number_key", words(90), nullable=False),
        sa.Column(
            "customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", words(20), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", Money(precision=18, scale=2), nullable=False),
        sa.Column("method", words(30), server_default=sa.text("('')"), nullable=False),
        sa.Column(
            "product_category_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("invoice_no", words(50), server_default=sa.text("('')"), nullable=False),
        sa.Column("received_by", words(100), server_default=sa.text("('')"), nullable=False),
        sa.Column("remark", long_words(), server_default=sa.text("('')"), nullable=False),
        sa.Column("voided_at", UtcDateTime(), nullable=True),
        sa.Column("voided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("void_reason", words(200), server_default=sa.text("('')"), nullable=False),
        sa.Column(
            "import_batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column(
            "created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column(
            "updated_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('payment', 'refund')", name=op.f("ck_payment_kind_known")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_amount_positive")),
        sa.ForeignKeyConstraint(
            ["created_by"],
            [users],
            name=op.f("fk_payment_created_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], [f"{prefix}customer.id"], name=op.f("fk_payment_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["import_batch_id"],
            [f"{prefix}import_batch.id"],
            name=op.f("fk_payment_import_batch_id_import_batch"),
        ),
        sa.ForeignKeyConstraint(
            ["product_category_id"],
            [f"{prefix}product_category.id"],
            name=op.f("fk_payment_product_category_id_product_category"),
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"],
            [users],
            name=op.f("fk_payment_updated_by_client_user"),
        ),
        sa.ForeignKeyConstraint(
            ["voided_by"],
            [users],
            name=op.f("fk_payment_voided_by_client_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("number_key", name=op.f("uq_payment_number_key")),
        schema=schema,
    )
    with op.batch_alter_table("payment", schema=schema) as batch_op:
        batch_op.create_index("ix_payment_customer_id", ["customer_id", "paid_on"], unique=False)
        batch_op.create_index("ix_payment_paid_on", ["paid_on", "customer_id"], unique=False)
        batch_op.create_index(
            "ix_payment_product_category_id", ["product_category_id", "customer_id"], unique=False
        )


def downgrade() -> None:
    schema, _ = home(op.get_context().dialect.name)
    with op.batch_alter_table("payment", schema=schema) as batch_op:
        batch_op.drop_index("ix_payment_product_category_id")
        batch_op.drop_index("ix_payment_paid_on")
        batch_op.drop_index("ix_payment_customer_id")

    op.drop_table("payment", schema=schema)
    with op.batch_alter_table("contact", schema=schema) as batch_op:
        batch_op.drop_index("ix_contact_customer_id")

    op.drop_table("contact", schema=schema)
    with op.batch_alter_table("customer", schema=schema) as batch_op:
        batch_op.drop_index("ix_customer_updated_at")
        batch_op.drop_index("ix_customer_sort_key")
        batch_op.drop_index("ix_customer_product_category_id")
        batch_op.drop_index("ix_customer_parent_id")
        batch_op.drop_index("ix_customer_owner_id")
        batch_op.drop_index("ix_customer_normalised_name")

    op.drop_table("customer", schema=schema)
    op.drop_table("saved_query", schema=schema)
    op.drop_table("product_category", schema=schema)
    op.drop_table("import_batch", schema=schema)
    op.drop_table("company_profile", schema=schema)
    op.drop_table("code_item", schema=schema)
    with op.batch_alter_table("audit_log", schema=schema) as batch_op:
        batch_op.drop_index("ix_audit_log_entity")
        batch_op.drop_index("ix_audit_log_customer_id")
        batch_op.drop_index("ix_audit_log_at")

    op.drop_table("audit_log", schema=schema)
    op.drop_table("number_series", schema=schema)
    op.drop_table("client_user", schema=schema)
