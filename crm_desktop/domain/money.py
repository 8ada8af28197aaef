"""Money: Decimal with two places, never float."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from crm_desktop.domain.folding import fold

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def round_money(value: Decimal) -> Decimal:
    """Return `value` rounded half up to two places."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def parse_money(text: str) -> Decimal | None:
    """Return the amount a person typed (`1,234.5`, `￥1 234.50`, full-width too), else None."""
    bare = fold(text).replace(",", "").replace(" ", "").removeprefix("¥").removeprefix("￥")
    if not bare or any(c not in "0123456789.+-" for c in bare):
        return None
    try:
        value = Decimal(bare)
        rounded = round_money(value)
    except InvalidOperation:
        return None
    return rounded if rounded == value else None


def format_money(value: Decimal, *, thousands: bool = True) -> str:
    """Return `value` with two places: `1,234.50`, or `1234.50` without thousands separators."""
    return f"{round_money(value):,.2f}" if thousands else f"{round_money(value):.2f}"
