"""Dialogs: windows that ask and go."""
