"""One module per job; each answers with domain dataclasses."""
