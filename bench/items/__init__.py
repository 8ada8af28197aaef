"""The items that are measured, by topic."""
