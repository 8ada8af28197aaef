"""What is exported: which customers, and which columns of theirs."""

from crm_desktop.domain.criteria import Criteria

EXPORTED = Criteria(number="C0")  # all with a number of six digits
COLUMNS = (
    "customer_no",
    "name",
    "status",
    "level",
    "category_name",
    "owner_name",
    "city",
    "primary_contact",
    "primary_contact_phone",
    "total_paid",
    "last_payment_on",
)
