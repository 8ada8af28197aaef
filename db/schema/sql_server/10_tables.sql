-- The tables, rendered from the migrations by `python -m crm_desktop.devtools.schema`.
BEGIN TRANSACTION;

IF SCHEMA_ID(N'crm') IS NULL EXEC (N'CREATE SCHEMA crm');

GO

CREATE TABLE crm.alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

GO

-- Running upgrade  -> 0001

CREATE TABLE crm.client_user (
    id BIGINT NOT NULL IDENTITY,
    username NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    username_key NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    display_name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    password_hash NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    recovery_hash NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    pop SMALLINT NOT NULL,
    email NVARCHAR(254) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    phone NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    is_active BIT NOT NULL,
    must_change_password BIT NOT NULL,
    failed_attempts INTEGER NOT NULL,
    locked_until DATETIME2(6) NULL,
    last_sign_in_at DATETIME2(6) NULL,
    language NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    created_at DATETIME2(6) NOT NULL,
    created_by BIGINT NULL,
    updated_at DATETIME2(6) NOT NULL,
    updated_by BIGINT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_client_user PRIMARY KEY (id),
    CONSTRAINT fk_client_user_created_by_client_user FOREIGN KEY(created_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_client_user_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES crm.client_user (id),
    CONSTRAINT uq_client_user_username_key UNIQUE (username_key)
);

GO

CREATE TABLE crm.number_series (
    name NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    last_value INTEGER NOT NULL,
    CONSTRAINT pk_number_series PRIMARY KEY (name)
);

GO

CREATE TABLE crm.audit_log (
    id BIGINT NOT NULL IDENTITY,
    at DATETIME2(6) NOT NULL,
    user_id BIGINT NULL,
    username NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    action NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entity NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entity_id BIGINT NOT NULL,
    customer_id BIGINT NULL,
    label NVARCHAR(250) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    changes NVARCHAR(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_audit_log PRIMARY KEY (id),
    CONSTRAINT fk_audit_log_user_id_client_user FOREIGN KEY(user_id) REFERENCES crm.client_user (id)
);

GO

CREATE INDEX ix_audit_log_at ON crm.audit_log (at);

GO

CREATE INDEX ix_audit_log_customer_id ON crm.audit_log (customer_id, at);

GO

CREATE INDEX ix_audit_log_entity ON crm.audit_log (entity, entity_id);

GO

CREATE TABLE crm.code_item (
    id BIGINT NOT NULL IDENTITY,
    list NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    code NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    label_zh NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    label_en NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    position INTEGER NOT NULL,
    is_active BIT NOT NULL,
    created_at DATETIME2(6) NOT NULL,
    created_by BIGINT NULL,
    updated_at DATETIME2(6) NOT NULL,
    updated_by BIGINT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_code_item PRIMARY KEY (id),
    CONSTRAINT fk_code_item_created_by_client_user FOREIGN KEY(created_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_code_item_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES crm.client_user (id),
    CONSTRAINT uq_code_item_list_code UNIQUE (list, code)
);

GO

CREATE TABLE crm.company_profile (
    id BIGINT NOT NULL IDENTITY,
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    logo VARBINARY(max) NULL,
    is_sample BIT NOT NULL,
    created_at DATETIME2(6) NOT NULL,
    created_by BIGINT NULL,
    updated_at DATETIME2(6) NOT NULL,
    updated_by BIGINT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_company_profile PRIMARY KEY (id),
    CONSTRAINT fk_company_profile_created_by_client_user FOREIGN KEY(created_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_company_profile_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES crm.client_user (id)
);

GO

CREATE TABLE crm.import_batch (
    id BIGINT NOT NULL IDENTITY,
    kind NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    file_name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    created_count INTEGER NOT NULL,
    updated_count INTEGER NOT NULL,
    created_at DATETIME2(6) NOT NULL,
    created_by BIGINT NULL,
    updated_at DATETIME2(6) NOT NULL,
    updated_by BIGINT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_import_batch PRIMARY KEY (id),
    CONSTRAINT fk_import_batch_created_by_client_user FOREIGN KEY(created_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_import_batch_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES crm.client_user (id)
);

GO

CREATE TABLE crm.product_category (
    id BIGINT NOT NULL IDENTITY,
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    position INTEGER NOT NULL,
    is_active BIT NOT NULL,
    created_at DATETIME2(6) NOT NULL,
    created_by BIGINT NULL,
    updated_at DATETIME2(6) NOT NULL,
    updated_by BIGINT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_product_category PRIMARY KEY (id),
    CONSTRAINT fk_product_category_created_by_client_user FOREIGN KEY(created_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_product_category_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES crm.client_user (id),
    CONSTRAINT uq_product_category_name_key UNIQUE (name_key)
);

GO

CREATE TABLE crm.saved_query (
    id BIGINT NOT NULL IDENTITY,
    user_id BIGINT NOT NULL,
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_key NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    criteria NVARCHAR(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at DATETIME2(6) NOT NULL,
    created_by BIGINT NULL,
    updated_at DATETIME2(6) NOT NULL,
    updated_by BIGINT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_saved_query PRIMARY KEY (id),
    CONSTRAINT fk_saved_query_created_by_client_user FOREIGN KEY(created_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_saved_query_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_saved_query_user_id_client_user FOREIGN KEY(user_id) REFERENCES crm.client_user (id),
    CONSTRAINT uq_saved_query_user_id_name_key UNIQUE (user_id, name_key)
);

GO

CREATE TABLE crm.customer (
    id BIGINT NOT NULL IDENTITY,
    customer_no NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number_key NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_key NVARCHAR(600) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    short_name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    short_name_key NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    normalised_name NVARCHAR(600) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    pinyin NVARCHAR(2000) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    initials NVARCHAR(600) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    sort_key NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    kind NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    main_business NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    status NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    level NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    source NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    industry NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    credit_rating NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    campaign_response SMALLINT NULL,
    product_category_id BIGINT NULL,
    owner_id BIGINT NULL,
    parent_id BIGINT NULL,
    country NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    province NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    city NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    district NVARCHAR(60) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    address NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    location_key NVARCHAR(1400) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    postal_code NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    phone NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    mobile NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    fax NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    phone_key NVARCHAR(160) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    email NVARCHAR(254) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    website NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    legal_representative NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    employees INTEGER NULL,
    annual_revenue NUMERIC(18, 2) NULL,
    tax_no NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    bank_name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    bank_account NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    gender NVARCHAR(10) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    birthday DATETIME NULL,
    annual_income NUMERIC(18, 2) NULL,
    education NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    hobby NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    personality NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    remark NVARCHAR(max) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    deleted_at DATETIME2(6) NULL,
    deleted_by BIGINT NULL,
    import_batch_id BIGINT NULL,
    created_at DATETIME2(6) NOT NULL,
    created_by BIGINT NULL,
    updated_at DATETIME2(6) NOT NULL,
    updated_by BIGINT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_customer PRIMARY KEY (id),
    CONSTRAINT fk_customer_created_by_client_user FOREIGN KEY(created_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_customer_deleted_by_client_user FOREIGN KEY(deleted_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_customer_import_batch_id_import_batch FOREIGN KEY(import_batch_id) REFERENCES crm.import_batch (id),
    CONSTRAINT fk_customer_owner_id_client_user FOREIGN KEY(owner_id) REFERENCES crm.client_user (id),
    CONSTRAINT fk_customer_parent_id_customer FOREIGN KEY(parent_id) REFERENCES crm.customer (id),
    CONSTRAINT fk_customer_product_category_id_product_category FOREIGN KEY(product_category_id) REFERENCES crm.product_category (id),
    CONSTRAINT fk_customer_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES crm.client_user (id),
    CONSTRAINT uq_customer_number_key UNIQUE (number_key)
);

GO

CREATE INDEX ix_customer_normalised_name ON crm.customer (normalised_name);

GO

CREATE INDEX ix_customer_owner_id ON crm.customer (owner_id);

GO

CREATE INDEX ix_customer_parent_id ON crm.customer (parent_id);

GO

CREATE INDEX ix_customer_product_category_id ON crm.customer (product_category_id);

GO

CREATE INDEX ix_customer_sort_key ON crm.customer (sort_key, id);

GO

CREATE INDEX ix_customer_updated_at ON crm.customer (updated_at, id);

GO

CREATE TABLE crm.contact (
    id BIGINT NOT NULL IDENTITY,
    customer_id BIGINT NOT NULL,
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_key NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    pinyin NVARCHAR(1000) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    initials NVARCHAR(300) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    department NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    job_title NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    is_primary BIT NOT NULL,
    phone NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    mobile NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    phone_key NVARCHAR(110) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    email NVARCHAR(254) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    qq NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    wechat NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    birthday DATETIME NULL,
    hobby NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    address NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    postal_code NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    remark NVARCHAR(max) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    deleted_at DATETIME2(6) NULL,
    deleted_by BIGINT NULL,
    import_batch_id BIGINT NULL,
    created_at DATETIME2(6) NOT NULL,
    created_by BIGINT NULL,
    updated_at DATETIME2(6) NOT NULL,
    updated_by BIGINT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_contact PRIMARY KEY (id),
    CONSTRAINT fk_contact_created_by_client_user FOREIGN KEY(created_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_contact_customer_id_customer FOREIGN KEY(customer_id) REFERENCES crm.customer (id),
    CONSTRAINT fk_contact_deleted_by_client_user FOREIGN KEY(deleted_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_contact_import_batch_id_import_batch FOREIGN KEY(import_batch_id) REFERENCES crm.import_batch (id),
    CONSTRAINT fk_contact_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES crm.client_user (id)
);

GO

CREATE INDEX ix_contact_customer_id ON crm.contact (customer_id);

GO

CREATE TABLE crm.payment (
    id BIGINT NOT NULL IDENTITY,
    payment_no NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number_key NVARCHAR(90) COLLATE Latin1_General_100_BIN2 NOT NULL,
    customer_id BIGINT NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    paid_on DATETIME NOT NULL,
    amount NUMERIC(18, 2) NOT NULL,
    method NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    product_category_id BIGINT NULL,
    invoice_no NVARCHAR(50) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    received_by NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    remark NVARCHAR(max) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    voided_at DATETIME2(6) NULL,
    voided_by BIGINT NULL,
    void_reason NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    import_batch_id BIGINT NULL,
    created_at DATETIME2(6) NOT NULL,
    created_by BIGINT NULL,
    updated_at DATETIME2(6) NOT NULL,
    updated_by BIGINT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_payment PRIMARY KEY (id),
    CONSTRAINT ck_payment_kind_known CHECK (kind IN ('payment', 'refund')),
    CONSTRAINT ck_payment_amount_positive CHECK (amount > 0),
    CONSTRAINT fk_payment_created_by_client_user FOREIGN KEY(created_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_payment_customer_id_customer FOREIGN KEY(customer_id) REFERENCES crm.customer (id),
    CONSTRAINT fk_payment_import_batch_id_import_batch FOREIGN KEY(import_batch_id) REFERENCES crm.import_batch (id),
    CONSTRAINT fk_payment_product_category_id_product_category FOREIGN KEY(product_category_id) REFERENCES crm.product_category (id),
    CONSTRAINT fk_payment_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_payment_voided_by_client_user FOREIGN KEY(voided_by) REFERENCES crm.client_user (id),
    CONSTRAINT uq_payment_number_key UNIQUE (number_key)
);

GO

CREATE INDEX ix_payment_customer_id ON crm.payment (customer_id, paid_on);

GO

CREATE INDEX ix_payment_paid_on ON crm.payment (paid_on, customer_id);

GO

CREATE INDEX ix_payment_product_category_id ON crm.payment (product_category_id, customer_id);

GO

INSERT INTO crm.alembic_version (version_num) OUTPUT inserted.version_num VALUES ('0001');

GO

-- Running upgrade 0001 -> 0002

ALTER TABLE crm.client_user ADD principal NVARCHAR(128) COLLATE Latin1_General_100_BIN2 NULL;

GO

CREATE TABLE crm.schema_info (
    name NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    value NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_schema_info PRIMARY KEY (name)
);

GO

CREATE TABLE crm.client_operation (
    client NVARCHAR(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number BIGINT NOT NULL,
    at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_client_operation PRIMARY KEY (client)
);

GO

INSERT INTO crm.schema_info VALUES ('min_client_version', '0.1.0');

GO

INSERT INTO crm.number_series (name, last_value) SELECT 'customer', 0 WHERE NOT EXISTS (SELECT 1 FROM crm.number_series WHERE name = 'customer');

GO

INSERT INTO crm.number_series (name, last_value) SELECT 'payment', 0 WHERE NOT EXISTS (SELECT 1 FROM crm.number_series WHERE name = 'payment');

GO

CREATE VIEW crm.customer_history AS SELECT id, at, user_id, username, action, entity, entity_id, customer_id, label, changes FROM crm.audit_log WHERE customer_id IS NOT NULL;

GO

UPDATE crm.alembic_version SET version_num='0002' WHERE crm.alembic_version.version_num = '0001';

GO

-- Running upgrade 0002 -> 0003

CREATE TABLE crm.job (
    id BIGINT NOT NULL IDENTITY,
    user_id BIGINT NOT NULL,
    kind NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    record_count INTEGER NOT NULL,
    label NVARCHAR(250) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT (''),
    detail NVARCHAR(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    is_complete BIT NOT NULL,
    undone_at DATETIME2(6) NULL,
    created_at DATETIME2(6) NOT NULL,
    created_by BIGINT NULL,
    updated_at DATETIME2(6) NOT NULL,
    updated_by BIGINT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_job PRIMARY KEY (id),
    CONSTRAINT fk_job_user_id_client_user FOREIGN KEY(user_id) REFERENCES crm.client_user (id),
    CONSTRAINT fk_job_created_by_client_user FOREIGN KEY(created_by) REFERENCES crm.client_user (id),
    CONSTRAINT fk_job_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES crm.client_user (id)
);

GO

CREATE INDEX ix_job_user_id ON crm.job (user_id, id);

GO

CREATE TABLE crm.job_item (
    id BIGINT NOT NULL IDENTITY,
    job_id BIGINT NOT NULL,
    entity NVARCHAR(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entity_id BIGINT NOT NULL,
    version INTEGER NOT NULL,
    before NVARCHAR(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_job_item PRIMARY KEY (id),
    CONSTRAINT fk_job_item_job_id_job FOREIGN KEY(job_id) REFERENCES crm.job (id)
);

GO

CREATE INDEX ix_job_item_job_id ON crm.job_item (job_id);

GO

ALTER TABLE crm.payment ADD replaces_id BIGINT NULL;

GO

ALTER TABLE crm.payment ADD CONSTRAINT fk_payment_replaces_id_payment FOREIGN KEY(replaces_id) REFERENCES crm.payment (id);

GO

CREATE INDEX ix_audit_log_username ON crm.audit_log (username, at);

GO

CREATE INDEX ix_audit_log_action ON crm.audit_log (action, at);

GO

CREATE INDEX ix_audit_log_entity_at ON crm.audit_log (entity, at);

GO

UPDATE crm.alembic_version SET version_num='0003' WHERE crm.alembic_version.version_num = '0002';

GO

-- Running upgrade 0003 -> 0004

DROP INDEX ix_customer_sort_key ON crm.customer;

GO

DROP INDEX ix_customer_updated_at ON crm.customer;

GO

DROP INDEX ix_customer_owner_id ON crm.customer;

GO

DROP INDEX ix_customer_product_category_id ON crm.customer;

GO

CREATE INDEX ix_customer_owner_id ON crm.customer (owner_id, deleted_at);

GO

CREATE INDEX ix_customer_product_category_id ON crm.customer (product_category_id, deleted_at);

GO

CREATE INDEX ix_customer_number_key ON crm.customer (deleted_at, number_key, id);

GO

CREATE INDEX ix_customer_sort_key ON crm.customer (deleted_at, sort_key, id);

GO

CREATE INDEX ix_customer_kind ON crm.customer (deleted_at, kind, id);

GO

CREATE INDEX ix_customer_status ON crm.customer (deleted_at, status, id);

GO

CREATE INDEX ix_customer_level ON crm.customer (deleted_at, level, id);

GO

CREATE INDEX ix_customer_source ON crm.customer (deleted_at, source, id);

GO

CREATE INDEX ix_customer_industry ON crm.customer (deleted_at, industry, id);

GO

CREATE INDEX ix_customer_created_at ON crm.customer (deleted_at, created_at, id);

GO

CREATE INDEX ix_customer_updated_at ON crm.customer (deleted_at, updated_at, id);

GO

UPDATE crm.alembic_version SET version_num='0004' WHERE crm.alembic_version.version_num = '0003';

GO

-- Running upgrade 0004 -> 0005

CREATE TABLE crm.customer_gram (
    gram NVARCHAR(5) COLLATE Latin1_General_100_BIN2 NOT NULL,
    customer_id BIGINT NOT NULL,
    CONSTRAINT pk_customer_gram PRIMARY KEY (gram, customer_id)
);

GO

UPDATE crm.alembic_version SET version_num='0005' WHERE crm.alembic_version.version_num = '0004';

GO

-- Running upgrade 0005 -> 0006

CREATE TABLE crm.revenue_day (
    paid_on DATETIME NOT NULL,
    slot INTEGER NOT NULL,
    payments INTEGER NOT NULL,
    revenue NUMERIC(18, 2) NOT NULL,
    CONSTRAINT pk_revenue_day PRIMARY KEY (paid_on, slot)
);

GO

CREATE TABLE crm.customer_paid (
    customer_id BIGINT NOT NULL,
    payments INTEGER NOT NULL,
    revenue NUMERIC(18, 2) NOT NULL,
    last_payment_on DATETIME NULL,
    CONSTRAINT pk_customer_paid PRIMARY KEY (customer_id)
);

GO

INSERT INTO crm.revenue_day (paid_on, slot, payments, revenue) SELECT paid_on, 0, COUNT(*), SUM(CASE WHEN kind = 'refund' THEN -amount ELSE amount END) FROM crm.payment WHERE voided_at IS NULL GROUP BY paid_on;

GO

INSERT INTO crm.customer_paid (customer_id, payments, revenue, last_payment_on) SELECT c.id, COALESCE(p.payments, 0), COALESCE(p.revenue, 0), p.last_payment_on FROM crm.customer AS c LEFT JOIN (SELECT customer_id, COUNT(*) AS payments, SUM(CASE WHEN kind = 'refund' THEN -amount ELSE amount END) AS revenue, MAX(CASE WHEN kind = 'payment' THEN paid_on END) AS last_payment_on FROM crm.payment WHERE voided_at IS NULL GROUP BY customer_id) AS p ON p.customer_id = c.id;

GO

CREATE INDEX ix_customer_paid_revenue ON crm.customer_paid (revenue, customer_id);

GO

CREATE INDEX ix_customer_paid_last_payment_on ON crm.customer_paid (last_payment_on, customer_id);

GO

UPDATE crm.alembic_version SET version_num='0006' WHERE crm.alembic_version.version_num = '0005';

GO

-- Running upgrade 0006 -> 0007

ALTER TABLE crm.import_batch ADD state NVARCHAR(20) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT 'done';

GO

ALTER TABLE crm.import_batch ADD last_entry BIGINT NULL;

GO

UPDATE crm.import_batch SET last_entry = 0;

GO

CREATE TABLE crm.import_row (
    batch_id BIGINT NOT NULL,
    row_number INTEGER NOT NULL,
    data NVARCHAR(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_import_row PRIMARY KEY (batch_id, row_number),
    CONSTRAINT fk_import_row_batch_id_import_batch FOREIGN KEY(batch_id) REFERENCES crm.import_batch (id)
);

GO

CREATE INDEX ix_customer_import_batch_id ON crm.customer (import_batch_id);

GO

CREATE INDEX ix_payment_import_batch_id ON crm.payment (import_batch_id);

GO

UPDATE crm.alembic_version SET version_num='0007' WHERE crm.alembic_version.version_num = '0006';

GO

-- Running upgrade 0007 -> 0008

DROP INDEX ix_payment_paid_on ON crm.payment;

GO

CREATE INDEX ix_payment_paid_on ON crm.payment (paid_on, voided_at, customer_id, kind, amount, method, product_category_id);

GO

UPDATE crm.alembic_version SET version_num='0008' WHERE crm.alembic_version.version_num = '0007';

GO

-- Running upgrade 0008 -> 0009

ALTER TABLE crm.import_batch ADD made NVARCHAR(max) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT '[]';

GO

UPDATE crm.alembic_version SET version_num='0009' WHERE crm.alembic_version.version_num = '0008';

GO

COMMIT;

GO

