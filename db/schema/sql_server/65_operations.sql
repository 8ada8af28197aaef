-- The last save of each running program. A save notes its number in its own transaction; when the
-- line breaks while it is being committed, the program asks afterwards which was the last one
-- stored, and so neither loses nor repeats anything (crm_desktop/data/operations.py). Nobody is
-- granted anything on the table itself: it is reached through these procedures, which have the same
-- owner.
DROP PROCEDURE IF EXISTS crm.note_operation;
GO
CREATE PROCEDURE crm.note_operation @client NVARCHAR(36), @number BIGINT
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE crm.client_operation SET number = @number, at = SYSUTCDATETIME() WHERE client = @client;
    IF @@ROWCOUNT > 0 RETURN;
    INSERT INTO crm.client_operation (client, number, at)
    VALUES (@client, @number, SYSUTCDATETIME());
    -- Programs that ended long ago.
    DELETE FROM crm.client_operation WHERE at < DATEADD(DAY, -30, SYSUTCDATETIME());
END;
GO
DROP PROCEDURE IF EXISTS crm.last_operation;
GO
-- Answers the number of the last save that was stored. The change that changes nothing waits until
-- an earlier connection of the same program has ended its transaction one way or the other: only
-- then is the answer final.
CREATE PROCEDURE crm.last_operation @client NVARCHAR(36)
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE crm.client_operation SET at = at WHERE client = @client;
    SELECT number FROM crm.client_operation WHERE client = @client;
END;
GO
