-- Stamps, history and the rules that money depends on, whatever tool a change is made with.
-- Rendered from the mapped tables by `python -m crm_desktop.devtools.schema`; do not edit.

DROP TRIGGER IF EXISTS crm.customer_guard;
GO
CREATE TRIGGER crm.customer_guard ON crm.customer AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    -- The stamps below fire the trigger again where the database has recursive triggers.
    IF TRIGGER_NESTLEVEL(OBJECT_ID(N'crm.customer_guard')) > 1 RETURN;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT, @name NVARCHAR(50), @at DATETIME2(6);
    SET @me = crm.my_id();
    SET @name = crm.my_name();
    SET @at = crm.moment();
    -- A clerk brings back what he deleted himself.
    IF crm.is_administrator() = 0 AND EXISTS (
        SELECT 1 FROM inserted AS i JOIN deleted AS d ON d.id = i.id
        WHERE d.deleted_at IS NOT NULL AND i.deleted_at IS NULL
            AND (d.deleted_by IS NULL OR d.deleted_by <> @me)
    )
        THROW 51009, N'Only an administrator may do this.', 1;
    UPDATE r
    SET
        created_at = CASE WHEN d.id IS NULL THEN @at ELSE d.created_at END,
        created_by = CASE WHEN d.id IS NULL THEN @me ELSE d.created_by END,
        updated_at = @at,
        updated_by = @me,
        version = CASE WHEN d.id IS NULL THEN 1 ELSE d.version + 1 END,
        deleted_at = CASE
            WHEN i.deleted_at IS NULL THEN NULL ELSE COALESCE(d.deleted_at, @at)
        END,
        deleted_by = CASE
            WHEN i.deleted_at IS NULL THEN NULL WHEN d.deleted_at IS NULL THEN @me ELSE d.deleted_by
        END
    FROM crm.customer AS r
    JOIN inserted AS i ON i.id = r.id
    LEFT JOIN deleted AS d ON d.id = r.id;
    INSERT INTO crm.audit_log (
        at, user_id, username, action, entity, entity_id, customer_id, label, changes
    )
    SELECT
        @at, @me, @name, h.action, N'customer', h.id, h.customer_id, LEFT(h.label, 250),
        N'{' + COALESCE(STUFF(h.changes, 1, 2, N''), N'') + N'}'
    FROM (
        SELECT
            r.id,
            r.id AS customer_id,
            CONCAT(r.customer_no, N' ', r.name) AS label,
            CASE
                WHEN d.id IS NULL THEN N'create'
                WHEN r.deleted_at IS NOT NULL AND d.deleted_at IS NULL THEN N'delete'
                WHEN r.deleted_at IS NULL AND d.deleted_at IS NOT NULL THEN N'restore'
                ELSE N'change'
            END AS action,
            crm.change_text(N'customer_no', d.customer_no, r.customer_no)
                + crm.change_text(N'name', d.name, r.name)
                + crm.change_text(N'short_name', d.short_name, r.short_name)
                + crm.change_text(N'kind', d.kind, r.kind)
                + crm.change_text(N'main_business', d.main_business, r.main_business)
                + crm.change_text(N'status', d.status, r.status)
                + crm.change_text(N'level', d.level, r.level)
                + crm.change_text(N'source', d.source, r.source)
                + crm.change_text(N'industry', d.industry, r.industry)
                + crm.change_text(N'credit_rating', d.credit_rating, r.credit_rating)
                + crm.change_text(N'campaign_response', CONVERT(NVARCHAR(30), d.campaign_response), CONVERT(NVARCHAR(30), r.campaign_response))
                + crm.change_text(N'product_category_id', CONVERT(NVARCHAR(30), d.product_category_id), CONVERT(NVARCHAR(30), r.product_category_id))
                + crm.change_text(N'owner_id', CONVERT(NVARCHAR(30), d.owner_id), CONVERT(NVARCHAR(30), r.owner_id))
                + crm.change_text(N'parent_id', CONVERT(NVARCHAR(30), d.parent_id), CONVERT(NVARCHAR(30), r.parent_id))
                + crm.change_text(N'country', d.country, r.country)
                + crm.change_text(N'province', d.province, r.province)
                + crm.change_text(N'city', d.city, r.city)
                + crm.change_text(N'district', d.district, r.district)
                + crm.change_text(N'address', d.address, r.address)
                + crm.change_text(N'postal_code', d.postal_code, r.postal_code)
                + crm.change_text(N'phone', d.phone, r.phone)
                + crm.change_text(N'mobile', d.mobile, r.mobile)
                + crm.change_text(N'fax', d.fax, r.fax)
                + crm.change_text(N'email', d.email, r.email)
                + crm.change_text(N'website', d.website, r.website)
                + crm.change_text(N'legal_representative', d.legal_representative, r.legal_representative)
                + crm.change_text(N'employees', CONVERT(NVARCHAR(30), d.employees), CONVERT(NVARCHAR(30), r.employees))
                + crm.change_text(N'annual_revenue', CONVERT(NVARCHAR(30), d.annual_revenue), CONVERT(NVARCHAR(30), r.annual_revenue))
                + crm.change_text(N'tax_no', d.tax_no, r.tax_no)
                + crm.change_text(N'bank_name', d.bank_name, r.bank_name)
                + crm.change_text(N'bank_account', d.bank_account, r.bank_account)
                + crm.change_text(N'gender', d.gender, r.gender)
                + crm.change_text(N'birthday', CONVERT(NVARCHAR(10), d.birthday, 23), CONVERT(NVARCHAR(10), r.birthday, 23))
                + crm.change_text(N'annual_income', CONVERT(NVARCHAR(30), d.annual_income), CONVERT(NVARCHAR(30), r.annual_income))
                + crm.change_text(N'education', d.education, r.education)
                + crm.change_text(N'hobby', d.hobby, r.hobby)
                + crm.change_text(N'personality', d.personality, r.personality)
                + crm.change_text(N'remark', d.remark, r.remark)
                + crm.change_text(N'deleted_at', CONVERT(NVARCHAR(30), d.deleted_at, 126) + N'+00:00', CONVERT(NVARCHAR(30), r.deleted_at, 126) + N'+00:00') AS changes
        FROM crm.customer AS r
        JOIN inserted AS i ON i.id = r.id
        LEFT JOIN deleted AS d ON d.id = r.id
        UNION ALL
        SELECT
            r.id,
            r.id,
            CONCAT(r.customer_no, N' ', r.name),
            N'purge',
            crm.change_text(N'customer_no', r.customer_no, NULL)
                + crm.change_text(N'name', r.name, NULL)
                + crm.change_text(N'short_name', r.short_name, NULL)
                + crm.change_text(N'kind', r.kind, NULL)
                + crm.change_text(N'main_business', r.main_business, NULL)
                + crm.change_text(N'status', r.status, NULL)
                + crm.change_text(N'level', r.level, NULL)
                + crm.change_text(N'source', r.source, NULL)
                + crm.change_text(N'industry', r.industry, NULL)
                + crm.change_text(N'credit_rating', r.credit_rating, NULL)
                + crm.change_text(N'campaign_response', CONVERT(NVARCHAR(30), r.campaign_response), NULL)
                + crm.change_text(N'product_category_id', CONVERT(NVARCHAR(30), r.product_category_id), NULL)
                + crm.change_text(N'owner_id', CONVERT(NVARCHAR(30), r.owner_id), NULL)
                + crm.change_text(N'parent_id', CONVERT(NVARCHAR(30), r.parent_id), NULL)
                + crm.change_text(N'country', r.country, NULL)
                + crm.change_text(N'province', r.province, NULL)
                + crm.change_text(N'city', r.city, NULL)
                + crm.change_text(N'district', r.district, NULL)
                + crm.change_text(N'address', r.address, NULL)
                + crm.change_text(N'postal_code', r.postal_code, NULL)
                + crm.change_text(N'phone', r.phone, NULL)
                + crm.change_text(N'mobile', r.mobile, NULL)
                + crm.change_text(N'fax', r.fax, NULL)
                + crm.change_text(N'email', r.email, NULL)
                + crm.change_text(N'website', r.website, NULL)
                + crm.change_text(N'legal_representative', r.legal_representative, NULL)
                + crm.change_text(N'employees', CONVERT(NVARCHAR(30), r.employees), NULL)
                + crm.change_text(N'annual_revenue', CONVERT(NVARCHAR(30), r.annual_revenue), NULL)
                + crm.change_text(N'tax_no', r.tax_no, NULL)
                + crm.change_text(N'bank_name', r.bank_name, NULL)
                + crm.change_text(N'bank_account', r.bank_account, NULL)
                + crm.change_text(N'gender', r.gender, NULL)
                + crm.change_text(N'birthday', CONVERT(NVARCHAR(10), r.birthday, 23), NULL)
                + crm.change_text(N'annual_income', CONVERT(NVARCHAR(30), r.annual_income), NULL)
                + crm.change_text(N'education', r.education, NULL)
                + crm.change_text(N'hobby', r.hobby, NULL)
                + crm.change_text(N'personality', r.personality, NULL)
                + crm.change_text(N'remark', r.remark, NULL)
                + crm.change_text(N'deleted_at', CONVERT(NVARCHAR(30), r.deleted_at, 126) + N'+00:00', NULL)
        FROM deleted AS r
        LEFT JOIN inserted AS i ON i.id = r.id
        WHERE i.id IS NULL
    ) AS h
    WHERE h.action <> N'change' OR h.changes <> N'';
END;
GO

DROP TRIGGER IF EXISTS crm.contact_guard;
GO
CREATE TRIGGER crm.contact_guard ON crm.contact AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    -- The stamps below fire the trigger again where the database has recursive triggers.
    IF TRIGGER_NESTLEVEL(OBJECT_ID(N'crm.contact_guard')) > 1 RETURN;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT, @name NVARCHAR(50), @at DATETIME2(6);
    SET @me = crm.my_id();
    SET @name = crm.my_name();
    SET @at = crm.moment();
    -- A clerk brings back what he deleted himself.
    IF crm.is_administrator() = 0 AND EXISTS (
        SELECT 1 FROM inserted AS i JOIN deleted AS d ON d.id = i.id
        WHERE d.deleted_at IS NOT NULL AND i.deleted_at IS NULL
            AND (d.deleted_by IS NULL OR d.deleted_by <> @me)
    )
        THROW 51009, N'Only an administrator may do this.', 1;
    UPDATE r
    SET
        created_at = CASE WHEN d.id IS NULL THEN @at ELSE d.created_at END,
        created_by = CASE WHEN d.id IS NULL THEN @me ELSE d.created_by END,
        updated_at = @at,
        updated_by = @me,
        version = CASE WHEN d.id IS NULL THEN 1 ELSE d.version + 1 END,
        deleted_at = CASE
            WHEN i.deleted_at IS NULL THEN NULL ELSE COALESCE(d.deleted_at, @at)
        END,
        deleted_by = CASE
            WHEN i.deleted_at IS NULL THEN NULL WHEN d.deleted_at IS NULL THEN @me ELSE d.deleted_by
        END
    FROM crm.contact AS r
    JOIN inserted AS i ON i.id = r.id
    LEFT JOIN deleted AS d ON d.id = r.id;
    INSERT INTO crm.audit_log (
        at, user_id, username, action, entity, entity_id, customer_id, label, changes
    )
    SELECT
        @at, @me, @name, h.action, N'contact', h.id, h.customer_id, LEFT(h.label, 250),
        N'{' + COALESCE(STUFF(h.changes, 1, 2, N''), N'') + N'}'
    FROM (
        SELECT
            r.id,
            r.customer_id AS customer_id,
            r.name AS label,
            CASE
                WHEN d.id IS NULL THEN N'create'
                WHEN r.deleted_at IS NOT NULL AND d.deleted_at IS NULL THEN N'delete'
                WHEN r.deleted_at IS NULL AND d.deleted_at IS NOT NULL THEN N'restore'
                ELSE N'change'
            END AS action,
            crm.change_text(N'customer_id', CONVERT(NVARCHAR(30), d.customer_id), CONVERT(NVARCHAR(30), r.customer_id))
                + crm.change_text(N'name', d.name, r.name)
                + crm.change_text(N'department', d.department, r.department)
                + crm.change_text(N'job_title', d.job_title, r.job_title)
                + crm.change_text(N'is_primary', CONVERT(NVARCHAR(30), d.is_primary), CONVERT(NVARCHAR(30), r.is_primary))
                + crm.change_text(N'phone', d.phone, r.phone)
                + crm.change_text(N'mobile', d.mobile, r.mobile)
                + crm.change_text(N'email', d.email, r.email)
                + crm.change_text(N'qq', d.qq, r.qq)
                + crm.change_text(N'wechat', d.wechat, r.wechat)
                + crm.change_text(N'birthday', CONVERT(NVARCHAR(10), d.birthday, 23), CONVERT(NVARCHAR(10), r.birthday, 23))
                + crm.change_text(N'hobby', d.hobby, r.hobby)
                + crm.change_text(N'address', d.address, r.address)
                + crm.change_text(N'postal_code', d.postal_code, r.postal_code)
                + crm.change_text(N'remark', d.remark, r.remark)
                + crm.change_text(N'deleted_at', CONVERT(NVARCHAR(30), d.deleted_at, 126) + N'+00:00', CONVERT(NVARCHAR(30), r.deleted_at, 126) + N'+00:00') AS changes
        FROM crm.contact AS r
        JOIN inserted AS i ON i.id = r.id
        LEFT JOIN deleted AS d ON d.id = r.id
        UNION ALL
        SELECT
            r.id,
            r.customer_id,
            r.name,
            N'purge',
            crm.change_text(N'customer_id', CONVERT(NVARCHAR(30), r.customer_id), NULL)
                + crm.change_text(N'name', r.name, NULL)
                + crm.change_text(N'department', r.department, NULL)
                + crm.change_text(N'job_title', r.job_title, NULL)
                + crm.change_text(N'is_primary', CONVERT(NVARCHAR(30), r.is_primary), NULL)
                + crm.change_text(N'phone', r.phone, NULL)
                + crm.change_text(N'mobile', r.mobile, NULL)
                + crm.change_text(N'email', r.email, NULL)
                + crm.change_text(N'qq', r.qq, NULL)
                + crm.change_text(N'wechat', r.wechat, NULL)
                + crm.change_text(N'birthday', CONVERT(NVARCHAR(10), r.birthday, 23), NULL)
                + crm.change_text(N'hobby', r.hobby, NULL)
                + crm.change_text(N'address', r.address, NULL)
                + crm.change_text(N'postal_code', r.postal_code, NULL)
                + crm.change_text(N'remark', r.remark, NULL)
                + crm.change_text(N'deleted_at', CONVERT(NVARCHAR(30), r.deleted_at, 126) + N'+00:00', NULL)
        FROM deleted AS r
        LEFT JOIN inserted AS i ON i.id = r.id
        WHERE i.id IS NULL
    ) AS h
    WHERE h.action <> N'change' OR h.changes <> N'';
END;
GO

DROP TRIGGER IF EXISTS crm.payment_guard;
GO
CREATE TRIGGER crm.payment_guard ON crm.payment AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    -- The stamps below fire the trigger again where the database has recursive triggers.
    IF TRIGGER_NESTLEVEL(OBJECT_ID(N'crm.payment_guard')) > 1 RETURN;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT, @name NVARCHAR(50), @at DATETIME2(6);
    SET @me = crm.my_id();
    SET @name = crm.my_name();
    SET @at = crm.moment();
    -- Void only with a reason; a void payment stays as it is for ever.
    IF EXISTS (
        SELECT 1 FROM inserted AS i JOIN deleted AS d ON d.id = i.id WHERE d.voided_at IS NOT NULL
    )
        THROW 51007, N'A void payment cannot be changed.', 1;
    IF EXISTS (
        SELECT 1 FROM inserted WHERE voided_at IS NOT NULL AND LTRIM(RTRIM(void_reason)) = N''
    )
        THROW 51008, N'A payment is made void only with a reason.', 1;
    -- A payment entered again stands for a void one of the same customer, and only one does.
    IF EXISTS (SELECT 1 FROM inserted WHERE replaces_id IS NOT NULL)
    BEGIN
        IF EXISTS (
            SELECT 1 FROM inserted AS i
            LEFT JOIN deleted AS d ON d.id = i.id
            LEFT JOIN crm.payment AS p ON p.id = i.replaces_id
                AND p.voided_at IS NOT NULL AND p.customer_id = i.customer_id
            WHERE i.replaces_id IS NOT NULL AND p.id IS NULL
                AND (d.replaces_id IS NULL OR d.replaces_id <> i.replaces_id)
        )
            THROW 51015, N'Only a void payment of the same customer is entered again.', 1;
        IF EXISTS (
            SELECT 1 FROM inserted AS i
            JOIN crm.payment AS p ON p.customer_id = i.customer_id
                AND p.replaces_id = i.replaces_id AND p.id <> i.id
            WHERE i.voided_at IS NULL AND p.voided_at IS NULL
        )
            THROW 51015, N'This payment was entered again already.', 1;
    END;
    UPDATE r
    SET
        created_at = CASE WHEN d.id IS NULL THEN @at ELSE d.created_at END,
        created_by = CASE WHEN d.id IS NULL THEN @me ELSE d.created_by END,
        updated_at = @at,
        updated_by = @me,
        version = CASE WHEN d.id IS NULL THEN 1 ELSE d.version + 1 END,
        voided_at = CASE WHEN i.voided_at IS NULL THEN NULL ELSE @at END,
        voided_by = CASE WHEN i.voided_at IS NULL THEN NULL ELSE @me END
    FROM crm.payment AS r
    JOIN inserted AS i ON i.id = r.id
    LEFT JOIN deleted AS d ON d.id = r.id;
    INSERT INTO crm.audit_log (
        at, user_id, username, action, entity, entity_id, customer_id, label, changes
    )
    SELECT
        @at, @me, @name, h.action, N'payment', h.id, h.customer_id, LEFT(h.label, 250),
        N'{' + COALESCE(STUFF(h.changes, 1, 2, N''), N'') + N'}'
    FROM (
        SELECT
            r.id,
            r.customer_id AS customer_id,
            r.payment_no AS label,
            CASE
                WHEN d.id IS NULL THEN N'create'
                WHEN r.voided_at IS NOT NULL THEN N'void'
                ELSE N'change'
            END AS action,
            crm.change_text(N'payment_no', d.payment_no, r.payment_no)
                + crm.change_text(N'customer_id', CONVERT(NVARCHAR(30), d.customer_id), CONVERT(NVARCHAR(30), r.customer_id))
                + crm.change_text(N'kind', d.kind, r.kind)
                + crm.change_text(N'paid_on', CONVERT(NVARCHAR(10), d.paid_on, 23), CONVERT(NVARCHAR(10), r.paid_on, 23))
                + crm.change_text(N'amount', CONVERT(NVARCHAR(30), d.amount), CONVERT(NVARCHAR(30), r.amount))
                + crm.change_text(N'method', d.method, r.method)
                + crm.change_text(N'product_category_id', CONVERT(NVARCHAR(30), d.product_category_id), CONVERT(NVARCHAR(30), r.product_category_id))
                + crm.change_text(N'invoice_no', d.invoice_no, r.invoice_no)
                + crm.change_text(N'received_by', d.received_by, r.received_by)
                + crm.change_text(N'remark', d.remark, r.remark)
                + crm.change_text(N'voided_at', CONVERT(NVARCHAR(30), d.voided_at, 126) + N'+00:00', CONVERT(NVARCHAR(30), r.voided_at, 126) + N'+00:00')
                + crm.change_text(N'void_reason', d.void_reason, r.void_reason)
                + crm.change_text(N'replaces_id', CONVERT(NVARCHAR(30), d.replaces_id), CONVERT(NVARCHAR(30), r.replaces_id)) AS changes
        FROM crm.payment AS r
        JOIN inserted AS i ON i.id = r.id
        LEFT JOIN deleted AS d ON d.id = r.id
        UNION ALL
        SELECT
            r.id,
            r.customer_id,
            r.payment_no,
            N'purge',
            crm.change_text(N'payment_no', r.payment_no, NULL)
                + crm.change_text(N'customer_id', CONVERT(NVARCHAR(30), r.customer_id), NULL)
                + crm.change_text(N'kind', r.kind, NULL)
                + crm.change_text(N'paid_on', CONVERT(NVARCHAR(10), r.paid_on, 23), NULL)
                + crm.change_text(N'amount', CONVERT(NVARCHAR(30), r.amount), NULL)
                + crm.change_text(N'method', r.method, NULL)
                + crm.change_text(N'product_category_id', CONVERT(NVARCHAR(30), r.product_category_id), NULL)
                + crm.change_text(N'invoice_no', r.invoice_no, NULL)
                + crm.change_text(N'received_by', r.received_by, NULL)
                + crm.change_text(N'remark', r.remark, NULL)
                + crm.change_text(N'voided_at', CONVERT(NVARCHAR(30), r.voided_at, 126) + N'+00:00', NULL)
                + crm.change_text(N'void_reason', r.void_reason, NULL)
                + crm.change_text(N'replaces_id', CONVERT(NVARCHAR(30), r.replaces_id), NULL)
        FROM deleted AS r
        LEFT JOIN inserted AS i ON i.id = r.id
        WHERE i.id IS NULL
    ) AS h
    WHERE h.action <> N'change' OR h.changes <> N'';
END;
GO

DROP TRIGGER IF EXISTS crm.client_user_guard;
GO
CREATE TRIGGER crm.client_user_guard ON crm.client_user AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    -- The stamps below fire the trigger again where the database has recursive triggers.
    IF TRIGGER_NESTLEVEL(OBJECT_ID(N'crm.client_user_guard')) > 1 RETURN;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT, @name NVARCHAR(50), @at DATETIME2(6);
    SET @me = crm.my_id();
    SET @name = crm.my_name();
    SET @at = crm.moment();
    UPDATE r
    SET
        created_at = CASE WHEN d.id IS NULL THEN @at ELSE d.created_at END,
        created_by = CASE WHEN d.id IS NULL THEN @me ELSE d.created_by END,
        updated_at = @at,
        updated_by = @me,
        version = CASE WHEN d.id IS NULL THEN 1 ELSE d.version + 1 END
    FROM crm.client_user AS r
    JOIN inserted AS i ON i.id = r.id
    LEFT JOIN deleted AS d ON d.id = r.id
    WHERE d.id IS NULL OR crm.change_text(N'username', d.username, r.username)
                + crm.change_text(N'display_name', d.display_name, r.display_name)
                + crm.change_text(N'password_hash', CASE WHEN d.password_hash <> N'' THEN N'***' END, CASE WHEN r.password_hash <> N'' THEN N'***' END)
                + crm.change_text(N'recovery_hash', CASE WHEN d.recovery_hash <> N'' THEN N'***' END, CASE WHEN r.recovery_hash <> N'' THEN N'***' END)
                + crm.change_text(N'pop', CONVERT(NVARCHAR(30), d.pop), CONVERT(NVARCHAR(30), r.pop))
                + crm.change_text(N'email', d.email, r.email)
                + crm.change_text(N'phone', d.phone, r.phone)
                + crm.change_text(N'is_active', CONVERT(NVARCHAR(30), d.is_active), CONVERT(NVARCHAR(30), r.is_active))
                + crm.change_text(N'must_change_password', CONVERT(NVARCHAR(30), d.must_change_password), CONVERT(NVARCHAR(30), r.must_change_password))
                + crm.change_text(N'language', d.language, r.language) <> N'';
    INSERT INTO crm.audit_log (
        at, user_id, username, action, entity, entity_id, customer_id, label, changes
    )
    SELECT
        @at, @me, @name, h.action, N'client_user', h.id, h.customer_id, LEFT(h.label, 250),
        N'{' + COALESCE(STUFF(h.changes, 1, 2, N''), N'') + N'}'
    FROM (
        SELECT
            r.id,
            NULL AS customer_id,
            r.username AS label,
            CASE
                WHEN d.id IS NULL THEN N'create'
                ELSE N'change'
            END AS action,
            crm.change_text(N'username', d.username, r.username)
                + crm.change_text(N'display_name', d.display_name, r.display_name)
                + crm.change_text(N'password_hash', CASE WHEN d.password_hash <> N'' THEN N'***' END, CASE WHEN r.password_hash <> N'' THEN N'***' END)
                + crm.change_text(N'recovery_hash', CASE WHEN d.recovery_hash <> N'' THEN N'***' END, CASE WHEN r.recovery_hash <> N'' THEN N'***' END)
                + crm.change_text(N'pop', CONVERT(NVARCHAR(30), d.pop), CONVERT(NVARCHAR(30), r.pop))
                + crm.change_text(N'email', d.email, r.email)
                + crm.change_text(N'phone', d.phone, r.phone)
                + crm.change_text(N'is_active', CONVERT(NVARCHAR(30), d.is_active), CONVERT(NVARCHAR(30), r.is_active))
                + crm.change_text(N'must_change_password', CONVERT(NVARCHAR(30), d.must_change_password), CONVERT(NVARCHAR(30), r.must_change_password))
                + crm.change_text(N'language', d.language, r.language) AS changes
        FROM crm.client_user AS r
        JOIN inserted AS i ON i.id = r.id
        LEFT JOIN deleted AS d ON d.id = r.id
        UNION ALL
        SELECT
            r.id,
            NULL,
            r.username,
            N'purge',
            crm.change_text(N'username', r.username, NULL)
                + crm.change_text(N'display_name', r.display_name, NULL)
                + crm.change_text(N'password_hash', CASE WHEN r.password_hash <> N'' THEN N'***' END, NULL)
                + crm.change_text(N'recovery_hash', CASE WHEN r.recovery_hash <> N'' THEN N'***' END, NULL)
                + crm.change_text(N'pop', CONVERT(NVARCHAR(30), r.pop), NULL)
                + crm.change_text(N'email', r.email, NULL)
                + crm.change_text(N'phone', r.phone, NULL)
                + crm.change_text(N'is_active', CONVERT(NVARCHAR(30), r.is_active), NULL)
                + crm.change_text(N'must_change_password', CONVERT(NVARCHAR(30), r.must_change_password), NULL)
                + crm.change_text(N'language', r.language, NULL)
        FROM deleted AS r
        LEFT JOIN inserted AS i ON i.id = r.id
        WHERE i.id IS NULL
    ) AS h
    WHERE h.action <> N'change' OR h.changes <> N'';
END;
GO

DROP TRIGGER IF EXISTS crm.code_item_guard;
GO
CREATE TRIGGER crm.code_item_guard ON crm.code_item AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    -- The stamps below fire the trigger again where the database has recursive triggers.
    IF TRIGGER_NESTLEVEL(OBJECT_ID(N'crm.code_item_guard')) > 1 RETURN;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT, @name NVARCHAR(50), @at DATETIME2(6);
    SET @me = crm.my_id();
    SET @name = crm.my_name();
    SET @at = crm.moment();
    UPDATE r
    SET
        created_at = CASE WHEN d.id IS NULL THEN @at ELSE d.created_at END,
        created_by = CASE WHEN d.id IS NULL THEN @me ELSE d.created_by END,
        updated_at = @at,
        updated_by = @me,
        version = CASE WHEN d.id IS NULL THEN 1 ELSE d.version + 1 END
    FROM crm.code_item AS r
    JOIN inserted AS i ON i.id = r.id
    LEFT JOIN deleted AS d ON d.id = r.id;
    INSERT INTO crm.audit_log (
        at, user_id, username, action, entity, entity_id, customer_id, label, changes
    )
    SELECT
        @at, @me, @name, h.action, N'code_item', h.id, h.customer_id, LEFT(h.label, 250),
        N'{' + COALESCE(STUFF(h.changes, 1, 2, N''), N'') + N'}'
    FROM (
        SELECT
            r.id,
            NULL AS customer_id,
            CONCAT(r.list, N': ', r.code) AS label,
            CASE
                WHEN d.id IS NULL THEN N'create'
                ELSE N'change'
            END AS action,
            crm.change_text(N'list', d.list, r.list)
                + crm.change_text(N'code', d.code, r.code)
                + crm.change_text(N'label_zh', d.label_zh, r.label_zh)
                + crm.change_text(N'label_en', d.label_en, r.label_en)
                + crm.change_text(N'position', CONVERT(NVARCHAR(30), d.position), CONVERT(NVARCHAR(30), r.position))
                + crm.change_text(N'is_active', CONVERT(NVARCHAR(30), d.is_active), CONVERT(NVARCHAR(30), r.is_active)) AS changes
        FROM crm.code_item AS r
        JOIN inserted AS i ON i.id = r.id
        LEFT JOIN deleted AS d ON d.id = r.id
        UNION ALL
        SELECT
            r.id,
            NULL,
            CONCAT(r.list, N': ', r.code),
            N'purge',
            crm.change_text(N'list', r.list, NULL)
                + crm.change_text(N'code', r.code, NULL)
                + crm.change_text(N'label_zh', r.label_zh, NULL)
                + crm.change_text(N'label_en', r.label_en, NULL)
                + crm.change_text(N'position', CONVERT(NVARCHAR(30), r.position), NULL)
                + crm.change_text(N'is_active', CONVERT(NVARCHAR(30), r.is_active), NULL)
        FROM deleted AS r
        LEFT JOIN inserted AS i ON i.id = r.id
        WHERE i.id IS NULL
    ) AS h
    WHERE h.action <> N'change' OR h.changes <> N'';
END;
GO

DROP TRIGGER IF EXISTS crm.product_category_guard;
GO
CREATE TRIGGER crm.product_category_guard ON crm.product_category AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    -- The stamps below fire the trigger again where the database has recursive triggers.
    IF TRIGGER_NESTLEVEL(OBJECT_ID(N'crm.product_category_guard')) > 1 RETURN;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT, @name NVARCHAR(50), @at DATETIME2(6);
    SET @me = crm.my_id();
    SET @name = crm.my_name();
    SET @at = crm.moment();
    UPDATE r
    SET
        created_at = CASE WHEN d.id IS NULL THEN @at ELSE d.created_at END,
        created_by = CASE WHEN d.id IS NULL THEN @me ELSE d.created_by END,
        updated_at = @at,
        updated_by = @me,
        version = CASE WHEN d.id IS NULL THEN 1 ELSE d.version + 1 END
    FROM crm.product_category AS r
    JOIN inserted AS i ON i.id = r.id
    LEFT JOIN deleted AS d ON d.id = r.id;
    INSERT INTO crm.audit_log (
        at, user_id, username, action, entity, entity_id, customer_id, label, changes
    )
    SELECT
        @at, @me, @name, h.action, N'product_category', h.id, h.customer_id, LEFT(h.label, 250),
        N'{' + COALESCE(STUFF(h.changes, 1, 2, N''), N'') + N'}'
    FROM (
        SELECT
            r.id,
            NULL AS customer_id,
            r.name AS label,
            CASE
                WHEN d.id IS NULL THEN N'create'
                ELSE N'change'
            END AS action,
            crm.change_text(N'name', d.name, r.name)
                + crm.change_text(N'position', CONVERT(NVARCHAR(30), d.position), CONVERT(NVARCHAR(30), r.position))
                + crm.change_text(N'is_active', CONVERT(NVARCHAR(30), d.is_active), CONVERT(NVARCHAR(30), r.is_active)) AS changes
        FROM crm.product_category AS r
        JOIN inserted AS i ON i.id = r.id
        LEFT JOIN deleted AS d ON d.id = r.id
        UNION ALL
        SELECT
            r.id,
            NULL,
            r.name,
            N'purge',
            crm.change_text(N'name', r.name, NULL)
                + crm.change_text(N'position', CONVERT(NVARCHAR(30), r.position), NULL)
                + crm.change_text(N'is_active', CONVERT(NVARCHAR(30), r.is_active), NULL)
        FROM deleted AS r
        LEFT JOIN inserted AS i ON i.id = r.id
        WHERE i.id IS NULL
    ) AS h
    WHERE h.action <> N'change' OR h.changes <> N'';
END;
GO

DROP TRIGGER IF EXISTS crm.company_profile_guard;
GO
CREATE TRIGGER crm.company_profile_guard ON crm.company_profile AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    -- The stamps below fire the trigger again where the database has recursive triggers.
    IF TRIGGER_NESTLEVEL(OBJECT_ID(N'crm.company_profile_guard')) > 1 RETURN;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT, @name NVARCHAR(50), @at DATETIME2(6);
    SET @me = crm.my_id();
    SET @name = crm.my_name();
    SET @at = crm.moment();
    UPDATE r
    SET
        created_at = CASE WHEN d.id IS NULL THEN @at ELSE d.created_at END,
        created_by = CASE WHEN d.id IS NULL THEN @me ELSE d.created_by END,
        updated_at = @at,
        updated_by = @me,
        version = CASE WHEN d.id IS NULL THEN 1 ELSE d.version + 1 END
    FROM crm.company_profile AS r
    JOIN inserted AS i ON i.id = r.id
    LEFT JOIN deleted AS d ON d.id = r.id;
    INSERT INTO crm.audit_log (
        at, user_id, username, action, entity, entity_id, customer_id, label, changes
    )
    SELECT
        @at, @me, @name, h.action, N'company_profile', h.id, h.customer_id, LEFT(h.label, 250),
        N'{' + COALESCE(STUFF(h.changes, 1, 2, N''), N'') + N'}'
    FROM (
        SELECT
            r.id,
            NULL AS customer_id,
            r.name AS label,
            CASE
                WHEN d.id IS NULL THEN N'create'
                ELSE N'change'
            END AS action,
            crm.change_text(N'name', d.name, r.name)
                + crm.change_text(N'logo', CASE WHEN d.logo IS NOT NULL THEN N'***' END, CASE WHEN r.logo IS NOT NULL THEN N'***' END)
                + crm.change_text(N'is_sample', CONVERT(NVARCHAR(30), d.is_sample), CONVERT(NVARCHAR(30), r.is_sample))
                + CASE WHEN d.logo <> r.logo THEN N', "logo": ["***", "***"]' ELSE N'' END AS changes
        FROM crm.company_profile AS r
        JOIN inserted AS i ON i.id = r.id
        LEFT JOIN deleted AS d ON d.id = r.id
        UNION ALL
        SELECT
            r.id,
            NULL,
            r.name,
            N'purge',
            crm.change_text(N'name', r.name, NULL)
                + crm.change_text(N'logo', CASE WHEN r.logo IS NOT NULL THEN N'***' END, NULL)
                + crm.change_text(N'is_sample', CONVERT(NVARCHAR(30), r.is_sample), NULL)
        FROM deleted AS r
        LEFT JOIN inserted AS i ON i.id = r.id
        WHERE i.id IS NULL
    ) AS h
    WHERE h.action <> N'change' OR h.changes <> N'';
END;
GO

DROP TRIGGER IF EXISTS crm.import_batch_guard;
GO
CREATE TRIGGER crm.import_batch_guard ON crm.import_batch AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    -- The stamps below fire the trigger again where the database has recursive triggers.
    IF TRIGGER_NESTLEVEL(OBJECT_ID(N'crm.import_batch_guard')) > 1 RETURN;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT, @name NVARCHAR(50), @at DATETIME2(6);
    SET @me = crm.my_id();
    SET @name = crm.my_name();
    SET @at = crm.moment();
    -- An import is changed by whoever does it; an administrator may take it back.
    IF crm.is_administrator() = 0 AND EXISTS (
        SELECT 1 FROM deleted WHERE COALESCE(created_by, 0) <> COALESCE(@me, 0)
    )
        THROW 51009, N'This import is somebody else''s.', 1;
    UPDATE r
    SET
        created_at = CASE WHEN d.id IS NULL THEN @at ELSE d.created_at END,
        created_by = CASE WHEN d.id IS NULL THEN @me ELSE d.created_by END,
        updated_at = @at,
        updated_by = @me,
        version = CASE WHEN d.id IS NULL THEN 1 ELSE d.version + 1 END
    FROM crm.import_batch AS r
    JOIN inserted AS i ON i.id = r.id
    LEFT JOIN deleted AS d ON d.id = r.id;
END;
GO

DROP TRIGGER IF EXISTS crm.saved_query_guard;
GO
CREATE TRIGGER crm.saved_query_guard ON crm.saved_query AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    -- The stamps below fire the trigger again where the database has recursive triggers.
    IF TRIGGER_NESTLEVEL(OBJECT_ID(N'crm.saved_query_guard')) > 1 RETURN;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT, @name NVARCHAR(50), @at DATETIME2(6);
    SET @me = crm.my_id();
    SET @name = crm.my_name();
    SET @at = crm.moment();
    -- Everybody has his own.
    IF EXISTS (SELECT 1 FROM inserted WHERE @me IS NULL OR user_id <> @me)
        OR EXISTS (SELECT 1 FROM deleted WHERE @me IS NULL OR user_id <> @me)
        THROW 51009, N'This is somebody else''s.', 1;
    UPDATE r
    SET
        created_at = CASE WHEN d.id IS NULL THEN @at ELSE d.created_at END,
        created_by = CASE WHEN d.id IS NULL THEN @me ELSE d.created_by END,
        updated_at = @at,
        updated_by = @me,
        version = CASE WHEN d.id IS NULL THEN 1 ELSE d.version + 1 END
    FROM crm.saved_query AS r
    JOIN inserted AS i ON i.id = r.id
    LEFT JOIN deleted AS d ON d.id = r.id;
END;
GO

DROP TRIGGER IF EXISTS crm.job_guard;
GO
CREATE TRIGGER crm.job_guard ON crm.job AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF NOT EXISTS (SELECT 1 FROM inserted) AND NOT EXISTS (SELECT 1 FROM deleted) RETURN;
    -- The stamps below fire the trigger again where the database has recursive triggers.
    IF TRIGGER_NESTLEVEL(OBJECT_ID(N'crm.job_guard')) > 1 RETURN;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT, @name NVARCHAR(50), @at DATETIME2(6);
    SET @me = crm.my_id();
    SET @name = crm.my_name();
    SET @at = crm.moment();
    -- Everybody has his own.
    IF EXISTS (SELECT 1 FROM inserted WHERE @me IS NULL OR user_id <> @me)
        OR EXISTS (SELECT 1 FROM deleted WHERE @me IS NULL OR user_id <> @me)
        THROW 51009, N'This is somebody else''s.', 1;
    UPDATE r
    SET
        created_at = CASE WHEN d.id IS NULL THEN @at ELSE d.created_at END,
        created_by = CASE WHEN d.id IS NULL THEN @me ELSE d.created_by END,
        updated_at = @at,
        updated_by = @me,
        version = CASE WHEN d.id IS NULL THEN 1 ELSE d.version + 1 END
    FROM crm.job AS r
    JOIN inserted AS i ON i.id = r.id
    LEFT JOIN deleted AS d ON d.id = r.id;
END;
GO
