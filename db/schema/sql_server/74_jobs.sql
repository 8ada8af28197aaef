-- What a job changed is noted by whoever does the job. A note gives no rights: undoing is an
-- ordinary change, which the triggers of the records check.
DROP TRIGGER IF EXISTS crm.job_item_guard;
GO
CREATE TRIGGER crm.job_item_guard ON crm.job_item AFTER INSERT, UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    IF crm.keeps_stamps() = 1 RETURN;
    DECLARE @me BIGINT;
    SET @me = crm.my_id();
    IF EXISTS (
        SELECT 1 FROM inserted AS i JOIN crm.job AS j ON j.id = i.job_id
        WHERE @me IS NULL OR j.user_id <> @me
    )
        THROW 51009, N'This is somebody else''s.', 1;
END;
GO
