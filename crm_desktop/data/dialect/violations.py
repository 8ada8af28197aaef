"""Violations that services turn into what they mean there."""

from crm_desktop.domain import errors


class UniqueViolation(errors.DatabaseError):
    """A unique constraint refused a value; `column` is `table.column`."""

    def __init__(self, column: str) -> None:
        super().__init__(reason=column)
        self.column = column


class ForeignKeyViolation(errors.DatabaseError):
    """A record is still referred to, or refers to nothing."""

    def __init__(self) -> None:
        super().__init__(reason="foreign key")
