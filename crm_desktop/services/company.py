"""The company itself: its name and logo for the window's title and the reports."""

from crm_desktop.data import company_queries
from crm_desktop.data.tables import CompanyProfileRecord
from crm_desktop.data.unit_of_work import ReadOnlyWork, UnitOfWork
from crm_desktop.domain import errors
from crm_desktop.domain.company import CompanyProfile
from crm_desktop.domain.rules import check_profile, tidy
from crm_desktop.services.context import (
    ServiceContext,
    repeated_after_deadlock,
    require_administrator,
    require_signed_in,
)


def profile(context: ServiceContext) -> CompanyProfile:
    """Return the company's profile; empty until an administrator filled it in."""
    require_signed_in(context)
    with ReadOnlyWork(context) as work:
        record = company_queries.profile_record(work.session)
        return company_queries.profile_of(record) if record else CompanyProfile()


@repeated_after_deadlock
def save_profile(context: ServiceContext, profile: CompanyProfile) -> CompanyProfile:
    """Store name and logo (administrators); `is_sample` stays as it is.

    Raises:
        LostEdit: somebody else changed the profile meanwhile.
        ValidationFailed: name too long, logo too large or no PNG or JPEG.

    """
    require_administrator(context)
    profile = tidy(profile)
    problems = check_profile(profile)
    if problems:
        raise errors.ValidationFailed(problems)
    with UnitOfWork(context) as work:
        record = company_queries.profile_record(work.session)
        if (record.version if record else None) != profile.version:
            raise errors.LostEdit
        if record is None:
            record = CompanyProfileRecord()
            work.session.add(record)
        record.name, record.logo = profile.name, profile.logo
        work.commit()
        return company_queries.profile_of(record)
