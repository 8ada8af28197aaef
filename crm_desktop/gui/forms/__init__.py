"""Generated from ui/ and resources/ by crm_desktop.devtools.build; never edited."""
