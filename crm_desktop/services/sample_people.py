"""Plausible people for the sample company. Numbers and addresses belong to nobody."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from crm_desktop.domain.records import Contact
from crm_desktop.infra.paths import resource

# The third to seventh digits 0000 are given to nobody; the prefixes are those in use.
_MOBILE_PREFIXES = (
    *("135", "136", "137", "138", "139", "150", "151", "158", "159", "177", "180", "186", "189"),
    "199",
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name in Chinese and in pinyin (`weiwang` style addresses are made from it)."""

    name: str
    latin: str
    gender: str


class People:
    """Makes people from common surnames, by their frequency, and given names."""

    def __init__(self, random: Random) -> None:
        self._random = random
        text = resource("sample", "people.json").read_text(encoding="utf-8")
        self._data: dict[str, Any] = json.loads(text)
        self._surnames = [line.split() for line in self._data["surnames"]]
        self._weights = [int(weight) for _, _, weight in self._surnames]

    def person(self) -> Person:
        """Return somebody new; namesakes happen, as they do."""
        surname, latin_surname, _ = self._random.choices(self._surnames, self._weights)[0]
        gender = self._random.choice(("female", "male"))
        given, latin_given = self._random.choice(self._data[gender]).split()
        return Person(f"{surname}{given}", f"{latin_given}.{latin_surname}", gender)

    def mobile(self) -> str:
        """Return a mobile number that has the right form and no owner."""
        return f"{self._random.choice(_MOBILE_PREFIXES)}0000{self._random.randrange(10_000):04}"

    def contact(self, domain: str, phone: str, end: date) -> Contact:
        """Return a contact person with a role; about half the fields are filled, as in life."""
        random, person = self._random, self.person()
        department = random.choices(list(self._data["roles"]), (50, 15, 15, 12, 8))[0]
        mobile = self.mobile()
        return Contact(
            name=person.name,
            department=department,
            job_title=random.choice(self._data["roles"][department]),
            phone=f"{phone}-{random.randrange(800, 900)}"
            if phone and random.random() < 0.4
            else "",
            mobile=mobile,
            email=f"{person.latin}@{domain}" if random.random() < 0.6 else "",
            qq=f"1000{random.randrange(100_000):05}" if random.random() < 0.35 else "",
            wechat=random.choice((mobile, person.latin.replace(".", "_"))),
            birthday=self.birthday(end) if random.random() < 0.3 else None,
            hobby=self.hobby() if random.random() < 0.25 else "",
        )

    def birthday(self, end: date) -> date:
        """Return the birthday of somebody who works: 22 to 62 years old on `end`."""
        return end - timedelta(days=self._random.randrange(22 * 365, 62 * 365))

    def hobby(self) -> str:
        """Return one hobby or two."""
        return "、".join(self._random.sample(self._data["hobbies"], self._random.choice((1, 1, 2))))

    def personality(self) -> str:
        """Return what somebody is like to deal with."""
        return str(self._random.choice(self._data["personalities"]))
