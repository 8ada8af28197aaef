"""The database: engine, mapped tables, queries, unit of work, migrations."""
