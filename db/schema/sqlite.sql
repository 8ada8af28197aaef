-- The tables, rendered from the migrations by `python -m crm_desktop.devtools.schema`.
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 0001

CREATE TABLE client_user (
    id INTEGER NOT NULL,
    username VARCHAR(50) NOT NULL,
    username_key VARCHAR(100) NOT NULL,
    display_name VARCHAR(100) DEFAULT ('') NOT NULL,
    password_hash VARCHAR(255) DEFAULT ('') NOT NULL,
    recovery_hash VARCHAR(255) DEFAULT ('') NOT NULL,
    pop SMALLINT NOT NULL,
    email VARCHAR(254) DEFAULT ('') NOT NULL,
    phone VARCHAR(50) DEFAULT ('') NOT NULL,
    is_active BOOLEAN NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    failed_attempts INTEGER NOT NULL,
    locked_until DATETIME,
    last_sign_in_at DATETIME,
    language VARCHAR(10) DEFAULT ('') NOT NULL,
    created_at DATETIME NOT NULL,
    created_by INTEGER,
    updated_at DATETIME NOT NULL,
    updated_by INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT pk_client_user PRIMARY KEY (id),
    CONSTRAINT fk_client_user_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id),
    CONSTRAINT fk_client_user_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id),
    CONSTRAINT uq_client_user_username_key UNIQUE (username_key)
);

CREATE TABLE number_series (
    name VARCHAR(30) NOT NULL,
    last_value INTEGER NOT NULL,
    CONSTRAINT pk_number_series PRIMARY KEY (name)
);

CREATE TABLE audit_log (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    user_id INTEGER,
    username VARCHAR(50) DEFAULT ('') NOT NULL,
    action VARCHAR(20) NOT NULL,
    entity VARCHAR(30) NOT NULL,
    entity_id INTEGER NOT NULL,
    customer_id INTEGER,
    label VARCHAR(250) DEFAULT ('') NOT NULL,
    changes TEXT NOT NULL,
    CONSTRAINT pk_audit_log PRIMARY KEY (id),
    CONSTRAINT fk_audit_log_user_id_client_user FOREIGN KEY(user_id) REFERENCES client_user (id)
);

CREATE INDEX ix_audit_log_at ON audit_log (at);

CREATE INDEX ix_audit_log_customer_id ON audit_log (customer_id, at);

CREATE INDEX ix_audit_log_entity ON audit_log (entity, entity_id);

CREATE TABLE code_item (
    id INTEGER NOT NULL,
    list VARCHAR(30) NOT NULL,
    code VARCHAR(30) NOT NULL,
    label_zh VARCHAR(100) DEFAULT ('') NOT NULL,
    label_en VARCHAR(100) DEFAULT ('') NOT NULL,
    position INTEGER NOT NULL,
    is_active BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL,
    created_by INTEGER,
    updated_at DATETIME NOT NULL,
    updated_by INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT pk_code_item PRIMARY KEY (id),
    CONSTRAINT fk_code_item_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id),
    CONSTRAINT fk_code_item_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id),
    CONSTRAINT uq_code_item_list_code UNIQUE (list, code)
);

CREATE TABLE company_profile (
    id INTEGER NOT NULL,
    name VARCHAR(200) DEFAULT ('') NOT NULL,
    logo BLOB,
    is_sample BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL,
    created_by INTEGER,
    updated_at DATETIME NOT NULL,
    updated_by INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT pk_company_profile PRIMARY KEY (id),
    CONSTRAINT fk_company_profile_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id),
    CONSTRAINT fk_company_profile_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id)
);

CREATE TABLE import_batch (
    id INTEGER NOT NULL,
    kind VARCHAR(20) NOT NULL,
    file_name VARCHAR(255) DEFAULT ('') NOT NULL,
    created_count INTEGER NOT NULL,
    updated_count INTEGER NOT NULL,
    created_at DATETIME NOT NULL,
    created_by INTEGER,
    updated_at DATETIME NOT NULL,
    updated_by INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT pk_import_batch PRIMARY KEY (id),
    CONSTRAINT fk_import_batch_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id),
    CONSTRAINT fk_import_batch_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id)
);

CREATE TABLE product_category (
    id INTEGER NOT NULL,
    name VARCHAR(100) NOT NULL,
    name_key VARCHAR(200) NOT NULL,
    position INTEGER NOT NULL,
    is_active BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL,
    created_by INTEGER,
    updated_at DATETIME NOT NULL,
    updated_by INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT pk_product_category PRIMARY KEY (id),
    CONSTRAINT fk_product_category_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id),
    CONSTRAINT fk_product_category_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id),
    CONSTRAINT uq_product_category_name_key UNIQUE (name_key)
);

CREATE TABLE saved_query (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    name VARCHAR(100) NOT NULL,
    name_key VARCHAR(200) NOT NULL,
    criteria TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    created_by INTEGER,
    updated_at DATETIME NOT NULL,
    updated_by INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT pk_saved_query PRIMARY KEY (id),
    CONSTRAINT fk_saved_query_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id),
    CONSTRAINT fk_saved_query_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id),
    CONSTRAINT fk_saved_query_user_id_client_user FOREIGN KEY(user_id) REFERENCES client_user (id),
    CONSTRAINT uq_saved_query_user_id_name_key UNIQUE (user_id, name_key)
);

CREATE TABLE customer (
    id INTEGER NOT NULL,
    customer_no VARCHAR(20) NOT NULL,
    number_key VARCHAR(60) NOT NULL,
    name VARCHAR(200) NOT NULL,
    name_key VARCHAR(600) DEFAULT ('') NOT NULL,
    short_name VARCHAR(100) DEFAULT ('') NOT NULL,
    short_name_key VARCHAR(300) DEFAULT ('') NOT NULL,
    normalised_name VARCHAR(600) DEFAULT ('') NOT NULL,
    pinyin VARCHAR(2000) DEFAULT ('') NOT NULL,
    initials VARCHAR(600) DEFAULT ('') NOT NULL,
    sort_key VARCHAR(400) DEFAULT ('') NOT NULL,
    kind VARCHAR(20) NOT NULL,
    main_business VARCHAR(200) DEFAULT ('') NOT NULL,
    status VARCHAR(30) DEFAULT ('') NOT NULL,
    level VARCHAR(30) DEFAULT ('') NOT NULL,
    source VARCHAR(30) DEFAULT ('') NOT NULL,
    industry VARCHAR(30) DEFAULT ('') NOT NULL,
    credit_rating VARCHAR(30) DEFAULT ('') NOT NULL,
    campaign_response SMALLINT,
    product_category_id INTEGER,
    owner_id INTEGER,
    parent_id INTEGER,
    country VARCHAR(60) DEFAULT ('') NOT NULL,
    province VARCHAR(60) DEFAULT ('') NOT NULL,
    city VARCHAR(60) DEFAULT ('') NOT NULL,
    district VARCHAR(60) DEFAULT ('') NOT NULL,
    address VARCHAR(200) DEFAULT ('') NOT NULL,
    location_key VARCHAR(1400) DEFAULT ('') NOT NULL,
    postal_code VARCHAR(20) DEFAULT ('') NOT NULL,
    phone VARCHAR(50) DEFAULT ('') NOT NULL,
    mobile VARCHAR(50) DEFAULT ('') NOT NULL,
    fax VARCHAR(50) DEFAULT ('') NOT NULL,
    phone_key VARCHAR(160) DEFAULT ('') NOT NULL,
    email VARCHAR(254) DEFAULT ('') NOT NULL,
    website VARCHAR(200) DEFAULT ('') NOT NULL,
    legal_representative VARCHAR(100) DEFAULT ('') NOT NULL,
    employees INTEGER,
    annual_revenue BIGINT,
    tax_no VARCHAR(30) DEFAULT ('') NOT NULL,
    bank_name VARCHAR(100) DEFAULT ('') NOT NULL,
    bank_account VARCHAR(50) DEFAULT ('') NOT NULL,
    gender VARCHAR(10) DEFAULT ('') NOT NULL,
    birthday DATE,
    annual_income BIGINT,
    education VARCHAR(30) DEFAULT ('') NOT NULL,
    hobby VARCHAR(200) DEFAULT ('') NOT NULL,
    personality VARCHAR(200) DEFAULT ('') NOT NULL,
    remark TEXT DEFAULT ('') NOT NULL,
    deleted_at DATETIME,
    deleted_by INTEGER,
    import_batch_id INTEGER,
    created_at DATETIME NOT NULL,
    created_by INTEGER,
    updated_at DATETIME NOT NULL,
    updated_by INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT pk_customer PRIMARY KEY (id),
    CONSTRAINT fk_customer_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id),
    CONSTRAINT fk_customer_deleted_by_client_user FOREIGN KEY(deleted_by) REFERENCES client_user (id),
    CONSTRAINT fk_customer_import_batch_id_import_batch FOREIGN KEY(import_batch_id) REFERENCES import_batch (id),
    CONSTRAINT fk_customer_owner_id_client_user FOREIGN KEY(owner_id) REFERENCES client_user (id),
    CONSTRAINT fk_customer_parent_id_customer FOREIGN KEY(parent_id) REFERENCES customer (id),
    CONSTRAINT fk_customer_product_category_id_product_category FOREIGN KEY(product_category_id) REFERENCES product_category (id),
    CONSTRAINT fk_customer_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id),
    CONSTRAINT uq_customer_number_key UNIQUE (number_key)
);

CREATE INDEX ix_customer_normalised_name ON customer (normalised_name);

CREATE INDEX ix_customer_owner_id ON customer (owner_id);

CREATE INDEX ix_customer_parent_id ON customer (parent_id);

CREATE INDEX ix_customer_product_category_id ON customer (product_category_id);

CREATE INDEX ix_customer_sort_key ON customer (sort_key, id);

CREATE INDEX ix_customer_updated_at ON customer (updated_at, id);

CREATE TABLE contact (
    id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    name VARCHAR(100) NOT NULL,
    name_key VARCHAR(300) DEFAULT ('') NOT NULL,
    pinyin VARCHAR(1000) DEFAULT ('') NOT NULL,
    initials VARCHAR(300) DEFAULT ('') NOT NULL,
    department VARCHAR(100) DEFAULT ('') NOT NULL,
    job_title VARCHAR(100) DEFAULT ('') NOT NULL,
    is_primary BOOLEAN NOT NULL,
    phone VARCHAR(50) DEFAULT ('') NOT NULL,
    mobile VARCHAR(50) DEFAULT ('') NOT NULL,
    phone_key VARCHAR(110) DEFAULT ('') NOT NULL,
    email VARCHAR(254) DEFAULT ('') NOT NULL,
    qq VARCHAR(20) DEFAULT ('') NOT NULL,
    wechat VARCHAR(50) DEFAULT ('') NOT NULL,
    birthday DATE,
    hobby VARCHAR(200) DEFAULT ('') NOT NULL,
    address VARCHAR(200) DEFAULT ('') NOT NULL,
    postal_code VARCHAR(20) DEFAULT ('') NOT NULL,
    remark TEXT DEFAULT ('') NOT NULL,
    deleted_at DATETIME,
    deleted_by INTEGER,
    import_batch_id INTEGER,
    created_at DATETIME NOT NULL,
    created_by INTEGER,
    updated_at DATETIME NOT NULL,
    updated_by INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT pk_contact PRIMARY KEY (id),
    CONSTRAINT fk_contact_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id),
    CONSTRAINT fk_contact_customer_id_customer FOREIGN KEY(customer_id) REFERENCES customer (id),
    CONSTRAINT fk_contact_deleted_by_client_user FOREIGN KEY(deleted_by) REFERENCES client_user (id),
    CONSTRAINT fk_contact_import_batch_id_import_batch FOREIGN KEY(import_batch_id) REFERENCES import_batch (id),
    CONSTRAINT fk_contact_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id)
);

CREATE INDEX ix_contact_customer_id ON contact (customer_id);

CREATE TABLE payment (
    id INTEGER NOT NULL,
    payment_no VARCHAR(30) NOT NULL,
    number_key VARCHAR(90) NOT NULL,
    customer_id INTEGER NOT NULL,
    kind VARCHAR(20) NOT NULL,
    paid_on DATE NOT NULL,
    amount BIGINT NOT NULL,
    method VARCHAR(30) DEFAULT ('') NOT NULL,
    product_category_id INTEGER,
    invoice_no VARCHAR(50) DEFAULT ('') NOT NULL,
    received_by VARCHAR(100) DEFAULT ('') NOT NULL,
    remark TEXT DEFAULT ('') NOT NULL,
    voided_at DATETIME,
    voided_by INTEGER,
    void_reason VARCHAR(200) DEFAULT ('') NOT NULL,
    import_batch_id INTEGER,
    created_at DATETIME NOT NULL,
    created_by INTEGER,
    updated_at DATETIME NOT NULL,
    updated_by INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT pk_payment PRIMARY KEY (id),
    CONSTRAINT ck_payment_kind_known CHECK (kind IN ('payment', 'refund')),
    CONSTRAINT ck_payment_amount_positive CHECK (amount > 0),
    CONSTRAINT fk_payment_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id),
    CONSTRAINT fk_payment_customer_id_customer FOREIGN KEY(customer_id) REFERENCES customer (id),
    CONSTRAINT fk_payment_import_batch_id_import_batch FOREIGN KEY(import_batch_id) REFERENCES import_batch (id),
    CONSTRAINT fk_payment_product_category_id_product_category FOREIGN KEY(product_category_id) REFERENCES product_category (id),
    CONSTRAINT fk_payment_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id),
    CONSTRAINT fk_payment_voided_by_client_user FOREIGN KEY(voided_by) REFERENCES client_user (id),
    CONSTRAINT uq_payment_number_key UNIQUE (number_key)
);

CREATE INDEX ix_payment_customer_id ON payment (customer_id, paid_on);

CREATE INDEX ix_payment_paid_on ON payment (paid_on, customer_id);

CREATE INDEX ix_payment_product_category_id ON payment (product_category_id, customer_id);

INSERT INTO alembic_version (version_num) VALUES ('0001') RETURNING version_num;

-- Running upgrade 0001 -> 0002

ALTER TABLE client_user ADD COLUMN principal VARCHAR(128);

CREATE TABLE schema_info (
    name VARCHAR(30) NOT NULL,
    value VARCHAR(100) NOT NULL,
    CONSTRAINT pk_schema_info PRIMARY KEY (name)
);

CREATE TABLE client_operation (
    client VARCHAR(36) NOT NULL,
    number INTEGER NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_client_operation PRIMARY KEY (client)
);

INSERT INTO schema_info VALUES ('min_client_version', '0.1.0');

INSERT INTO number_series (name, last_value) SELECT 'customer', 0 WHERE NOT EXISTS (SELECT 1 FROM number_series WHERE name = 'customer');

INSERT INTO number_series (name, last_value) SELECT 'payment', 0 WHERE NOT EXISTS (SELECT 1 FROM number_series WHERE name = 'payment');

CREATE VIEW customer_history AS SELECT id, at, user_id, username, action, entity, entity_id, customer_id, label, changes FROM audit_log WHERE customer_id IS NOT NULL;

UPDATE alembic_version SET version_num='0002' WHERE alembic_version.version_num = '0001';

-- Running upgrade 0002 -> 0003

CREATE TABLE job (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    kind VARCHAR(20) NOT NULL,
    record_count INTEGER NOT NULL,
    label VARCHAR(250) DEFAULT ('') NOT NULL,
    detail TEXT NOT NULL,
    is_complete BOOLEAN NOT NULL,
    undone_at DATETIME,
    created_at DATETIME NOT NULL,
    created_by INTEGER,
    updated_at DATETIME NOT NULL,
    updated_by INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT pk_job PRIMARY KEY (id),
    CONSTRAINT fk_job_user_id_client_user FOREIGN KEY(user_id) REFERENCES client_user (id),
    CONSTRAINT fk_job_created_by_client_user FOREIGN KEY(created_by) REFERENCES client_user (id),
    CONSTRAINT fk_job_updated_by_client_user FOREIGN KEY(updated_by) REFERENCES client_user (id)
);

CREATE INDEX ix_job_user_id ON job (user_id, id);

CREATE TABLE job_item (
    id INTEGER NOT NULL,
    job_id INTEGER NOT NULL,
    entity VARCHAR(30) NOT NULL,
    entity_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    "before" TEXT NOT NULL,
    CONSTRAINT pk_job_item PRIMARY KEY (id),
    CONSTRAINT fk_job_item_job_id_job FOREIGN KEY(job_id) REFERENCES job (id)
);

CREATE INDEX ix_job_item_job_id ON job_item (job_id);

ALTER TABLE payment ADD COLUMN replaces_id INTEGER CONSTRAINT fk_payment_replaces_id_payment REFERENCES payment (id);

CREATE INDEX ix_audit_log_username ON audit_log (username, at);

CREATE INDEX ix_audit_log_action ON audit_log (action, at);

CREATE INDEX ix_audit_log_entity_at ON audit_log (entity, at);

UPDATE alembic_version SET version_num='0003' WHERE alembic_version.version_num = '0002';

-- Running upgrade 0003 -> 0004

DROP INDEX ix_customer_sort_key;

DROP INDEX ix_customer_updated_at;

DROP INDEX ix_customer_owner_id;

DROP INDEX ix_customer_product_category_id;

CREATE INDEX ix_customer_owner_id ON customer (owner_id, deleted_at);

CREATE INDEX ix_customer_product_category_id ON customer (product_category_id, deleted_at);

CREATE INDEX ix_customer_number_key ON customer (number_key) WHERE deleted_at IS NULL;

CREATE INDEX ix_customer_sort_key ON customer (sort_key) WHERE deleted_at IS NULL;

CREATE INDEX ix_customer_kind ON customer (kind) WHERE deleted_at IS NULL;

CREATE INDEX ix_customer_status ON customer (status) WHERE deleted_at IS NULL;

CREATE INDEX ix_customer_level ON customer (level) WHERE deleted_at IS NULL;

CREATE INDEX ix_customer_source ON customer (source) WHERE deleted_at IS NULL;

CREATE INDEX ix_customer_industry ON customer (industry) WHERE deleted_at IS NULL;

CREATE INDEX ix_customer_created_at ON customer (created_at) WHERE deleted_at IS NULL;

CREATE INDEX ix_customer_updated_at ON customer (updated_at) WHERE deleted_at IS NULL;

CREATE INDEX ix_customer_province ON customer (province COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE INDEX ix_customer_city ON customer (city COLLATE NOCASE) WHERE deleted_at IS NULL;

UPDATE alembic_version SET version_num='0004' WHERE alembic_version.version_num = '0003';

-- Running upgrade 0004 -> 0005

CREATE VIRTUAL TABLE customer_gram USING fts5(grams, content='', columnsize=0, detail=none, tokenize="ascii tokenchars ' !""#$%&''()*+,-./:;<=>?@[\]^_`{|}~'");

UPDATE alembic_version SET version_num='0005' WHERE alembic_version.version_num = '0004';

-- Running upgrade 0005 -> 0006

CREATE TABLE revenue_day (
    paid_on DATE NOT NULL,
    slot INTEGER NOT NULL,
    payments INTEGER NOT NULL,
    revenue BIGINT NOT NULL,
    CONSTRAINT pk_revenue_day PRIMARY KEY (paid_on, slot)
)
 WITHOUT ROWID;

CREATE TABLE customer_paid (
    customer_id INTEGER NOT NULL,
    payments INTEGER NOT NULL,
    revenue BIGINT NOT NULL,
    last_payment_on DATE,
    CONSTRAINT pk_customer_paid PRIMARY KEY (customer_id)
);

INSERT INTO revenue_day (paid_on, slot, payments, revenue) SELECT paid_on, 0, COUNT(*), SUM(CASE WHEN kind = 'refund' THEN -amount ELSE amount END) FROM payment WHERE voided_at IS NULL GROUP BY paid_on;

INSERT INTO customer_paid (customer_id, payments, revenue, last_payment_on) SELECT c.id, COALESCE(p.payments, 0), COALESCE(p.revenue, 0), p.last_payment_on FROM customer AS c LEFT JOIN (SELECT customer_id, COUNT(*) AS payments, SUM(CASE WHEN kind = 'refund' THEN -amount ELSE amount END) AS revenue, MAX(CASE WHEN kind = 'payment' THEN paid_on END) AS last_payment_on FROM payment WHERE voided_at IS NULL GROUP BY customer_id) AS p ON p.customer_id = c.id;

CREATE INDEX ix_customer_paid_revenue ON customer_paid (revenue, customer_id);

CREATE INDEX ix_customer_paid_last_payment_on ON customer_paid (last_payment_on, customer_id);

UPDATE alembic_version SET version_num='0006' WHERE alembic_version.version_num = '0005';

-- Running upgrade 0006 -> 0007

ALTER TABLE import_batch ADD COLUMN state VARCHAR(20) DEFAULT 'done' NOT NULL;

ALTER TABLE import_batch ADD COLUMN last_entry INTEGER;

UPDATE import_batch SET last_entry = 0;

CREATE TABLE import_row (
    batch_id INTEGER NOT NULL,
    row_number INTEGER NOT NULL,
    data TEXT NOT NULL,
    CONSTRAINT pk_import_row PRIMARY KEY (batch_id, row_number),
    CONSTRAINT fk_import_row_batch_id_import_batch FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);

CREATE INDEX ix_customer_import_batch_id ON customer (import_batch_id) WHERE import_batch_id IS NOT NULL;

CREATE INDEX ix_payment_import_batch_id ON payment (import_batch_id) WHERE import_batch_id IS NOT NULL;

UPDATE alembic_version SET version_num='0007' WHERE alembic_version.version_num = '0006';

-- Running upgrade 0007 -> 0008

DROP INDEX ix_payment_paid_on;

CREATE INDEX ix_payment_paid_on ON payment (paid_on, voided_at, customer_id, kind, amount, method, product_category_id);

UPDATE alembic_version SET version_num='0008' WHERE alembic_version.version_num = '0007';

-- Running upgrade 0008 -> 0009

ALTER TABLE import_batch ADD COLUMN made TEXT DEFAULT '[]' NOT NULL;

UPDATE alembic_version SET version_num='0009' WHERE alembic_version.version_num = '0008';

