-- Imports that are stored bit by bit, from rows that were checked before, and taken back again.
-- Whoever imports adds the rows; nobody has the right to change or delete them, so that what is
-- stored is what was checked. They go through crm.drop_import_rows as they are stored.
DROP TRIGGER IF EXISTS crm.import_row_guard;
GO
CREATE TRIGGER crm.import_row_guard ON crm.import_row AFTER INSERT
AS
BEGIN
    SET NOCOUNT ON;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT;
    SET @me = crm.my_id();
    IF EXISTS (
        SELECT 1 FROM inserted AS i JOIN crm.import_batch AS b ON b.id = i.batch_id
        WHERE COALESCE(b.created_by, 0) <> COALESCE(@me, 0)
    )
        THROW 51009, N'This import is somebody else''s.', 1;
END;
GO
DROP PROCEDURE IF EXISTS crm.drop_import_rows;
GO
-- Drops the rows of an import up to one of them: those that have been stored, or all.
CREATE PROCEDURE crm.drop_import_rows @batch_id BIGINT, @last INT
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    IF crm.is_administrator() = 0 AND NOT EXISTS (
        SELECT 1 FROM crm.import_batch WHERE id = @batch_id AND created_by = crm.my_id()
    )
        THROW 51009, N'This import is somebody else''s.', 1;
    DELETE FROM crm.import_row WHERE batch_id = @batch_id AND row_number <= @last;
END;
GO
DROP PROCEDURE IF EXISTS crm.take_back_customers;
GO
-- Removes at most @most customers that an import made, with their contacts, and answers how many.
-- Nobody has the right to delete rows of these tables: this goes only for what the import's own
-- user entered after its beginning, what nobody else ever changed and he himself did not change
-- since, and what has neither payments nor customers that belong to it. Payments that it had and
-- that were taken back with their own import are no change. The triggers keep what was removed, and
-- by whom, in the history. It is called until nothing is left to remove: members of groups go
-- before the groups.
CREATE PROCEDURE crm.take_back_customers @batch_id BIGINT, @most INT
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    DECLARE @by BIGINT, @from DATETIME2(6), @last BIGINT;
    DECLARE @gone TABLE (id BIGINT NOT NULL PRIMARY KEY);
    SELECT @by = created_by, @from = created_at, @last = last_entry
    FROM crm.import_batch WHERE id = @batch_id;
    IF @from IS NULL THROW 51003, N'There is no such import.', 1;
    IF crm.is_administrator() = 0 AND COALESCE(@by, 0) <> COALESCE(crm.my_id(), 0)
        THROW 51009, N'This import is somebody else''s.', 1;
    INSERT INTO @gone (id)
    SELECT TOP (@most) c.id FROM crm.customer AS c
    WHERE c.import_batch_id = @batch_id
        AND COALESCE(c.created_by, 0) = COALESCE(@by, 0) AND c.created_at >= @from
        AND NOT EXISTS (SELECT 1 FROM crm.payment AS p WHERE p.customer_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM crm.customer AS m WHERE m.parent_id = c.id)
        AND NOT EXISTS (
            SELECT 1 FROM crm.customer_history AS h
            WHERE h.customer_id = c.id AND h.entity <> N'payment'
                AND (COALESCE(h.user_id, 0) <> COALESCE(@by, 0) OR h.id > @last)
        )
    ORDER BY c.id;
    DELETE FROM crm.contact WHERE customer_id IN (SELECT id FROM @gone);
    DELETE FROM crm.customer WHERE id IN (SELECT id FROM @gone);
    SELECT COUNT(*) AS removed FROM @gone;
END;
GO
DROP PROCEDURE IF EXISTS crm.take_back_payments;
GO
-- The same for payments: only those that nobody changed or made void since.
CREATE PROCEDURE crm.take_back_payments @batch_id BIGINT, @most INT
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    DECLARE @by BIGINT, @from DATETIME2(6), @last BIGINT;
    DECLARE @gone TABLE (id BIGINT NOT NULL PRIMARY KEY);
    SELECT @by = created_by, @from = created_at, @last = last_entry
    FROM crm.import_batch WHERE id = @batch_id;
    IF @from IS NULL THROW 51003, N'There is no such import.', 1;
    IF crm.is_administrator() = 0 AND COALESCE(@by, 0) <> COALESCE(crm.my_id(), 0)
        THROW 51009, N'This import is somebody else''s.', 1;
    INSERT INTO @gone (id)
    SELECT TOP (@most) p.id FROM crm.payment AS p
    WHERE p.import_batch_id = @batch_id
        AND COALESCE(p.created_by, 0) = COALESCE(@by, 0) AND p.created_at >= @from
        AND NOT EXISTS (SELECT 1 FROM crm.payment AS r WHERE r.replaces_id = p.id)
        AND NOT EXISTS (
            SELECT 1 FROM crm.customer_history AS h
            WHERE h.customer_id = p.customer_id AND h.entity = N'payment' AND h.entity_id = p.id
                AND (COALESCE(h.user_id, 0) <> COALESCE(@by, 0) OR h.id > @last)
        )
    ORDER BY p.id;
    DELETE FROM crm.payment WHERE id IN (SELECT id FROM @gone);
    SELECT COUNT(*) AS removed FROM @gone;
END;
GO
