"""Some simulated clerks of the soak test: `python -m tests.soak_clerk`, orders on standard input.

Each works on a thread of his own as the program does: through the services, on connections of his
own. In the end it is printed what they did.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from time import monotonic
from typing import Any

from crm_desktop.data.dialect import sql_server
from crm_desktop.domain.criteria import Criteria
from crm_desktop.domain.errors import LostEdit
from crm_desktop.domain.records import Contact, Customer, CustomerChange, Payment
from crm_desktop.infra.clock import SystemClock
from crm_desktop.services import customers, databases, query, sign_in
from crm_desktop.services.context import ServiceContext

# How often each job comes up among ten.
_SHARES = (("create", 3), ("raise", 4), ("list", 2), ("search", 1))


class Clerk:
    """Does a number of jobs, or as many as fit into the time."""

    def __init__(self, context: ServiceContext, seed: int, orders: dict[str, Any]) -> None:
        self._context = context
        self._orders = orders
        self._seed = seed
        self._random = random.Random(seed)
        self.created = 0
        self.done: Counter[str] = Counter()
        self.raised: Counter[int] = Counter()
        self.conflicts = 0
        self.errors: list[str] = []
        self.seconds: dict[str, list[float]] = defaultdict(list)

    def warm_up(self) -> None:
        """Do each job once, so that the server has seen all of them on these connections."""
        own = self._create()
        raised = replace(own, employees=(own.employees or 0) + 1)
        customers.save(self._context, CustomerChange(customer=raised))
        self._list()
        self._search()

    def work(self) -> None:
        """Do the jobs."""
        jobs: dict[str, Callable[[], object]] = {
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

    def _create(self) -> Customer:
        """Enter a customer with a contact and a payment."""
        customer = replace(
            customers.new_customer(self._context), name=f"压力 {self._seed}-{self.created + 1}"
        )
        contact = Contact(name="王芳", mobile="13800000000")
        payment = Payment(paid_on=date(2026, 3, 1), amount=Decimal("12.30"), method="")
        stored = customers.save(
            self._context,
            CustomerChange(customer=customer, contacts=(contact,), payments=(payment,)),
        )
        self.created += 1
        return stored.customer

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
    """Sign in, say so, work when told to, and print the outcomes as JSON."""
    orders = json.loads(sys.stdin.readline())
    sql_server.LOCK_TIMEOUT_MILLISECONDS = orders["lock_seconds"] * 1000
    if orders["stand_in"]:
        import pytest

        from tests import stand_in

        stand_in.speak_like_sql_server(pytest.MonkeyPatch())
    with ThreadPoolExecutor(len(orders["seeds"])) as threads:
        clerks = list(threads.map(partial(_begin, orders), orders["seeds"]))
        print("ready", flush=True)
        sys.stdin.readline()
        list(threads.map(Clerk.work, clerks))
    print(json.dumps([_outcome(clerk) for clerk in clerks]), flush=True)
    return 0


def _begin(orders: dict[str, Any], seed: int) -> Clerk:
    database = databases.open_database(orders["url"])
    username = orders["accounts"][seed % len(orders["accounts"])]
    context = sign_in.sign_in(database, username, orders["password"], clock=SystemClock())
    clerk = Clerk(context, seed, orders)
    clerk.warm_up()
    return clerk


def _outcome(clerk: Clerk) -> dict[str, Any]:
    return {
        "done": clerk.done,
        "raised": clerk.raised,
        "created": clerk.created,
        "conflicts": clerk.conflicts,
        "errors": clerk.errors,
        "seconds": clerk.seconds,
    }


if __name__ == "__main__":
    sys.exit(main())
