"""One simulated clerk of the soak test: `python -m tests.soak_clerk`, orders on standard input.

Works as the program does, through the services, on a connection of his own, and prints what he did.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import monotonic
from typing import Any

from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import LostEdit
from crm_desktop.domain.records import Contact, CustomerChange, Payment
from crm_desktop.infra.clock import SystemClock
from crm_desktop.services import customers, databases, query, sign_in
from crm_desktop.services.context import ServiceContext

# How often each job comes up among ten.
_SHARES = (("create", 3), ("raise", 4), ("list", 2), ("search", 1))


class Clerk:
    """Does a number of jobs, or as many as fit into the time."""

    def __init__(self, context: ServiceContext, orders: dict[str, Any]) -> None:
        self._context = context
        self._orders = orders
        self._random = random.Random(orders["seed"])
        self._made = 0
        self.done: Counter[str] = Counter()
        self.raised: Counter[int] = Counter()
        self.conflicts = 0
        self.errors: list[str] = []
        self.seconds: dict[str, list[float]] = defaultdict(list)

    def work(self) -> None:
        """Do the jobs."""
        jobs: dict[str, Callable[[], None]] = {
            "create": self._create,
            "raise": self._raise,
            "list": self._list,
            "search": self._search,
        }
        names = [name for name, share in _SHARES for _ in range(share)]
        ends = monotonic() + self._orders["seconds"]
        for _ in range(self._orders["jobs"]):
            if monotonic() > ends:
                return
            name = self._random.choice(names)
            began = monotonic()
            try:
                jobs[name]()
            except LostEdit:
                self.conflicts += 1
            except Exception as error:
                self.errors.append(f"{name}: {type(error).__name__}: {error}")
            else:
                self.done[name] += 1
                self.seconds[name].append(monotonic() - began)

    def _create(self) -> None:
        """Enter a customer with a contact and a payment."""
        self._made += 1
        customer = replace(
            customers.new_customer(self._context),
            name=f"压力 {self._orders['seed']}-{self._made}",
        )
        contact = Contact(name="王芳", mobile="13800000000")
        payment = Payment(paid_on=date(2026, 3, 1), amount=Decimal("12.30"), method="")
        customers.save(
            self._context,
            CustomerChange(customer=customer, contacts=(contact,), payments=(payment,)),
        )

    def _raise(self) -> None:
        """Count one employee more at a customer that everybody edits."""
        customer_id = self._random.choice(self._orders["shared"])
        found = customers.open_customer(self._context, customer_id).customer
        raised = replace(found, employees=(found.employees or 0) + 1)
        customers.save(self._context, CustomerChange(customer=raised))
        self.raised[customer_id] += 1

    def _list(self) -> None:
        query.page(self._context, limit=100)

    def _search(self) -> None:
        query.page(self._context, Criteria(name="yali"), limit=100)


def main() -> int:
    """Sign in, say so, work when told to, and print the outcome as JSON."""
    orders = json.loads(sys.stdin.readline())
    if orders["stand_in"]:
        import pytest

        from tests import stand_in

        stand_in.speak_like_sql_server(pytest.MonkeyPatch())
    database = databases.open_database(orders["url"])
    context = sign_in.sign_in(database, orders["username"], orders["password"], clock=SystemClock())
    print("ready", flush=True)
    sys.stdin.readline()
    clerk = Clerk(context, orders)
    clerk.work()
    database.close()
    outcome = {
        "done": clerk.done,
        "raised": clerk.raised,
        "conflicts": clerk.conflicts,
        "errors": clerk.errors,
        "seconds": clerk.seconds,
    }
    print(json.dumps(outcome), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
