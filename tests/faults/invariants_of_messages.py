"""What holds of mails and webhooks: none is lost, and none comes twice without a cause."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import chain, pairwise
from typing import Any

from .history import Arrival, History, Interruption

WRITTEN_DOWN_WITHIN = timedelta(seconds=3)
"""After a message arrived; who is killed before may send it again."""
DUE = {
    "QuestionReceived": Counter(mail=1, webhook=1),
    "HandoverRequested": Counter(mail=1, webhook=1),
    "FundingApproved": Counter(mail=1, webhook=1),
    "FundingRejected": Counter(mail=1, webhook=1),
}
"""How many messages follow from each of these events, in what way."""
OVERTAKEN = "overtaken"
"""Why a mail is not sent that asks for a step which was taken meanwhile."""


def only_what_was_on_the_wire_at_an_interruption_comes_again(history: History) -> Iterator[str]:
    for message_id, arrivals in _by_id(history).items():
        if len({arrival.body for arrival in arrivals}) > 1:
            yield f"message {message_id} says different things"
        for earlier, later in pairwise(arrivals):
            if not any(_excuses(cause, earlier, later) for cause in history.interruptions):
                yield f"message {message_id} came at {earlier.at} and again at {later.at}"


def nobody_is_told_the_same_under_two_ids(history: History) -> Iterator[str]:
    told = defaultdict(set)
    for arrival in chain(history.mails, history.webhooks):
        told[arrival.about].add(arrival.message_id)
    for about, ids in told.items():
        if len(ids) > 1:
            yield f"{about} is told as {' and '.join(sorted(ids))}"


def whoever_must_hear_of_an_event_is_sent_a_message(history: History) -> Iterator[str]:
    sent = defaultdict[str, Counter[str]](Counter)
    for said in history.of("NotificationSent"):
        sent[said.data["about_event_id"]][said.data["means"]] += 1
    for said in history.of(*DUE):
        if sent[said.id] != due_after(said.name, said.data):
            yield f"of {said.name} {said.id} there went out {dict(sent[said.id])}"


def due_after(name: str, data: Mapping[str, Any]) -> Counter[str]:
    """The asker hears too of who is asked next."""
    next_one = name == "HandoverRequested" and data["attempt"] > 1
    return DUE[name] + Counter(mail=int(next_one))


def what_is_said_to_be_sent_has_arrived_and_the_other_way_round(history: History) -> Iterator[str]:
    said = Counter(one.data["notification_id"] for one in history.of("NotificationSent"))
    arrived = _by_id(history).keys()
    for message_id in sorted(said.keys() - arrived):
        yield f"message {message_id} is said to be sent and did not arrive"
    for message_id in sorted(arrived - said.keys()):
        yield f"message {message_id} arrived and is not said to be sent"
    for message_id, times in said.items():
        if times > 1:
            yield f"message {message_id} is said to be sent {times} times"


def no_message_is_given_up(history: History) -> Iterator[str]:
    for said in history.of("NotificationFailed", "NotificationSuppressed", "SubscriptionSuspended"):
        if said.data.get("reason") == OVERTAKEN:
            continue
        yield f"{said.name} of {said.subject}: {said.data.get('reason')}"


def _by_id(history: History) -> dict[str, list[Arrival]]:
    found = defaultdict(list)
    for arrival in chain(history.mails, history.webhooks):
        found[arrival.message_id].append(arrival)
    return {
        message_id: sorted(arrivals, key=lambda arrival: arrival.at)
        for message_id, arrivals in found.items()
    }


def _excuses(cause: Interruption, earlier: Arrival, later: Arrival) -> bool:
    begins, ends = cause.since - WRITTEN_DOWN_WITHIN, cause.until + WRITTEN_DOWN_WITHIN
    return begins <= earlier.at <= ends and later.at >= cause.since
