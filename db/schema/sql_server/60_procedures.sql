-- What the program asks for. Each procedure checks the caller itself, since anybody with the right
-- to execute it may do so with any tool. The numbers of THROW are known to the program
-- (crm_desktop/data/dialect/sql_server.py).

DROP PROCEDURE IF EXISTS crm_account.begin_change;
GO
-- Lets one change of users run at a time: two administrators cannot demote each other at once.
CREATE PROCEDURE crm_account.begin_change
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @outcome INT;
    IF crm.is_administrator() = 0 THROW 51009, N'Only an administrator may do this.', 1;
    EXEC @outcome = sp_getapplock
        @Resource = N'crm_users', @LockMode = N'Exclusive', @LockOwner = N'Transaction',
        @LockTimeout = 10000;
    IF @outcome < 0 THROW 51013, N'Another change of users is under way.', 1;
END;
GO
DROP PROCEDURE IF EXISTS crm_account.note_password;
GO
-- Keeps on record that a password changed: it is not in the table, so no trigger sees it.
CREATE PROCEDURE crm_account.note_password @id BIGINT
AS
BEGIN
    SET NOCOUNT ON;
    INSERT INTO crm.audit_log (
        at, user_id, username, action, entity, entity_id, customer_id, label, changes
    )
    SELECT
        crm.moment(), crm.my_id(), crm.my_name(), N'change', N'client_user', id, NULL, username,
        N'{"password_hash": ["***", "***"]}'
    FROM crm.client_user WHERE id = @id;
END;
GO
DROP PROCEDURE IF EXISTS crm_account.require_dispensable;
GO
-- Refuses what would leave no active administrator, and doing it to oneself.
CREATE PROCEDURE crm_account.require_dispensable @id BIGINT
AS
BEGIN
    SET NOCOUNT ON;
    IF EXISTS (SELECT 1 FROM crm.client_user WHERE id = @id AND pop = 1 AND is_active = 1)
        AND NOT EXISTS (SELECT 1 FROM crm.client_user WHERE id <> @id AND pop = 1 AND is_active = 1)
        THROW 51001, N'This is the last active administrator.', 1;
    IF @id = crm.my_id() THROW 51002, N'Nobody deletes, disables or demotes himself.', 1;
END;
GO
DROP PROCEDURE IF EXISTS crm.add_user;
GO
-- Adds a user with a principal of his own. Without a password it is a Windows account, whose name
-- has a backslash. Answers the new id.
CREATE PROCEDURE crm.add_user
    @username NVARCHAR(50),
    @username_key NVARCHAR(100),
    @display_name NVARCHAR(100),
    @pop SMALLINT,
    @email NVARCHAR(254),
    @phone NVARCHAR(50),
    @language NVARCHAR(10),
    @is_active BIT,
    @password NVARCHAR(128),
    @must_change BIT
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    DECLARE @id BIGINT, @principal SYSNAME, @role SYSNAME, @me BIGINT, @at DATETIME2(6);
    BEGIN TRANSACTION;
    EXEC crm_account.begin_change;
    IF EXISTS (SELECT 1 FROM crm.client_user WHERE username_key = @username_key)
        THROW 51005, N'A user of that name exists.', 1;
    IF CHARINDEX(N'\', @username) > 0
    BEGIN
        SET @principal = @username;
        SET @password = NULL;
        SET @must_change = 0;
    END
    ELSE
        SET @principal = @username_key;
    SET @role = CASE
        WHEN @must_change = 1 THEN N'crm_new' WHEN @pop = 1 THEN N'crm_admin' ELSE N'crm_clerk'
    END;
    SET @me = crm.my_id();
    SET @at = crm.moment();
    INSERT INTO crm.client_user (
        username, username_key, principal, display_name, pop, email, phone, language, is_active,
        must_change_password, failed_attempts, created_at, created_by, updated_at, updated_by, version
    )
    VALUES (
        @username, @username_key, @principal, @display_name, @pop, @email, @phone, @language,
        @is_active, @must_change, 0, @at, @me, @at, @me, 1
    );
    SET @id = SCOPE_IDENTITY();
    EXEC crm_account.create_principal @principal = @principal, @password = @password;
    IF @is_active = 1
        EXEC crm_account.set_role @principal = @principal, @role = @role;
    ELSE
        EXEC crm_account.set_access @principal = @principal, @is_active = 0;
    COMMIT TRANSACTION;
    SELECT @id AS id;
END;
GO
DROP PROCEDURE IF EXISTS crm.save_user;
GO
-- Changes a user's names, rights, reach and access together.
CREATE PROCEDURE crm.save_user
    @id BIGINT,
    @version INT,
    @username NVARCHAR(50),
    @username_key NVARCHAR(100),
    @display_name NVARCHAR(100),
    @pop SMALLINT,
    @email NVARCHAR(254),
    @phone NVARCHAR(50),
    @language NVARCHAR(10),
    @is_active BIT
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    DECLARE
        @principal SYSNAME, @name SYSNAME, @role SYSNAME, @known_key NVARCHAR(100),
        @known_pop SMALLINT, @known_active BIT, @must_change BIT, @known_version INT;
    BEGIN TRANSACTION;
    EXEC crm_account.begin_change;
    SELECT
        @principal = principal, @known_key = username_key, @known_pop = pop,
        @known_active = is_active, @must_change = must_change_password, @known_version = version
    FROM crm.client_user WHERE id = @id;
    IF @known_version IS NULL THROW 51003, N'There is no such user.', 1;
    IF @known_version <> @version THROW 51004, N'Somebody changed the user meanwhile.', 1;
    IF (@known_pop = 1 AND @pop <> 1) OR (@known_active = 1 AND @is_active = 0)
        EXEC crm_account.require_dispensable @id = @id;
    IF EXISTS (SELECT 1 FROM crm.client_user WHERE username_key = @username_key AND id <> @id)
        THROW 51005, N'A user of that name exists.', 1;
    IF @username_key <> @known_key AND CHARINDEX(N'\', @principal) = 0
    BEGIN
        SET @name = @username_key;
        EXEC crm_account.rename_principal @principal = @principal, @name = @name;
        SET @principal = @name;
    END;
    UPDATE crm.client_user
    SET
        username = @username, username_key = @username_key, principal = @principal,
        display_name = @display_name, pop = @pop, email = @email, phone = @phone,
        language = @language, is_active = @is_active
    WHERE id = @id;
    SET @role = CASE
        WHEN @must_change = 1 THEN N'crm_new' WHEN @pop = 1 THEN N'crm_admin' ELSE N'crm_clerk'
    END;
    EXEC crm_account.set_access @principal = @principal, @is_active = @is_active;
    IF @is_active = 1 EXEC crm_account.set_role @principal = @principal, @role = @role;
    COMMIT TRANSACTION;
END;
GO
DROP PROCEDURE IF EXISTS crm.set_user_active;
GO
CREATE PROCEDURE crm.set_user_active @id BIGINT, @is_active BIT
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    DECLARE @principal SYSNAME, @role SYSNAME, @known BIGINT;
    BEGIN TRANSACTION;
    EXEC crm_account.begin_change;
    SELECT
        @known = id,
        @principal = principal,
        @role = CASE
            WHEN must_change_password = 1 THEN N'crm_new'
            WHEN pop = 1 THEN N'crm_admin'
            ELSE N'crm_clerk'
        END
    FROM crm.client_user WHERE id = @id;
    IF @known IS NULL THROW 51003, N'There is no such user.', 1;
    IF @is_active = 0 EXEC crm_account.require_dispensable @id = @id;
    UPDATE crm.client_user SET is_active = @is_active WHERE id = @id;
    EXEC crm_account.set_access @principal = @principal, @is_active = @is_active;
    IF @is_active = 1 EXEC crm_account.set_role @principal = @principal, @role = @role;
    COMMIT TRANSACTION;
END;
GO
DROP PROCEDURE IF EXISTS crm.delete_user;
GO
-- Deletes a user without records; one with records can only be disabled.
CREATE PROCEDURE crm.delete_user @id BIGINT
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    DECLARE @principal SYSNAME, @known BIGINT;
    BEGIN TRANSACTION;
    EXEC crm_account.begin_change;
    SELECT @known = id, @principal = principal FROM crm.client_user WHERE id = @id;
    IF @known IS NULL THROW 51003, N'There is no such user.', 1;
    EXEC crm_account.require_dispensable @id = @id;
    BEGIN TRY
        DELETE FROM crm.client_user WHERE id = @id;
    END TRY
    BEGIN CATCH
        IF ERROR_NUMBER() = 547 THROW 51006, N'This user has records.', 1;
        THROW;
    END CATCH;
    EXEC crm_account.drop_principal @principal = @principal;
    COMMIT TRANSACTION;
END;
GO
DROP PROCEDURE IF EXISTS crm.reset_password;
GO
-- Gives a user another password, to be changed at the next sign-in: back to crm_new.
CREATE PROCEDURE crm.reset_password @id BIGINT, @password NVARCHAR(128)
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    DECLARE @principal SYSNAME, @is_active BIT;
    BEGIN TRANSACTION;
    EXEC crm_account.begin_change;
    SELECT @principal = principal, @is_active = is_active FROM crm.client_user WHERE id = @id;
    IF @principal IS NULL THROW 51003, N'There is no such user.', 1;
    IF CHARINDEX(N'\', @principal) > 0 THROW 51012, N'A Windows account has its password there.', 1;
    UPDATE crm.client_user SET must_change_password = 1 WHERE id = @id;
    EXEC crm_account.set_password @principal = @principal, @password = @password;
    EXEC crm_account.note_password @id = @id;
    IF @is_active = 1 EXEC crm_account.set_role @principal = @principal, @role = N'crm_new';
    COMMIT TRANSACTION;
END;
GO
DROP PROCEDURE IF EXISTS crm.change_own_password;
GO
-- Changes the caller's own password, which the server checks, and lets a new or reset user do
-- what his role allows. The way out of crm_new leads through here only.
CREATE PROCEDURE crm.change_own_password @old NVARCHAR(128), @new NVARCHAR(128)
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    DECLARE
        @me BIGINT, @principal SYSNAME, @role SYSNAME, @is_active BIT, @statement NVARCHAR(MAX);
    SELECT
        @me = id, @principal = principal, @is_active = is_active,
        @role = CASE WHEN pop = 1 THEN N'crm_admin' ELSE N'crm_clerk' END
    FROM crm.client_user WHERE id = crm.my_id();
    IF @me IS NULL OR @is_active = 0 THROW 51003, N'This account is no user.', 1;
    IF CHARINDEX(N'\', @principal) > 0 THROW 51012, N'A Windows account has its password there.', 1;
    IF @old COLLATE Latin1_General_100_BIN2 = @new COLLATE Latin1_General_100_BIN2
        THROW 51011, N'The new password must differ from the old one.', 1;
    SET @statement = crm_account.password_statement(@principal, @old, @new);
    BEGIN TRANSACTION;
    BEGIN TRY
        EXEC (@statement);
    END TRY
    BEGIN CATCH
        IF ERROR_NUMBER() IN (15151, 15113) THROW 51010, N'The old password is wrong.', 1;
        THROW;
    END CATCH;
    UPDATE crm.client_user SET must_change_password = 0 WHERE id = @me AND must_change_password = 1;
    EXEC crm_account.note_password @id = @me;
    EXEC crm_account.set_role @principal = @principal, @role = @role;
    COMMIT TRANSACTION;
END;
GO
DROP PROCEDURE IF EXISTS crm.save_own_profile;
GO
CREATE PROCEDURE crm.save_own_profile @language NVARCHAR(10)
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE crm.client_user SET language = @language WHERE id = crm.my_id();
END;
GO
DROP PROCEDURE IF EXISTS crm.note_sign_in;
GO
CREATE PROCEDURE crm.note_sign_in
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE crm.client_user SET last_sign_in_at = crm.moment() WHERE id = crm.my_id();
END;
GO
DROP PROCEDURE IF EXISTS crm.hold_number_series;
GO
-- Holds a series of numbers until the transaction ends and answers the last number given.
CREATE PROCEDURE crm.hold_number_series @name NVARCHAR(30)
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE crm.number_series SET last_value = last_value WHERE name = @name;
    SELECT last_value FROM crm.number_series WHERE name = @name;
END;
GO
DROP PROCEDURE IF EXISTS crm.raise_number_series;
GO
-- Pushes a series past a number; it never counts down.
CREATE PROCEDURE crm.raise_number_series @name NVARCHAR(30), @last_value INT
AS
BEGIN
    SET NOCOUNT ON;
    UPDATE crm.number_series SET last_value = @last_value
    WHERE name = @name AND last_value < @last_value;
END;
GO
