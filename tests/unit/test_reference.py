"""The list of common passwords holds what people really type."""

import pytest

from crm_desktop.domain.user import MINIMUM_PASSWORD
from crm_desktop.infra.reference import common_passwords


@pytest.mark.parametrize(
    "password",
    "12345678 88888888 123456789 woaini1314 a1234567 a12345678 qwertyui 1qaz2wsx password1 "
    "password iloveyou admin123 qq123456 5201314520 1q2w3e4r abcd1234 p@ssw0rd 11223344 "
    "aa123456 asd123456 zhang123 admin@123 87654321 sunshine".split(),
)
def test_a_common_password_is_known(password: str) -> None:
    assert password in common_passwords()


@pytest.mark.parametrize(
    "password", ["correct horse battery staple", "Gt7-lampe-rot", "宁静致远2026"]
)
def test_an_uncommon_password_is_not(password: str) -> None:
    assert password.casefold() not in common_passwords()


def test_entries_can_be_compared_with_folded_passwords() -> None:
    known = common_passwords()
    assert len(known) > 10_000
    assert all(entry == entry.casefold().strip() for entry in known)
    assert min(map(len, known)) == MINIMUM_PASSWORD
