"""What the machine offers: paths, settings, logging, translation. Imports no other layer."""
