-- Principals where the database is not contained: a login with a user.
-- These run with the rights of the caller and of the certificate that signs them
-- (90_sign_procedures.sql): no administrator needs rights on the server himself.
-- Only the procedures of schema crm reach these; the statements quote every name and password.
DROP FUNCTION IF EXISTS crm_account.text_literal;
GO
CREATE FUNCTION crm_account.text_literal(@text NVARCHAR(128)) RETURNS NVARCHAR(300)
AS
BEGIN
    RETURN N'N''' + REPLACE(@text, N'''', N'''''') + N'''';
END;
GO
DROP FUNCTION IF EXISTS crm_account.password_statement;
GO
CREATE FUNCTION crm_account.password_statement(
    @principal SYSNAME, @old NVARCHAR(128), @new NVARCHAR(128)
)
RETURNS NVARCHAR(MAX)
AS
BEGIN
    RETURN N'ALTER LOGIN ' + QUOTENAME(@principal)
        + N' WITH PASSWORD = ' + crm_account.text_literal(@new)
        + N' OLD_PASSWORD = ' + crm_account.text_literal(@old);
END;
GO
DROP PROCEDURE IF EXISTS crm_account.set_role;
GO
-- Puts a principal into one of the three roles, and takes it out of the two others; into none
-- where @role is NULL.
CREATE PROCEDURE crm_account.set_role @principal SYSNAME, @role SYSNAME
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @statement NVARCHAR(MAX) = N'';
    IF (@role IS NULL OR @role <> N'crm_new') AND IS_ROLEMEMBER(N'crm_new', @principal) = 1
        SET @statement += N'ALTER ROLE crm_new DROP MEMBER ' + QUOTENAME(@principal) + N'; ';
    IF (@role IS NULL OR @role <> N'crm_clerk') AND IS_ROLEMEMBER(N'crm_clerk', @principal) = 1
        SET @statement += N'ALTER ROLE crm_clerk DROP MEMBER ' + QUOTENAME(@principal) + N'; ';
    IF (@role IS NULL OR @role <> N'crm_admin') AND IS_ROLEMEMBER(N'crm_admin', @principal) = 1
        SET @statement += N'ALTER ROLE crm_admin DROP MEMBER ' + QUOTENAME(@principal) + N'; ';
    IF @role IS NOT NULL AND IS_ROLEMEMBER(@role, @principal) = 0
        SET @statement += N'ALTER ROLE ' + QUOTENAME(@role) + N' ADD MEMBER ' + QUOTENAME(@principal);
    IF @statement <> N'' EXEC (@statement);
END;
GO
DROP PROCEDURE IF EXISTS crm_account.create_principal;
GO
-- Without a password it is a Windows account, whose login may exist already.
CREATE PROCEDURE crm_account.create_principal @principal SYSNAME, @password NVARCHAR(128)
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @statement NVARCHAR(MAX);
    IF @password IS NOT NULL
        SET @statement = N'CREATE LOGIN ' + QUOTENAME(@principal)
            + N' WITH PASSWORD = ' + crm_account.text_literal(@password)
            + N', DEFAULT_DATABASE = ' + QUOTENAME(DB_NAME());
    ELSE IF SUSER_ID(@principal) IS NULL
        SET @statement = N'CREATE LOGIN ' + QUOTENAME(@principal) + N' FROM WINDOWS';
    IF @statement IS NOT NULL EXEC (@statement);
    SET @statement = N'CREATE USER ' + QUOTENAME(@principal) + N' FOR LOGIN ' + QUOTENAME(@principal)
        + N' WITH DEFAULT_SCHEMA = crm';
    EXEC (@statement);
END;
GO
DROP PROCEDURE IF EXISTS crm_account.set_password;
GO
CREATE PROCEDURE crm_account.set_password @principal SYSNAME, @password NVARCHAR(128)
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @statement NVARCHAR(MAX);
    SET @statement = N'ALTER LOGIN ' + QUOTENAME(@principal)
        + N' WITH PASSWORD = ' + crm_account.text_literal(@password) + N' UNLOCK';
    EXEC (@statement);
END;
GO
DROP PROCEDURE IF EXISTS crm_account.set_access;
GO
-- A disabled user is in no role and his login is disabled; a Windows account, which others may
-- know too, is only no longer let in here.
CREATE PROCEDURE crm_account.set_access @principal SYSNAME, @is_active BIT
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @statement NVARCHAR(MAX);
    IF @is_active = 0 EXEC crm_account.set_role @principal = @principal, @role = NULL;
    IF CHARINDEX(N'\', @principal) > 0
        SET @statement = CASE
            WHEN @is_active = 1 THEN N'GRANT CONNECT TO ' ELSE N'REVOKE CONNECT FROM '
        END + QUOTENAME(@principal);
    ELSE
        SET @statement = N'ALTER LOGIN ' + QUOTENAME(@principal)
            + CASE WHEN @is_active = 1 THEN N' ENABLE' ELSE N' DISABLE' END;
    EXEC (@statement);
END;
GO
DROP PROCEDURE IF EXISTS crm_account.rename_principal;
GO
CREATE PROCEDURE crm_account.rename_principal @principal SYSNAME, @name SYSNAME
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @statement NVARCHAR(MAX);
    SET @statement = N'ALTER LOGIN ' + QUOTENAME(@principal) + N' WITH NAME = ' + QUOTENAME(@name);
    EXEC (@statement);
    SET @statement = N'ALTER USER ' + QUOTENAME(@principal) + N' WITH NAME = ' + QUOTENAME(@name);
    EXEC (@statement);
END;
GO
DROP PROCEDURE IF EXISTS crm_account.drop_principal;
GO
-- A Windows account keeps its login: others may need it.
CREATE PROCEDURE crm_account.drop_principal @principal SYSNAME
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @statement NVARCHAR(MAX);
    SET @statement = N'DROP USER ' + QUOTENAME(@principal);
    EXEC (@statement);
    IF CHARINDEX(N'\', @principal) = 0
    BEGIN
        SET @statement = N'DROP LOGIN ' + QUOTENAME(@principal);
        EXEC (@statement);
    END;
END;
GO
