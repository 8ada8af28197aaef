"""Derived keys: what is searched, compared and sorted by, made from what people typed."""

from crm_desktop.data.pinyin import initials, pinyin, sort_key
from crm_desktop.data.tables import (
    ClientUser,
    ContactRecord,
    CustomerRecord,
    PaymentRecord,
    ProductCategoryRecord,
    SavedQueryRecord,
)
from crm_desktop.domain.folding import fold, normalised_name, normalised_phone

# Separates what must not match across; people cannot type it.
SEPARATOR = "\x1f"


def derive(record: object) -> None:
    """Fill the derived keys of a record that is about to be stored."""
    if isinstance(record, CustomerRecord):
        _derive_customer(record)
    elif isinstance(record, ContactRecord):
        record.name_key = fold(record.name)[:300]
        record.pinyin = pinyin(record.name)[:1000]
        record.initials = initials(record.name)[:300]
        record.phone_key = phone_key(record.phone, record.mobile)[:110]
    elif isinstance(record, PaymentRecord):
        record.number_key = fold(record.payment_no)[:90]
    elif isinstance(record, ClientUser):
        record.username_key = fold(record.username)[:100]
    elif isinstance(record, ProductCategoryRecord | SavedQueryRecord):
        record.name_key = fold(record.name)[:200]


def _derive_customer(customer: CustomerRecord) -> None:
    names = [customer.name]
    if customer.short_name and customer.short_name not in customer.name:
        names.append(customer.short_name)
    customer.number_key = fold(customer.customer_no)[:60]
    customer.name_key = fold(customer.name)[:600]
    customer.short_name_key = fold(customer.short_name or "")[:300]
    customer.normalised_name = normalised_name(customer.name)[:600]
    customer.pinyin = SEPARATOR.join(pinyin(name) for name in names)[:2000]
    customer.initials = SEPARATOR.join(initials(name) for name in names)[:600]
    customer.sort_key = sort_key(customer.name)[:400]
    places = (
        customer.country,
        customer.province,
        customer.city,
        customer.district,
        customer.address,
    )
    customer.location_key = SEPARATOR.join(fold(place or "") for place in places)[:1400]
    customer.phone_key = phone_key(customer.phone, customer.mobile, customer.fax)[:160]


def phone_key(*numbers: str | None) -> str:
    """Return the normalised phone numbers by which customers and contacts are found."""
    return SEPARATOR.join(normalised_phone(number) for number in numbers if number)
