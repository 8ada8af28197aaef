-- One's own profile, and what one may do. pop follows from the role.
CREATE VIEW crm.my_profile
AS
SELECT
    id,
    username,
    display_name,
    email,
    phone,
    language,
    IS_ROLEMEMBER(N'crm_admin') AS is_admin,
    IS_ROLEMEMBER(N'crm_clerk') AS is_clerk,
    IS_ROLEMEMBER(N'crm_new') AS is_new
FROM crm.client_user
WHERE principal = USER_NAME() COLLATE Latin1_General_100_BIN2;
GO
