-- Roles. What each may do is granted object by object in 80_grants.sql; nobody owns more than dbo.
--   crm_new    a new or reset user, who may do nothing but change the password
--   crm_clerk  ordinary user (pop = 0)
--   crm_admin  administrator (pop = 1)
IF DATABASE_PRINCIPAL_ID(N'crm_new') IS NULL CREATE ROLE crm_new;
GO
IF DATABASE_PRINCIPAL_ID(N'crm_clerk') IS NULL CREATE ROLE crm_clerk;
GO
IF DATABASE_PRINCIPAL_ID(N'crm_admin') IS NULL CREATE ROLE crm_admin;
GO
-- Procedures that touch principals. Nobody is granted anything here: they are reached through the
-- procedures of schema crm, which have the same owner.
IF SCHEMA_ID(N'crm_account') IS NULL EXEC (N'CREATE SCHEMA crm_account');
GO
