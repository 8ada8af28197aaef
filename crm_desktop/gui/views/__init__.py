"""Views: the pages of the main window and the customer window."""
