"""Saving a changed customer, history included."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from bench.measure import Result, in_turns, milliseconds, ratio
from bench.plan import Plan
from bench.raw import Raw
from crm_desktop.domain.records import Customer, CustomerChange
from crm_desktop.services import customers
from crm_desktop.services.context import ServiceContext

MOST = 3
SAVES_EACH_RUN = 6
CUSTOMERS = 40
_HISTORY = (
    "INSERT INTO [audit_log] (at, user_id, username, action, entity, entity_id, customer_id, "
    "label, changes) VALUES (?, 1, 'bench', 'change', 'customer', ?, ?, ?, ?)"
)
_UPDATE = "UPDATE [customer] SET remark = ?, phone = ?, updated_at = ? WHERE id = ?"
_RESTORE = "UPDATE [customer] SET remark = ?, phone = ? WHERE id = ?"
_MOMENT = "%Y-%m-%d %H:%M:%S.%f"


def save(plan: Plan) -> Result:
    """Compare a save with a plain UPDATE and INSERT in one transaction."""
    with plan.opened() as (context, raw), closing(_Saves(context, raw, plan.customers)) as saves:
        ours, baseline = in_turns(saves.ours, saves.plain, plan.runs * SAVES_EACH_RUN)
    plan.keep["save"] = ours.median
    times = ratio(ours.median, baseline.median)
    return Result(
        name="save",
        value=milliseconds(ours.median),
        unit="ms",
        baseline=milliseconds(baseline.median),
        ratio=times,
        target=f"ratio ≤ {MOST}",
        ok=times <= MOST,
        details=(
            f"p95 {milliseconds(ours.p95):.1f} ms, raw {milliseconds(baseline.p95):.1f}",
            f"processor's time alone: {milliseconds(ours.busy_median):.1f} ms, "
            f"raw {milliseconds(baseline.busy_median):.1f}",
        ),
    )


class _Saves:
    """The same kind of change, made again and again to customers all over the table."""

    def __init__(self, context: ServiceContext, raw: Raw, customers_there: int) -> None:
        self._context, self._raw = context, raw
        self._numbers = count(1)
        step = max(1, customers_there // CUSTOMERS)
        wanted = ",".join(str(number) for number in range(1, customers_there + 1, step))
        found = raw.rows(f"SELECT id FROM [customer] WHERE deleted_at IS NULL AND id IN ({wanted})")
        self._before = [customers.open_customer(context, int(row[0])).customer for row in found]
        self._now = list(self._before)
        self._last = int(raw.rows("SELECT COALESCE(MAX(id), 0) FROM [audit_log]")[0][0])

    def ours(self) -> None:
        """Save a customer with a new remark and another phone number."""
        number = next(self._numbers)
        place = number % len(self._now)
        phone = f"0755-{2_000_000 + number}"
        self._save(place, replace(self._now[place], remark=f"第 {number} 次保存", phone=phone))

    def plain(self) -> None:
        """Write as much as that with two statements and nothing derived."""
        number = next(self._numbers)
        customer_id = self._now[number % len(self._now)].id
        at, changes = datetime.now(UTC).strftime(_MOMENT), '{"remark": [null, "1"], "phone": []}'
        with self._raw.transaction():
            values = (f"第 {number} 次保存", f"0755-{number}", at, customer_id)
            # Without the version: the program's own next save must find the one it knows.
            self._raw.run(_UPDATE, values)
            self._raw.run(_HISTORY, (at, customer_id, customer_id, "bench", changes))

    def close(self) -> None:
        """Leave the customers as they were, and no history of all this."""
        for place, before in enumerate(self._before):
            if self._now[place] is not before:
                self._save(place, replace(before, version=self._now[place].version))
            self._raw.run(_RESTORE, (before.remark, before.phone, before.id))
        if not self._raw.is_server:  # whose history nobody changes
            self._raw.run("DELETE FROM [audit_log] WHERE id > ?", (self._last,))

    def _save(self, place: int, customer: Customer) -> None:
        stored = customers.save(self._context, CustomerChange(customer=customer))
        self._now[place] = stored.customer
