-- Signs the procedures that make logins, where the database is not contained. The certificate's
-- login may alter any login, its user any user and our roles, and nobody has its key: it is
-- removed as soon as the procedures are signed. Run by an administrator of the server (sysadmin)
-- after every upgrade, since a changed procedure loses its signature.
DECLARE @name SYSNAME, @statement NVARCHAR(MAX), @public VARBINARY(MAX), @password NVARCHAR(100);
SET @name = N'crm_signs_' + CONVERT(NVARCHAR(10), DB_ID());
SET @password = CONVERT(NVARCHAR(36), NEWID()) + N'-aA1-' + CONVERT(NVARCHAR(36), NEWID());

-- What an earlier run left.
SET @statement = N'';
SELECT @statement += N'DROP SIGNATURE FROM ' + QUOTENAME(SCHEMA_NAME(o.schema_id)) + N'.'
    + QUOTENAME(o.name) + N' BY CERTIFICATE ' + QUOTENAME(@name) + N'; '
FROM sys.crypt_properties AS p
JOIN sys.objects AS o ON o.object_id = p.major_id
JOIN sys.certificates AS c ON c.thumbprint = p.thumbprint
WHERE c.name = @name;
EXEC (@statement);
IF DATABASE_PRINCIPAL_ID(@name) IS NOT NULL
BEGIN
    SET @statement = N'DROP USER ' + QUOTENAME(@name);
    EXEC (@statement);
END;
IF CERT_ID(@name) IS NOT NULL
BEGIN
    SET @statement = N'DROP CERTIFICATE ' + QUOTENAME(@name);
    EXEC (@statement);
END;
SET @statement = N'USE master;
IF SUSER_ID(N''' + @name + N''') IS NOT NULL DROP LOGIN ' + QUOTENAME(@name) + N';
IF CERT_ID(N''' + @name + N''') IS NOT NULL DROP CERTIFICATE ' + QUOTENAME(@name) + N';';
EXEC (@statement);

SET @statement = N'CREATE CERTIFICATE ' + QUOTENAME(@name) + N' ENCRYPTION BY PASSWORD = N'''
    + @password + N''' WITH SUBJECT = N''CRM Desktop makes logins'', EXPIRY_DATE = N''20991231'';';
EXEC (@statement);
SET @statement = N'';
SELECT @statement += N'ADD SIGNATURE TO crm_account.' + QUOTENAME(name) + N' BY CERTIFICATE '
    + QUOTENAME(@name) + N' WITH PASSWORD = N''' + @password + N'''; '
FROM sys.procedures
WHERE schema_id = SCHEMA_ID(N'crm_account')
    AND name IN (
        N'create_principal', N'set_role', N'set_password', N'set_access', N'rename_principal',
        N'drop_principal'
    );
EXEC (@statement);
SET @statement = N'ALTER CERTIFICATE ' + QUOTENAME(@name) + N' REMOVE PRIVATE KEY;
CREATE USER ' + QUOTENAME(@name) + N' FROM CERTIFICATE ' + QUOTENAME(@name) + N';
GRANT ALTER ANY USER TO ' + QUOTENAME(@name) + N';
GRANT ALTER ON ROLE::crm_new TO ' + QUOTENAME(@name) + N';
GRANT ALTER ON ROLE::crm_clerk TO ' + QUOTENAME(@name) + N';
GRANT ALTER ON ROLE::crm_admin TO ' + QUOTENAME(@name) + N';
GRANT VIEW DEFINITION TO ' + QUOTENAME(@name) + N';
GRANT CONNECT TO ' + QUOTENAME(@name) + N' WITH GRANT OPTION;';
EXEC (@statement);
SET @public = CERTENCODED(CERT_ID(@name));
SET @statement = N'USE master;
CREATE CERTIFICATE ' + QUOTENAME(@name) + N' FROM BINARY = '
    + CONVERT(NVARCHAR(MAX), @public, 1) + N';
CREATE LOGIN ' + QUOTENAME(@name) + N' FROM CERTIFICATE ' + QUOTENAME(@name) + N';
GRANT ALTER ANY LOGIN TO ' + QUOTENAME(@name) + N';';
EXEC (@statement);
GO
