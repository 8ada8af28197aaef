"""CRM Desktop: customers, contacts, payments, queries, statistics and reports."""

__version__ = "0.1.0"
