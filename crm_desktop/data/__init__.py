"""The database: engine, mapped tables, queries, unit of work, migrations."""

from crm_desktop.data.loaded_late import load_what_is_asynchronous_late

load_what_is_asynchronous_late()
