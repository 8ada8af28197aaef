"""Set-up shared by all tests."""

from crm_desktop.devtools.build import ensure_built

ensure_built()
