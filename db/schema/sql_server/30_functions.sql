-- What triggers, views and procedures have in common.
DROP VIEW IF EXISTS crm.my_profile;
GO
DROP FUNCTION IF EXISTS crm.moment;
GO
-- The moment of every stamp: the server's clock, in UTC.
CREATE FUNCTION crm.moment() RETURNS DATETIME2(6)
AS
BEGIN
    RETURN SYSUTCDATETIME();
END;
GO
DROP FUNCTION IF EXISTS crm.my_id;
GO
-- The user whose principal this connection has; NULL for an account that is no user, such as the
-- owner of the database.
CREATE FUNCTION crm.my_id() RETURNS BIGINT
AS
BEGIN
    RETURN (
        SELECT id FROM crm.client_user
        WHERE principal = USER_NAME() COLLATE Latin1_General_100_BIN2
    );
END;
GO
DROP FUNCTION IF EXISTS crm.my_name;
GO
-- Who did something, for the history: the user's name, else the account's.
CREATE FUNCTION crm.my_name() RETURNS NVARCHAR(50)
AS
BEGIN
    DECLARE @name NVARCHAR(50);
    SELECT @name = username FROM crm.client_user
    WHERE principal = USER_NAME() COLLATE Latin1_General_100_BIN2;
    RETURN COALESCE(@name, LEFT(ORIGINAL_LOGIN(), 50));
END;
GO
DROP FUNCTION IF EXISTS crm.is_owner;
GO
CREATE FUNCTION crm.is_owner() RETURNS BIT
AS
BEGIN
    RETURN CASE WHEN USER_NAME() = N'dbo' OR IS_ROLEMEMBER(N'db_owner') = 1 THEN 1 ELSE 0 END;
END;
GO
DROP FUNCTION IF EXISTS crm.is_administrator;
GO
CREATE FUNCTION crm.is_administrator() RETURNS BIT
AS
BEGIN
    RETURN CASE
        WHEN IS_ROLEMEMBER(N'crm_admin') = 1 OR crm.is_owner() = 1 THEN 1 ELSE 0
    END;
END;
GO
DROP FUNCTION IF EXISTS crm.keeps_stamps;
GO
-- Whether the owner brings records with stamps and history of their own (a copy of another
-- database, the sample company). The program sets the key for one transaction; for anybody but
-- an owner of the database it says nothing.
CREATE FUNCTION crm.keeps_stamps() RETURNS BIT
AS
BEGIN
    RETURN CASE
        WHEN CONVERT(NVARCHAR(10), SESSION_CONTEXT(N'crm_keeps_stamps')) = N'1'
            AND crm.is_owner() = 1
        THEN 1 ELSE 0
    END;
END;
GO
DROP FUNCTION IF EXISTS crm.change_text;
GO
DROP FUNCTION IF EXISTS crm.json_text;
GO
CREATE FUNCTION crm.json_text(@value NVARCHAR(MAX)) RETURNS NVARCHAR(MAX)
AS
BEGIN
    RETURN CASE
        WHEN @value IS NULL OR @value = N'' THEN N'null'
        ELSE N'"' + REPLACE(STRING_ESCAPE(@value, N'json'), N'\/', N'/') + N'"'
    END;
END;
GO
-- One field's change as the history keeps it: , "field": ["before", "after"]; nothing where the
-- texts are the same, character for character.
CREATE FUNCTION crm.change_text(@field NVARCHAR(60), @before NVARCHAR(MAX), @after NVARCHAR(MAX))
RETURNS NVARCHAR(MAX)
AS
BEGIN
    IF CONCAT(@before, N'.') COLLATE Latin1_General_100_BIN2
        = CONCAT(@after, N'.') COLLATE Latin1_General_100_BIN2
        RETURN N'';
    RETURN N', "' + @field + N'": [' + crm.json_text(@before) + N', ' + crm.json_text(@after) + N']';
END;
GO
