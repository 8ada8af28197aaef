"""Paper: ReportLab documents made from domain dataclasses."""
