import pytest

from crm_desktop.infra.cancellation import (
    CancelledWork,
    CancelToken,
    check_cancelled,
    current_token,
)


def test_callbacks_run_once_and_only_inside_their_block() -> None:
    token = CancelToken()
    calls: list[str] = []
    with token.on_cancel(lambda: calls.append("outside")):
        pass
    with token.on_cancel(lambda: calls.append("inside")):
        token.cancel()
        token.cancel()
    assert calls == ["inside"]


def test_a_callback_that_comes_late_runs_at_once() -> None:
    token = CancelToken()
    token.cancel()
    calls: list[str] = []
    with token.on_cancel(lambda: calls.append("late")):
        pass
    assert calls == ["late"]


def test_work_checks_its_own_token() -> None:
    token = CancelToken()
    with token.active():
        assert current_token() is token
        check_cancelled()
        token.cancel()
        with pytest.raises(CancelledWork):
            check_cancelled()
    check_cancelled()
    assert current_token() is not token
