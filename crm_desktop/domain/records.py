"""Customers, contacts and payments as services take and answer them.

`id` and `version` are None for what is not stored yet. `version` travels back with a change, so
that a change made meanwhile by somebody else is noticed (`errors.LostEdit`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.domain.codes import (
    DEFAULT_COUNTRY,
    DEFAULT_STATUS,
    CustomerKind,
    PaymentKind,
)
from crm_desktop.domain.money import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who made and last changed a record, and when (UTC). Names are display names."""

    created_at: datetime | None = None
    created_by: str = ""
    updated_at: datetime | None = None
    updated_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A company or a person that buys, bought or may buy. Money in the company's currency.

    `proposed_no` is the number the program proposed for a new one. Where `customer_no` still is
    that and somebody else was given it meanwhile, the next number is taken; a blank number also
    asks for the next. The same holds for payments.
    """

    id: int | None = None
    version: int | None = None
    customer_no: str = ""
    proposed_no: str = ""
    name: str = ""
    short_name: str = ""
    kind: str = CustomerKind.COMPANY
    main_business: str = ""
    status: str = DEFAULT_STATUS
    level: str = ""
    source: str = ""
    industry: str = ""
    credit_rating: str = ""
    campaign_response: str = ""
    product_category_id: int | None = None
    owner_id: int | None = None
    parent_id: int | None = None
    country: str = DEFAULT_COUNTRY
    province: str = ""
    city: str = ""
    district: str = ""
    address: str = ""
    postal_code: str = ""
    phone: str = ""
    mobile: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""
    legal_representative: str = ""
    employees: int | None = None
    annual_revenue: Decimal | None = None
    tax_no: str = ""
    bank_name: str = ""
    bank_account: str = ""
    gender: str = ""
    birthday: date | None = None
    annual_income: Decimal | None = None
    education: str = ""
    hobby: str = ""
    personality: str = ""
    remark: str = ""
    deleted_at: datetime | None = None
    stamp: Stamp = Stamp()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person who speaks for a customer.

    `restores_id` is that of a removed contact which a new one brings back, where that may be.
    """

    id: int | None = None
    version: int | None = None
    customer_id: int | None = None
    name: str = ""
    is_primary: bool = False
    department: str = ""
    job_title: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    qq: str = ""
    wechat: str = ""
    birthday: date | None = None
    hobby: str = ""
    address: str = ""
    postal_code: str = ""
    remark: str = ""
    restores_id: int | None = None
    stamp: Stamp = Stamp()


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money received from a customer, or given back (`kind` refund). `amount` is positive."""

    id: int | None = None
    version: int | None = None
    customer_id: int | None = None
    payment_no: str = ""
    proposed_no: str = ""
    kind: str = PaymentKind.PAYMENT
    paid_on: date | None = None
    amount: Decimal | None = None
    method: str = ""
    product_category_id: int | None = None
    invoice_no: str = ""
    received_by: str = ""
    remark: str = ""
    voided_at: datetime | None = None
    voided_by: str = ""
    void_reason: str = ""
    replaces_id: int | None = None
    stamp: Stamp = Stamp()

    @property
    def is_void(self) -> bool:
        """Whether the payment was entered by mistake and does not count."""
        return self.voided_at is not None

    @property
    def revenue(self) -> Decimal:
        """What the payment adds to revenue: negative for a refund, zero when void."""
        if self.is_void or self.amount is None:
            return ZERO
        return -self.amount if self.kind == PaymentKind.REFUND else self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerDetails:
    """A customer with all that belongs to it: what the customer window and the card show."""

    customer: Customer
    contacts: tuple[Contact, ...] = ()
    payments: tuple[Payment, ...] = ()
    owner_name: str = ""
    parent_no: str = ""
    parent_name: str = ""
    category_name: str = ""

    @property
    def total_paid(self) -> Decimal:
        """Payments less refunds, void ones left out."""
        return sum((payment.revenue for payment in self.payments), ZERO)

    @property
    def last_payment_on(self) -> date | None:
        """The latest date of a payment that counts; refunds are no payments."""
        dates = (
            payment.paid_on
            for payment in self.payments
            if payment.paid_on and not payment.is_void and payment.kind == PaymentKind.PAYMENT
        )
        return max(dates, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerChange:
    """Everything one Save of the customer window stores, in one transaction.

    `contacts` and `payments` are the new and changed ones; removed contacts go to the recycle bin.
    Payments are never removed, only voided (`voided_payments`: id to reason).
    """

    customer: Customer
    contacts: tuple[Contact, ...] = ()
    removed_contact_ids: tuple[int, ...] = ()
    payments: tuple[Payment, ...] = ()
    voided_payments: tuple[tuple[int, str], ...] = ()


class CustomerRow(NamedTuple):
    """A line of the customer list. Codes are codes; names of owner and category are spelled out.

    A tuple, because lists make them by the thousand.
    """

    id: int
    customer_no: str
    name: str
    short_name: str = ""
    kind: str = CustomerKind.COMPANY
    main_business: str = ""
    status: str = ""
    level: str = ""
    source: str = ""
    industry: str = ""
    credit_rating: str = ""
    country: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    address: str = ""
    postal_code: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    category_name: str = ""
    owner_name: str = ""
    primary_contact: str = ""
    primary_contact_phone: str = ""
    total_paid: Decimal = ZERO
    last_payment_on: date | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A line of the contact list, with the customer it belongs to."""

    contact: Contact
    customer_no: str
    customer_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """A line of a list of payments, with the customer it belongs to and names spelled out."""

    payment: Payment
    customer_no: str
    customer_name: str
    category_name: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A customer that looks like the one being typed; `same` names the field: name or phone."""

    id: int
    customer_no: str
    name: str
    city: str
    same: str


@dataclass(frozen=True, slots=True)
class QuickMatch:
    """A suggestion of the quick-search box; `detail` is what matched besides number and name."""

    id: int
    customer_no: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecycledItem:
    """Something in the recycle bin. `kind` is `customer` or `contact`."""

    kind: str
    id: int
    label: str
    customer_no: str
    deleted_at: datetime
    deleted_by: str
    own: bool
