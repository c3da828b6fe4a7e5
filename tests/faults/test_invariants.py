"""Each invariant can fail: a history that breaks it, and only then, is found out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from contracts.catalogue import dead_letter_topic, receipts_topic
from contracts.notifications import NotificationFailed, NotificationSent
from contracts.partners import SubmissionAccepted

from .history import History, Interruption, Letter, Question
from .invariants import INVARIANTS, broken
from .sound import (
    FACT,
    NOON,
    QUESTIONS,
    SLUG,
    accepted,
    approved,
    id_of,
    received,
    refused,
    requested,
    say,
    sound,
)

Break = Callable[[History], object]


def lose(history: History, name: str) -> None:
    """The first event of a class never was."""
    record = history.of(name)[0].record
    history.records.remove(record)
    del history.said


def repeat_message(history: History) -> None:
    history.mails.append(replace(history.mails[0], at=NOON + timedelta(minutes=1)))


def tell_under_another_id(history: History) -> None:
    history.mails.append(replace(history.mails[0], message_id="another"))


def turn_around(history: History) -> None:
    handovers = [r for r in history.records if r.topic == "sportloket.handovers.v1"]
    first, second = (history.records.index(record) for record in handovers[:2])
    history.records[first], history.records[second] = handovers[1], handovers[0]


def change_on_the_way(history: History) -> None:
    history.records.append(replace(history.records[0], value=b"{}"))


def move_key(history: History) -> None:
    history.records.append(replace(history.records[0], partition=1))


def receipt_again(history: History) -> None:
    receipt = SubmissionAccepted(submission_id="submission", reference=id_of("partner"))
    say(history, receipt, receipts_topic(SLUG))


def other_line(history: History, **what: Any) -> None:
    history.lines[0] = replace(history.lines[0], **what)


def notification_failed(history: History) -> None:
    about = {"notification_id": id_of("mail"), "means": "mail", "about_event_id": id_of("event")}
    say(history, NotificationFailed(**FACT, **about, attempts=3, reason="smtp_550"))


def sent_and_gone(history: History) -> None:
    about = {"notification_id": id_of("mail"), "means": "mail", "about_event_id": id_of("event")}
    say(history, NotificationSent(**FACT, **about))


def unhandled(history: History) -> None:
    history.letters.append(Letter("routing", history.records[0].position, "failed"))


def refuse_what_is_good(history: History) -> None:
    position = "dead-letter-position", history.records[0].position.encode()
    copy = replace(history.records[0], topic=dead_letter_topic(QUESTIONS), headers=(position,))
    history.records.append(copy)


BREAKS: dict[str, list[Break]] = {
    "every_question_is_announced_exactly_once": [
        lambda history: lose(history, "QuestionReceived"),
        lambda history: say(history, received("form")),
        lambda history: say(history, received("nobody")),
        lambda history: history.asked.questions.append(Question("lost", "a@voorbeeld.nl")),
    ],
    "every_submission_gets_exactly_one_receipt": [
        lambda history: lose(history, "SubmissionAccepted"),
        receipt_again,
    ],
    "every_question_ends_with_exactly_one_owner": [
        lambda history: lose(history, "HandoverAccepted"),
        lambda history: say(history, accepted("form", 1)),
    ],
    "no_question_is_with_two_organisations_at_once": [
        lambda history: say(history, requested("form", 3)),
        lambda history: lose(history, "HandoverRequested"),
        lambda history: lose(history, "HandoverDeclined"),
    ],
    "every_subject_counts_its_versions_without_gaps_and_in_order": [
        lambda history: lose(history, "HandoverRequested"),
        lambda history: lose(history, "ApplicationSubmitted"),
        lambda history: say(history, received("form")),
        turn_around,
    ],
    "an_event_says_the_same_each_time_it_comes": [change_on_the_way],
    "a_key_stays_in_its_partition": [move_key],
    "every_application_is_taken_in_and_decided_exactly_once": [
        lambda history: lose(history, "ApplicationSubmitted"),
        lambda history: lose(history, "FundingApproved"),
        lambda history: say(history, approved(60)),
        lambda history: history.asked.applications.clear(),
    ],
    "awards_and_what_is_left_make_up_the_ceiling": [
        lambda history: other_line(history, available_cents=41),
        lambda history: say(history, approved(1)),
    ],
    "every_movement_of_a_budget_follows_from_the_one_before": [
        lambda history: lose(history, "BudgetCommitted"),
        lambda history: other_line(history, ceiling_cents=101),
    ],
    "every_budget_line_is_what_its_ledger_says": [
        lambda history: other_line(history, exact=False),
    ],
    "only_what_was_on_the_wire_at_an_interruption_comes_again": [repeat_message],
    "nobody_is_told_the_same_under_two_ids": [tell_under_another_id],
    "whoever_must_hear_of_an_event_is_sent_a_message": [
        lambda history: lose(history, "NotificationSent"),
    ],
    "what_is_said_to_be_sent_has_arrived_and_the_other_way_round": [
        lambda history: history.mails.pop(),
        lambda history: lose(history, "NotificationSent"),
        sent_and_gone,
    ],
    "no_message_is_given_up": [notification_failed],
    "only_poison_becomes_a_dead_letter": [unhandled, refuse_what_is_good],
    "poison_is_set_aside_once_by_everyone_who_hears_it": [
        lambda history: history.letters.pop(),
        lambda history: history.letters.append(history.letters[0]),
    ],
    "poison_of_a_partner_is_refused_exactly_once": [
        lambda history: lose(history, "SubmissionRejected"),
        lambda history: say(history, refused("0/0"), receipts_topic(SLUG)),
        lambda history: say(history, refused("0/1"), receipts_topic(SLUG)),
    ],
    "all_poison_got_in": [
        lambda history: history.records.remove(
            next(record for record in history.records if record.key == b"poison 2")
        )
    ],
    "nothing_waits_in_the_end": [
        lambda history: setattr(history, "waiting", {"the outbox of intake": 1})
    ],
    "no_good_request_is_refused": [
        lambda history: history.asked.errors.append("500 of intake"),
    ],
}


def test_a_sound_history_breaks_nothing() -> None:
    assert broken(sound()) == []


def test_there_is_a_broken_history_for_every_invariant() -> None:
    assert [invariant.__name__ for invariant in INVARIANTS] == list(BREAKS)


@pytest.mark.parametrize(
    ("name", "number"), [(name, n) for name, ways in BREAKS.items() for n in range(len(ways))]
)
def test_an_invariant_that_is_broken_says_so(name: str, number: int) -> None:
    history = sound()
    BREAKS[name][number](history)
    assert any(told.startswith(name.replace("_", " ")) for told in broken(history))


def test_a_message_may_come_again_when_its_sender_was_killed_while_it_was_on_the_wire() -> None:
    history = sound()
    repeat_message(history)
    killed_at = NOON + timedelta(seconds=1)
    history.interruptions.append(Interruption(killed_at, killed_at))
    assert broken(history) == []


def test_a_message_that_was_written_down_may_not_come_again_after_a_later_kill() -> None:
    history = sound()
    repeat_message(history)
    killed_at = NOON + timedelta(seconds=30)
    history.interruptions.append(Interruption(killed_at, killed_at))
    assert broken(history)


def test_an_event_may_come_again_as_it_was() -> None:
    history = sound()
    history.records += [r for r in history.records if r.topic.endswith("s.v1") and r.event]
    assert broken(history) == []
