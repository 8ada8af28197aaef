-- Who may do what, object by object. A grant on the whole schema would cover history and users.
-- Nobody deletes rows but list entries, categories and one's own saved queries; nobody writes
-- users, history, number series, summaries or grams directly.

-- A new or reset user: change the password, nothing else.
GRANT SELECT ON crm.my_profile TO crm_new;
GRANT SELECT ON crm.schema_info TO crm_new;
GRANT SELECT ON crm.alembic_version TO crm_new;
GRANT EXECUTE ON crm.change_own_password TO crm_new;
GRANT EXECUTE ON crm.note_operation TO crm_new;
GRANT EXECUTE ON crm.last_operation TO crm_new;
GO
GRANT SELECT ON crm.my_profile TO crm_clerk;
GRANT SELECT ON crm.schema_info TO crm_clerk;
GRANT SELECT ON crm.alembic_version TO crm_clerk;
GRANT SELECT ON crm.client_user TO crm_clerk;
GRANT SELECT ON crm.code_item TO crm_clerk;
GRANT SELECT ON crm.product_category TO crm_clerk;
GRANT SELECT ON crm.company_profile TO crm_clerk;
GRANT SELECT ON crm.number_series TO crm_clerk;
GRANT SELECT ON crm.customer_history TO crm_clerk;
GRANT SELECT ON crm.revenue_day TO crm_clerk;
GRANT SELECT ON crm.customer_paid TO crm_clerk;
GRANT SELECT ON crm.customer_gram TO crm_clerk;
GRANT SELECT ON crm.customer_gram_due TO crm_clerk;
GRANT SELECT, INSERT, UPDATE ON crm.customer TO crm_clerk;
GRANT SELECT, INSERT, UPDATE ON crm.contact TO crm_clerk;
GRANT SELECT, INSERT, UPDATE ON crm.payment TO crm_clerk;
GRANT SELECT, INSERT, UPDATE ON crm.import_batch TO crm_clerk;
GRANT SELECT, INSERT ON crm.import_row TO crm_clerk;
GRANT EXECUTE ON crm.drop_import_rows TO crm_clerk;
GRANT EXECUTE ON crm.take_back_customers TO crm_clerk;
GRANT EXECUTE ON crm.take_back_payments TO crm_clerk;
GRANT SELECT, INSERT, UPDATE, DELETE ON crm.saved_query TO crm_clerk;
GRANT SELECT, INSERT, UPDATE ON crm.job TO crm_clerk;
GRANT SELECT, INSERT ON crm.job_item TO crm_clerk;
GRANT EXECUTE ON crm.change_own_password TO crm_clerk;
GRANT EXECUTE ON crm.note_operation TO crm_clerk;
GRANT EXECUTE ON crm.last_operation TO crm_clerk;
GRANT EXECUTE ON crm.save_own_profile TO crm_clerk;
GRANT EXECUTE ON crm.note_sign_in TO crm_clerk;
GRANT EXECUTE ON crm.hold_number_series TO crm_clerk;
GRANT EXECUTE ON crm.raise_number_series TO crm_clerk;
GO
GRANT SELECT ON crm.my_profile TO crm_admin;
GRANT SELECT ON crm.schema_info TO crm_admin;
GRANT SELECT ON crm.alembic_version TO crm_admin;
GRANT SELECT ON crm.client_user TO crm_admin;
GRANT SELECT ON crm.audit_log TO crm_admin;
GRANT SELECT ON crm.customer_history TO crm_admin;
GRANT SELECT ON crm.number_series TO crm_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON crm.code_item TO crm_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON crm.product_category TO crm_admin;
GRANT SELECT, INSERT, UPDATE ON crm.company_profile TO crm_admin;
GRANT SELECT ON crm.revenue_day TO crm_admin;
GRANT SELECT ON crm.customer_paid TO crm_admin;
GRANT SELECT ON crm.customer_gram TO crm_admin;
GRANT SELECT ON crm.customer_gram_due TO crm_admin;
GRANT SELECT, INSERT, UPDATE ON crm.customer TO crm_admin;
GRANT SELECT, INSERT, UPDATE ON crm.contact TO crm_admin;
GRANT SELECT, INSERT, UPDATE ON crm.payment TO crm_admin;
GRANT SELECT, INSERT, UPDATE ON crm.import_batch TO crm_admin;
GRANT SELECT, INSERT ON crm.import_row TO crm_admin;
GRANT EXECUTE ON crm.drop_import_rows TO crm_admin;
GRANT EXECUTE ON crm.take_back_customers TO crm_admin;
GRANT EXECUTE ON crm.take_back_payments TO crm_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON crm.saved_query TO crm_admin;
GRANT SELECT, INSERT, UPDATE ON crm.job TO crm_admin;
GRANT SELECT, INSERT ON crm.job_item TO crm_admin;
GRANT EXECUTE ON crm.change_own_password TO crm_admin;
GRANT EXECUTE ON crm.note_operation TO crm_admin;
GRANT EXECUTE ON crm.last_operation TO crm_admin;
GRANT EXECUTE ON crm.save_own_profile TO crm_admin;
GRANT EXECUTE ON crm.note_sign_in TO crm_admin;
GRANT EXECUTE ON crm.hold_number_series TO crm_admin;
GRANT EXECUTE ON crm.raise_number_series TO crm_admin;
GRANT EXECUTE ON crm.add_user TO crm_admin;
GRANT EXECUTE ON crm.save_user TO crm_admin;
GRANT EXECUTE ON crm.set_user_active TO crm_admin;
GRANT EXECUTE ON crm.delete_user TO crm_admin;
GRANT EXECUTE ON crm.reset_password TO crm_admin;
GRANT EXECUTE ON crm.purge_customer TO crm_admin;
GRANT EXECUTE ON crm.purge_contact TO crm_admin;
GO
