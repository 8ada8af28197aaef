"""The history says values as the windows do."""

from crm_desktop.domain.codes import Labels
from crm_desktop.domain.history import FieldChange
from crm_desktop.gui.history_texts import shown_changes


def test_values_read_as_in_the_windows() -> None:
    changes = (
        FieldChange("amount", "7190.00", "-1234567.50"),
        FieldChange("kind", "payment", "refund"),
        FieldChange("paid_on", None, "2026-03-31"),
        FieldChange("void_reason", "", "twice"),
    )
    found = [
        (change.before, change.after) for change in shown_changes("payment", changes, Labels())
    ]
    assert found[0] == ("7,190.00", "-1,234,567.50")
    assert found[1] == ("Payment", "Refund")
    assert found[2] == ("", "2026-03-31")
    assert found[3] == ("", "twice")


def test_what_is_not_entered_is_empty() -> None:
    [change] = shown_changes("customer", [FieldChange("annual_revenue", None, "")], Labels())
    assert (change.before, change.after) == ("", "")


def test_what_is_on_or_off_is_told_in_words() -> None:
    changes = [FieldChange("is_active", "1", "0"), FieldChange("position", None, "1")]
    assert [(c.before, c.after) for c in shown_changes("code_item", changes, Labels())] == [
        ("Yes", "No"),
        ("", "1"),
    ]
