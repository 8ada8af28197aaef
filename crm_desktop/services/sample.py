"""Filling a new database with the sample company."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from crm_desktop.data import list_queries, numbers, user_queries
from crm_desktop.data.database import Database
from crm_desktop.data.numbers import CUSTOMERS, PAYMENTS
from crm_desktop.data.saved_queries import dump_criteria
from crm_desktop.data.table_base import Stamped
from crm_desktop.data.tables import (
    ClientUser,
    CompanyProfileRecord,
    ContactRecord,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
    SavedQueryRecord,
)
from crm_desktop.data.unit_of_work import UnitOfWork
from crm_desktop.domain.errors import AdministratorExists
from crm_desktop.domain.records import Contact, Customer, Payment
from crm_desktop.domain.user import Actor
from crm_desktop.services.context import ServiceContext
from crm_desktop.services.passwords import hash_password
from crm_desktop.services.sample_content import (
    ADMINISTRATOR,
    SampleContent,
    SampleCustomer,
    build,
)
from crm_desktop.services.sample_payments import SamplePayment

# Everybody's password in the sample company, so that a clerk's rights can be tried too.
SAMPLE_PASSWORD = "sample-company"
# Of another form in the table, or done to the record after it was entered.
_LEFT_OUT = frozenset(
    {
        "id",
        "version",
        "stamp",
        "proposed_no",
        "restores_id",
        "campaign_response",
        "deleted_at",
        "voided_at",
        "voided_by",
        "void_reason",
    }
)


def create_sample_company(database: Database, end: date) -> None:
    """Fill a new, empty database with the sample company as it is on the evening of `end`.

    The history tells of it as if it had been entered day by day by the people who work there.
    Raises AdministratorExists where somebody uses the database already; nothing is changed.
    """
    content = build(end)
    founded = min(found.entered_at for found in content.customers) - timedelta(days=7)
    with UnitOfWork(ServiceContext(database)) as work:
        if user_queries.first_administrator(work.session) is not None:
            raise AdministratorExists
        filling = _Filling(work, content, founded)
        filling.add_users()
        filling.add_company()
        filling.add_customers()
        filling.add_payments()
        work.commit()


class _Filling:
    """One filling in progress; what exists is kept by what the content calls it."""

    def __init__(self, work: UnitOfWork, content: SampleContent, founded: datetime) -> None:
        self._work = work
        self._content = content
        self._founded = founded
        self._actors: dict[str, Actor] = {}
        self._categories: dict[str, int] = {}
        self._customers: dict[str, CustomerRecord] = {}

    def add_users(self) -> None:
        """Add the users; the administrator comes first and makes the others."""
        password_hash = hash_password(SAMPLE_PASSWORD)
        for user in self._content.users:
            record = ClientUser(
                username=user.username,
                display_name=user.display_name,
                password_hash=password_hash,
                pop=user.pop,
                email=user.email,
                phone=user.phone,
            )
            self._store([record])
            self._actors[user.username] = user_queries.actor_of(record)
            self._work.act_as(self._actors[ADMINISTRATOR], self._founded)

    def add_company(self) -> None:
        """Add lists, product categories, the company itself and the administrator's queries."""
        content, profile = self._content, self._content.company
        list_queries.add_initial_items(self._work.session)
        categories = [
            ProductCategoryRecord(name=name, position=position)
            for position, name in enumerate(content.categories)
        ]
        queries = [
            SavedQueryRecord(
                user_id=self._actors[ADMINISTRATOR].user_id,
                name=query.name,
                criteria=dump_criteria(query.criteria),
            )
            for query in content.queries
        ]
        company = CompanyProfileRecord(
            name=profile.name, logo=profile.logo, is_sample=profile.is_sample
        )
        self._store([*categories, company, *queries])
        self._categories = {record.name: record.id for record in categories}

    def add_customers(self) -> None:
        """Add customers with their contacts; groups come before their branches."""
        found = self._content.customers
        for part in (
            [customer for customer in found if not customer.parent_no],
            [customer for customer in found if customer.parent_no],
        ):
            self._store([self._customer_record(customer) for customer in part])
        for customer in found:
            if customer.customer.deleted_at is not None:
                self._delete(customer, customer.customer.deleted_at)
        numbers.keep(self._work.session, CUSTOMERS, CUSTOMERS.number(len(found)))

    def add_payments(self) -> None:
        """Add the payments; void ones are made void after they were entered, as in life."""
        pairs = [(found, entry) for found in self._content.customers for entry in found.payments]
        pairs.sort(key=lambda pair: pair[1].payment.payment_no)
        records = [self._payment_record(found, entry) for found, entry in pairs]
        self._store(records)
        for (found, entry), record in zip(pairs, records, strict=True):
            if entry.payment.voided_at is not None:
                clerk = self._clerk(found)
                self._work.act_as(clerk, entry.payment.voided_at)
                record.voided_at = entry.payment.voided_at
                record.voided_by = clerk.user_id
                record.void_reason = entry.payment.void_reason
                self._work.flush()
        numbers.keep(self._work.session, PAYMENTS, PAYMENTS.number(len(records)))

    def _store(self, records: Sequence[Stamped]) -> None:
        for record in records:
            record.created_at = record.created_at or self._founded
        self._work.session.add_all(records)
        self._work.flush()

    def _clerk(self, found: SampleCustomer) -> Actor:
        """Return who enters what belongs to a customer: its owner, else the administrator."""
        return self._actors[found.owner or ADMINISTRATOR]

    def _customer_record(self, found: SampleCustomer) -> CustomerRecord:
        clerk, response = self._clerk(found), found.customer.campaign_response
        values = _values(found.customer) | {
            "product_category_id": self._categories[found.category],
            "owner_id": clerk.user_id if found.owner else None,
            "parent_id": self._customers[found.parent_no].id if found.parent_no else None,
            "campaign_response": int(response) if response else None,
        }
        stamps = {"created_at": found.entered_at, "created_by": clerk.user_id}
        record = CustomerRecord(**values, **stamps)
        record.contacts = [
            ContactRecord(**(_values(contact) | stamps)) for contact in found.contacts
        ]
        self._customers[record.customer_no] = record
        return record

    def _payment_record(self, found: SampleCustomer, entry: SamplePayment) -> PaymentRecord:
        values = _values(entry.payment) | {
            "customer_id": self._customers[found.customer.customer_no].id,
            "product_category_id": self._categories[entry.category],
            "created_at": entry.entered_at,
            "created_by": self._clerk(found).user_id,
        }
        return PaymentRecord(**values)

    def _delete(self, found: SampleCustomer, deleted_at: datetime) -> None:
        clerk, record = self._clerk(found), self._customers[found.customer.customer_no]
        self._work.act_as(clerk, deleted_at)
        record.deleted_at, record.deleted_by = deleted_at, clerk.user_id
        self._work.flush()


def _values(record: Customer | Contact | Payment) -> dict[str, Any]:
    names = (field.name for field in fields(record) if field.name not in _LEFT_OUT)
    return {name: getattr(record, name) for name in names if name != "customer_id"}
