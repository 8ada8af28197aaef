"""The one row about the company itself."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.data.tables import CompanyProfileRecord
from crm_desktop.domain.company import CompanyProfile


def profile_record(session: Session) -> CompanyProfileRecord | None:
    """Return the company's row; there is none until something is stored."""
    return session.scalars(select(CompanyProfileRecord).limit(1)).first()


def is_sample(session: Session) -> bool:
    """Return whether the database is marked as sample data."""
    return bool(session.scalar(select(CompanyProfileRecord.is_sample).limit(1)))


def profile_of(record: CompanyProfileRecord) -> CompanyProfile:
    """Return the stored profile as services answer it."""
    return CompanyProfile(
        name=record.name, logo=record.logo, is_sample=record.is_sample, version=record.version
    )
