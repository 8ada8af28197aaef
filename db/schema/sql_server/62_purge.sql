-- Removing for good what is in the recycle bin. Nobody has the right to delete rows of customers
-- and contacts: these procedures, which have the owner's, hold the rules. The triggers keep what
-- was removed, and by whom, in the history.
DROP PROCEDURE IF EXISTS crm.purge_contact;
GO
CREATE PROCEDURE crm.purge_contact @id BIGINT
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    IF crm.is_administrator() = 0 THROW 51009, N'Only an administrator may do this.', 1;
    IF NOT EXISTS (SELECT 1 FROM crm.contact WHERE id = @id AND deleted_at IS NOT NULL)
        THROW 51003, N'It is not in the recycle bin.', 1;
    DELETE FROM crm.contact WHERE id = @id;
END;
GO
DROP PROCEDURE IF EXISTS crm.purge_customer;
GO
-- A customer with payments stays, void ones included: money that was entered is never removed.
CREATE PROCEDURE crm.purge_customer @id BIGINT
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    IF crm.is_administrator() = 0 THROW 51009, N'Only an administrator may do this.', 1;
    IF NOT EXISTS (SELECT 1 FROM crm.customer WHERE id = @id AND deleted_at IS NOT NULL)
        THROW 51003, N'It is not in the recycle bin.', 1;
    IF EXISTS (SELECT 1 FROM crm.payment WHERE customer_id = @id)
        THROW 51014, N'This customer has payments.', 1;
    UPDATE crm.customer SET parent_id = NULL WHERE parent_id = @id;
    DELETE FROM crm.contact WHERE customer_id = @id;
    DELETE FROM crm.customer WHERE id = @id;
END;
GO
