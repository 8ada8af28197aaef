"""Setting fields of many customers by one statement a chunk.

Statements pass the flush by: history and what is derived are kept here, in the same transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crm_desktop.data import audit, derived
from crm_desktop.data.dialect import held
from crm_desktop.data.tables import CustomerRecord
from crm_desktop.domain.history import Action
from crm_desktop.domain.jobs import BulkRow


@dataclass(frozen=True, slots=True)
class Standing:
    """A customer as it stands before a bulk change."""

    row: BulkRow
    version: int


def standing(session: Session, ids: Sequence[int], names: Sequence[str]) -> list[Standing]:
    """Return customers (at most `CHUNK`) that are not in the recycle bin, and their `names` fields.

    They stay as they are until the work ends.
    """
    found = session.execute(held(_query(ids, names), CustomerRecord.__table__))
    return [Standing(_row(row, names), row.version) for row in found]


@dataclass(frozen=True, slots=True)
class Recycled:
    """A customer that may be in the recycle bin; its row is before bringing it back."""

    standing: Standing
    deleted_by: int | None
    owner_id: int | None
    parent_id: int | None

    @property
    def is_deleted(self) -> bool:
        """Whether it is in the recycle bin."""
        return self.standing.row.before["deleted_at"] is not None

    def with_owner(self) -> Standing:
        """Return it as it stands before its owner changes as well."""
        row = self.standing.row
        return replace(
            self.standing, row=replace(row, before={**row.before, "owner_id": self.owner_id})
        )


def recycled(session: Session, ids: Sequence[int]) -> dict[int, Recycled]:
    """Return customers (at most `CHUNK`) by id, in the recycle bin or not.

    They stay as they are until the work ends.
    """
    more = ("deleted_at", "deleted_by", "owner_id", "parent_id")
    query = _columns(more).where(CustomerRecord.id.in_(ids))
    return {
        row.id: Recycled(
            Standing(_row(row, ["deleted_at"]), row.version),
            row.deleted_by,
            row.owner_id,
            row.parent_id,
        )
        for row in session.execute(held(query, CustomerRecord.__table__))
    }


def members(session: Session, parents: Sequence[int]) -> list[Standing]:
    """Return customers that belong to some of `parents` and are none of them, deleted ones too."""
    query = _columns(["parent_id"]).where(
        CustomerRecord.parent_id.in_(parents), CustomerRecord.id.not_in(parents)
    )
    found = session.execute(held(query, CustomerRecord.__table__))
    return [Standing(_row(row, ["parent_id"]), row.version) for row in found]


def rows(session: Session, ids: Sequence[int], names: Sequence[str]) -> list[BulkRow]:
    """Return customers that are not in the recycle bin, in the order of `ids`."""
    found = {row.id: _row(row, names) for row in session.execute(_query(ids, names))}
    return [found[customer_id] for customer_id in ids if customer_id in found]


def owned(session: Session, user_id: int) -> list[int]:
    """Return the ids of the customers that a user owns, those in the recycle bin left out."""
    query = select(CustomerRecord.id).where(
        CustomerRecord.owner_id == user_id, CustomerRecord.deleted_at.is_(None)
    )
    return list(session.scalars(query.order_by(CustomerRecord.id)))


def set_fields(
    session: Session,
    chosen: Sequence[Standing],
    values: Mapping[str, Any],
    action: Action = Action.CHANGE,
) -> None:
    """Set fields of customers as they stand; each counts one version.

    The history tells of the fields that are known from before.
    """
    ids = [found.row.id for found in chosen]
    connection = session.connection()
    concerned = ids if values.keys() - derived.UNCONCERNED else []
    before = derived.stored(connection, concerned)
    statement = update(CustomerRecord).where(CustomerRecord.id.in_(ids))
    stamps = audit.bulk_stamps(session)
    session.execute(
        statement.values(**values, **stamps, version=CustomerRecord.version + 1),
        execution_options={"synchronize_session": False},
    )
    derived.refresh(connection, before)
    audit.note_bulk_changes(
        session,
        [
            audit.BulkEntry(
                found.row.id,
                f"{found.row.customer_no} {found.row.name}",
                {name: (old, values[name]) for name, old in found.row.before.items()},
            )
            for found in chosen
        ],
        action,
    )


def _row(row: Any, names: Sequence[str]) -> BulkRow:
    return BulkRow(row.id, row.customer_no, row.name, {name: getattr(row, name) for name in names})


def _query(ids: Sequence[int], names: Sequence[str]) -> Any:
    return _columns(names).where(CustomerRecord.id.in_(ids), CustomerRecord.deleted_at.is_(None))


def _columns(names: Sequence[str]) -> Any:
    own = [getattr(CustomerRecord, name) for name in names]
    return select(
        CustomerRecord.id,
        CustomerRecord.customer_no,
        CustomerRecord.name,
        CustomerRecord.version,
        *own,
    )
