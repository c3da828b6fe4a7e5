"""What becomes of a delivery after an attempt."""

from datetime import UTC, datetime, timedelta

import pytest
from notifications.domain.retries import Attempt, Means, Result, State, Verdict, judge
from notifications.sending.calls import Answer
from notifications.sending.webhooks import judged
from notifications.settings import RETRIES

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
NOT_NOW = Attempt(Result.NOT_NOW, "http_500", 500)


def after(attempt: Attempt, before: int = 0, means: Means = Means.WEBHOOK) -> Verdict:
    return judge(attempt, means, before, RETRIES, chance=0)


def test_the_retries_are_those_of_standard_webhooks() -> None:
    waits = [after(NOT_NOW, before).wait for before in range(len(RETRIES))]
    assert [wait.total_seconds() for wait in waits] == [5, 300, 1800, 7200, 18000, 36000, 36000]


def test_retries_do_not_all_come_at_once() -> None:
    early, late = (judge(NOT_NOW, Means.WEBHOOK, 1, RETRIES, chance).wait for chance in (0, 1))
    assert (early, late) == (timedelta(minutes=5), timedelta(minutes=6))


def test_an_attempt_that_was_not_taken_counts_and_another_follows() -> None:
    assert after(NOT_NOW, 1) == Verdict(State.PENDING, 2, timedelta(minutes=5))


def test_after_the_last_retry_a_webhook_suspends_its_subscription() -> None:
    assert after(NOT_NOW, 7) == Verdict(State.FAILED, 8, suspends=True)


def test_after_the_last_retry_a_mail_has_failed() -> None:
    assert after(NOT_NOW, 7, Means.MAIL) == Verdict(State.FAILED, 8)


def test_what_is_refused_for_good_is_not_tried_again() -> None:
    assert after(Attempt(Result.NEVER), means=Means.MAIL) == Verdict(State.FAILED, 1)


def test_while_the_mail_server_is_away_no_attempt_is_counted() -> None:
    verdict = after(Attempt(Result.NOT_TRIED), 7, Means.MAIL)
    assert verdict == Verdict(State.PENDING, 7, RETRIES[0])


def test_a_receiver_that_is_gone_keeps_what_was_meant_for_it() -> None:
    assert after(Attempt(Result.RETIRED)) == Verdict(State.HELD, 1, suspends=True)


def test_a_receiver_may_ask_for_more_time_but_not_for_ever() -> None:
    minute, year = (
        after(Attempt(Result.NOT_NOW, come_back_after=timedelta(days=days))).wait
        for days in (1 / 1440, 365)
    )
    assert (minute, year) == (timedelta(minutes=1), timedelta(days=1))


def test_a_receiver_cannot_ask_to_be_called_sooner() -> None:
    assert after(Attempt(Result.NOT_NOW, come_back_after=timedelta(0)), 1).wait == RETRIES[1]


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_answer_of_success_is_a_yes(status: int) -> None:
    assert judged(Answer(status, {}), NOW).result is Result.TAKEN


@pytest.mark.parametrize("status", [301, 400, 404, 415, 500, 503])
def test_any_other_answer_is_a_not_now(status: int) -> None:
    assert judged(Answer(status, {}), NOW) == Attempt(Result.NOT_NOW, f"http_{status}", status)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7),
        ("Mon, 23 Nov 2026 10:00:30 GMT", 30),
        ("Mon, 23 Nov 2026 09:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("²", None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_seconds_or_a_date(status: int, value: str, seconds: int | None) -> None:
    wait = judged(Answer(status, {"retry-after": value}), NOW).come_back_after
    assert wait == (None if seconds is None else timedelta(seconds=seconds))
