"""What all mapped tables have in common: names of constraints, an integer key, stamps."""

from datetime import datetime

from sqlalchemy import ForeignKey, MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from crm_desktop.data.dialect import RecordId, UtcDateTime, words

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all mapped classes."""

    metadata = MetaData(naming_convention=NAMING)


def text_column(length: int) -> Mapped[str]:
    """Return a column of text that is empty rather than NULL."""
    return mapped_column(words(length), default="", server_default=text("''"))


class Identified:
    """An integer key."""

    id: Mapped[int] = mapped_column(RecordId, primary_key=True, sort_order=-1)


class Stamped(Identified):
    """What people edit: who made and changed it, when, and a version against lost edits."""

    created_at: Mapped[datetime] = mapped_column(UtcDateTime, sort_order=10)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("client_user.id"), sort_order=11)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, sort_order=12)
    updated_by: Mapped[int | None] = mapped_column(ForeignKey("client_user.id"), sort_order=13)
    version: Mapped[int] = mapped_column(default=1, sort_order=14)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805 - a class method by decorator
        return {"version_id_col": cls.version}
