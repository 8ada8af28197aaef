"""Lists of values: fixed ones the program reasons about, and those a new database starts with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crm_desktop.domain.texts import Text, marked


class CustomerKind(StrEnum):
    """What a customer is."""

    COMPANY = "company"
    PERSON = "person"


class PaymentKind(StrEnum):
    """Which way the money went."""

    PAYMENT = "payment"
    REFUND = "refund"


# Lists whose meaning is built into the program: nobody edits them.
FIXED_LISTS: dict[str, dict[str, Text]] = {
    "customer_kind": {
        CustomerKind.COMPANY: marked("Codes", "Company"),
        CustomerKind.PERSON: marked("Codes", "Person"),
    },
    "payment_kind": {
        PaymentKind.PAYMENT: marked("Codes", "Payment"),
        PaymentKind.REFUND: marked("Codes", "Refund"),
    },
    "gender": {
        "female": marked("Codes", "Female"),
        "male": marked("Codes", "Male"),
    },
    "campaign_response": {
        "1": marked("Codes", "Positive"),
        "0": marked("Codes", "None"),
        "-1": marked("Codes", "Negative"),
    },
}

# Lists that administrators edit (`code_item`), in the order they are shown.
EDITABLE_LISTS: dict[str, Text] = {
    "status": marked("Codes", "Customer status"),
    "level": marked("Codes", "Customer level"),
    "source": marked("Codes", "Customer source"),
    "industry": marked("Codes", "Industry"),
    "credit_rating": marked("Codes", "Credit rating"),
    "payment_method": marked("Codes", "Payment method"),
    "education": marked("Codes", "Education"),
}

DEFAULT_STATUS = "potential"
DEFAULT_COUNTRY = "中国"


@dataclass(frozen=True, slots=True)
class CodeItem:
    """An entry of an editable list. Records keep `code`; people see the label of their language."""

    list: str
    code: str
    label_zh: str
    label_en: str
    position: int = 0
    is_active: bool = True
    id: int | None = None
    version: int | None = None

    def label(self, language: str) -> str:
        """Return the label in `language`, or the other one where that is empty."""
        first, second = (
            (self.label_zh, self.label_en)
            if language.startswith("zh")
            else (self.label_en, self.label_zh)
        )
        return first or second or self.code


@dataclass(frozen=True, slots=True)
class ProductCategory:
    """What kind of goods a customer buys."""

    name: str
    position: int = 0
    is_active: bool = True
    id: int | None = None
    version: int | None = None


def _in_english(text: Text, _: str) -> str:
    return text.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What codes and ids are called, all lists in one piece; switched-off entries included.

    `show` puts a text of the program into a language.
    """

    items: Mapping[tuple[str, str], CodeItem] = field(default_factory=dict)
    categories: Mapping[int, str] = field(default_factory=dict)
    owners: Mapping[int, str] = field(default_factory=dict)
    show: Callable[[Text, str], str] = _in_english

    def label(self, list_name: str, code: str, language: str) -> str:
        """Return what `code` is called in `language`; the code itself where it is unknown."""
        fixed = FIXED_LISTS.get(list_name, {}).get(code)
        if fixed is not None:
            return self.show(fixed, language)
        item = self.items.get((list_name, code))
        return item.label(language) if item else code

    def category(self, category_id: int | None) -> str:
        """Return a product category's name, empty for none."""
        return "" if category_id is None else self.categories.get(category_id, "")

    def owner(self, user_id: int | None) -> str:
        """Return a user's display name, empty for none."""
        return "" if user_id is None else self.owners.get(user_id, "")


def _items(list_name: str, *rows: tuple[str, str, str]) -> tuple[CodeItem, ...]:
    return tuple(
        CodeItem(list_name, code, zh, en, position) for position, (code, zh, en) in enumerate(rows)
    )


INITIAL_ITEMS: tuple[CodeItem, ...] = (
    *_items(
        "status",
        ("potential", "潜在", "Potential"),
        ("interested", "意向", "Interested"),
        ("active", "合作", "Active"),
        ("lost", "流失", "Lost"),
        ("invalid", "无效", "Invalid"),
    ),
    *_items(
        "level",
        ("vip", "重点客户", "Key account"),
        ("a", "A 级", "A"),
        ("b", "B 级", "B"),
        ("c", "C 级", "C"),
    ),
    *_items(
        "source",
        ("referral", "客户介绍", "Referral"),
        ("visit", "上门拜访", "Visit"),
        ("phone", "电话营销", "Telephone"),
        ("fair", "展会", "Trade fair"),
        ("web", "网络", "Internet"),
        ("advertising", "广告", "Advertising"),
        ("other", "其他", "Other"),
    ),
    *_items(
        "industry",
        ("retail", "零售", "Retail"),
        ("wholesale", "批发", "Wholesale"),
        ("catering", "餐饮", "Catering"),
        ("hotel", "酒店", "Hotels"),
        ("manufacturing", "制造", "Manufacturing"),
        ("logistics", "物流", "Logistics"),
        ("government", "政府机关", "Government"),
        ("education", "学校", "Schools"),
        ("healthcare", "医疗", "Health care"),
        ("other", "其他", "Other"),
    ),
    *_items(
        "credit_rating",
        ("aaa", "AAA", "AAA"),
        ("aa", "AA", "AA"),
        ("a", "A", "A"),
        ("b", "B", "B"),
        ("c", "C", "C"),
    ),
    *_items(
        "payment_method",
        ("transfer", "银行转账", "Bank transfer"),
        ("cash", "现金", "Cash"),
        ("wechat", "微信支付", "WeChat Pay"),
        ("alipay", "支付宝", "Alipay"),
        ("card", "刷卡", "Card"),
        ("cheque", "支票", "Cheque"),
        ("acceptance", "承兑汇票", "Bill of acceptance"),
    ),
    *_items(
        "education",
        ("primary", "初中及以下", "Middle school or less"),
        ("secondary", "高中", "High school"),
        ("college", "大专", "College"),
        ("bachelor", "本科", "Bachelor"),
        ("master", "硕士", "Master"),
        ("doctor", "博士", "Doctor"),
    ),
)
