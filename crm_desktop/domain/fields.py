"""The fields of the data dictionary: one description for forms, lists, import, history, paper."""

from dataclasses import dataclass
from enum import Enum

from crm_desktop.domain.texts import Text, marked


class FieldKind(Enum):
    """How a field is typed, checked and shown."""

    TEXT = "text"
    LONG_TEXT = "long text"
    EMAIL = "email"
    PHONE = "phone"
    WEBSITE = "website"
    INTEGER = "integer"
    MONEY = "money"
    DATE = "date"
    BOOLEAN = "boolean"
    CODE = "code"  # the code of a `code_item` of list `Field.code_list`
    CATEGORY = "category"  # the id of a product category
    OWNER = "owner"  # the id of a user
    CUSTOMER = "customer"  # the id of another customer


class FieldGroup(Enum):
    """Where a customer's field stands in the window and on the card."""

    BASICS = marked("FieldGroups", "Basics")
    CLASSIFICATION = marked("FieldGroups", "Classification")
    REACH = marked("FieldGroups", "Phone and address")
    COMPANY = marked("FieldGroups", "Company")
    PERSON = marked("FieldGroups", "Person")
    REMARK = marked("FieldGroups", "Remark")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `max_length` counts characters; `person_only`/`company_only` name its kind."""

    name: str
    label: Text
    kind: FieldKind = FieldKind.TEXT
    max_length: int | None = None
    required: bool = False
    code_list: str | None = None
    group: FieldGroup | None = None
    company_only: bool = False
    person_only: bool = False


_B, _C, _R = FieldGroup.BASICS, FieldGroup.CLASSIFICATION, FieldGroup.REACH
_K = FieldKind

CUSTOMER_FIELDS: tuple[Field, ...] = (
    Field("customer_no", marked("Fields", "Customer number"), _K.TEXT, 20, True, group=_B),
    Field("name", marked("Fields", "Customer name"), _K.TEXT, 200, True, group=_B),
    Field("short_name", marked("Fields", "Short name"), _K.TEXT, 100, group=_B),
    Field("kind", marked("Fields", "Kind"), _K.CODE, 20, True, "customer_kind", _B),
    Field("main_business", marked("Fields", "Main business"), _K.TEXT, 200, group=_B),
    Field("status", marked("Fields", "Status"), _K.CODE, 30, True, "status", _C),
    Field("level", marked("Fields", "Level"), _K.CODE, 30, False, "level", _C),
    Field("source", marked("Fields", "Source"), _K.CODE, 30, False, "source", _C),
    Field("industry", marked("Fields", "Industry"), _K.CODE, 30, False, "industry", _C),
    Field(
        "credit_rating", marked("Fields", "Credit rating"), _K.CODE, 30, False, "credit_rating", _C
    ),
    Field("product_category_id", marked("Fields", "Product category"), _K.CATEGORY, group=_C),
    Field("owner_id", marked("Fields", "Owner"), _K.OWNER, group=_C),
    Field("parent_id", marked("Fields", "Group parent"), _K.CUSTOMER, group=_C),
    Field(
        "campaign_response",
        marked("Fields", "Campaign response"),
        _K.CODE,
        30,
        False,
        "campaign_response",
        _C,
    ),
    Field("phone", marked("Fields", "Phone"), _K.PHONE, 50, group=_R),
    Field("mobile", marked("Fields", "Mobile"), _K.PHONE, 50, group=_R),
    Field("fax", marked("Fields", "Fax"), _K.PHONE, 50, group=_R),
    Field("email", marked("Fields", "E-mail"), _K.EMAIL, 254, group=_R),
    Field("website", marked("Fields", "Website"), _K.WEBSITE, 200, group=_R),
    Field("country", marked("Fields", "Country"), _K.TEXT, 60, group=_R),
    Field("province", marked("Fields", "Province"), _K.TEXT, 60, group=_R),
    Field("city", marked("Fields", "City"), _K.TEXT, 60, group=_R),
    Field("district", marked("Fields", "District"), _K.TEXT, 60, group=_R),
    Field("address", marked("Fields", "Address"), _K.TEXT, 200, group=_R),
    Field("postal_code", marked("Fields", "Postal code"), _K.TEXT, 20, group=_R),
    Field(
        "legal_representative",
        marked("Fields", "Legal representative"),
        _K.TEXT,
        100,
        group=FieldGroup.COMPANY,
        company_only=True,
    ),
    Field(
        "employees",
        marked("Fields", "Employees"),
        _K.INTEGER,
        group=FieldGroup.COMPANY,
        company_only=True,
    ),
    Field(
        "annual_revenue",
        marked("Fields", "Annual revenue"),
        _K.MONEY,
        group=FieldGroup.COMPANY,
        company_only=True,
    ),
    Field("tax_no", marked("Fields", "Tax number"), _K.TEXT, 30, group=FieldGroup.COMPANY),
    Field("bank_name", marked("Fields", "Bank"), _K.TEXT, 100, group=FieldGroup.COMPANY),
    Field("bank_account", marked("Fields", "Bank account"), _K.TEXT, 50, group=FieldGroup.COMPANY),
    Field(
        "gender",
        marked("Fields", "Gender"),
        _K.CODE,
        10,
        False,
        "gender",
        FieldGroup.PERSON,
        person_only=True,
    ),
    Field(
        "birthday",
        marked("Fields", "Birthday"),
        _K.DATE,
        group=FieldGroup.PERSON,
        person_only=True,
    ),
    Field(
        "annual_income",
        marked("Fields", "Annual income"),
        _K.MONEY,
        group=FieldGroup.PERSON,
        person_only=True,
    ),
    Field(
        "education",
        marked("Fields", "Education"),
        _K.CODE,
        30,
        False,
        "education",
        FieldGroup.PERSON,
        person_only=True,
    ),
    Field(
        "hobby",
        marked("Fields", "Hobby"),
        _K.TEXT,
        200,
        group=FieldGroup.PERSON,
        person_only=True,
    ),
    Field(
        "personality",
        marked("Fields", "Personality"),
        _K.TEXT,
        200,
        group=FieldGroup.PERSON,
        person_only=True,
    ),
    Field("remark", marked("Fields", "Remark"), _K.LONG_TEXT, 4000, group=FieldGroup.REMARK),
)

CONTACT_FIELDS: tuple[Field, ...] = (
    Field("name", marked("Fields", "Contact name"), _K.TEXT, 100, True),
    Field("is_primary", marked("Fields", "Primary"), _K.BOOLEAN),
    Field("department", marked("Fields", "Department"), _K.TEXT, 100),
    Field("job_title", marked("Fields", "Job title"), _K.TEXT, 100),
    Field("phone", marked("Fields", "Phone"), _K.PHONE, 50),
    Field("mobile", marked("Fields", "Mobile"), _K.PHONE, 50),
    Field("email", marked("Fields", "E-mail"), _K.EMAIL, 254),
    Field("qq", marked("Fields", "QQ"), _K.TEXT, 20),
    Field("wechat", marked("Fields", "WeChat"), _K.TEXT, 50),
    Field("birthday", marked("Fields", "Birthday"), _K.DATE),
    Field("hobby", marked("Fields", "Hobby"), _K.TEXT, 200),
    Field("address", marked("Fields", "Address"), _K.TEXT, 200),
    Field("postal_code", marked("Fields", "Postal code"), _K.TEXT, 20),
    Field("remark", marked("Fields", "Remark"), _K.LONG_TEXT, 4000),
)

PAYMENT_FIELDS: tuple[Field, ...] = (
    Field("payment_no", marked("Fields", "Payment number"), _K.TEXT, 30, True),
    Field("customer_id", marked("Fields", "Customer"), _K.CUSTOMER, required=True),
    Field("kind", marked("Fields", "Kind"), _K.CODE, 20, True, "payment_kind"),
    Field("paid_on", marked("Fields", "Date"), _K.DATE, required=True),
    Field("amount", marked("Fields", "Amount"), _K.MONEY, required=True),
    Field("method", marked("Fields", "Method"), _K.CODE, 30, False, "payment_method"),
    Field("product_category_id", marked("Fields", "Product category"), _K.CATEGORY),
    Field("invoice_no", marked("Fields", "Invoice number"), _K.TEXT, 50),
    Field("received_by", marked("Fields", "Received by"), _K.TEXT, 100),
    Field("remark", marked("Fields", "Remark"), _K.LONG_TEXT, 4000),
)

USER_FIELDS: tuple[Field, ...] = (
    Field("username", marked("Fields", "User name"), _K.TEXT, 50, True),
    Field("display_name", marked("Fields", "Display name"), _K.TEXT, 100, True),
    Field("pop", marked("Fields", "Administrator"), _K.BOOLEAN),
    Field("email", marked("Fields", "E-mail"), _K.EMAIL, 254),
    Field("phone", marked("Fields", "Phone"), _K.PHONE, 50),
    Field("is_active", marked("Fields", "Active"), _K.BOOLEAN),
)

# What the history also names, besides the fields that people edit.
OTHER_LABELS: dict[str, Text] = {
    "deleted_at": marked("Fields", "Deleted at"),
    "voided_at": marked("Fields", "Voided at"),
    "void_reason": marked("Fields", "Void reason"),
    "replaces_id": marked("Fields", "Entered again for"),
    "password_hash": marked("Fields", "Password"),
    "recovery_hash": marked("Fields", "Recovery code"),
    "must_change_password": marked("Fields", "Must change password"),
    "language": marked("Fields", "Language"),
    "total_paid": marked("Fields", "Total paid"),
    "last_payment_on": marked("Fields", "Last payment"),
    "primary_contact": marked("Fields", "Primary contact"),
    "created_at": marked("Fields", "Entered at"),
    "updated_at": marked("Fields", "Changed at"),
    "contacts": marked("Fields", "Contacts"),
    "payments": marked("Fields", "Payments"),
}


def by_name(fields: tuple[Field, ...]) -> dict[str, Field]:
    """Return `fields` by their names."""
    return {field.name: field for field in fields}
