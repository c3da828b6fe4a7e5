"""The history of a case: each entry says what happened, by whom, and what it changed (S1, P01)."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from contracts.intake import (
    ConsentRecorded,
    InformationProvided,
    QuestionAnswered,
    QuestionClassified,
)
from contracts.vocabulary import ConsentGround, Theme
from routing.case.decision import SYSTEM, Actor, Case, Decision
from routing.case.move import Move
from routing.case.question import Waiting
from routing.case.states import Party, Term
from routing.case.steps import Step
from routing.handovers.domain.advance import advance, on_term_ended
from routing.handovers.domain.ask import assign
from routing.timeline.entries import (
    CaseWithEntries,
    Cause,
    TimelineEntry,
    causes_of,
    replayed,
    with_entries,
)
from routing_town import COUNCIL, DESK, FIRST, MONDAY, SECOND, case, context, later, received, rule

RECEIVED = Cause(
    what="question_received",
    at=MONDAY,
    by_party=Party.SENDER,
    by_organisation_id=COUNCIL,
    reason="volunteers",
)
NOON = MONDAY + timedelta(hours=3)
TO_SPACE = {"theme": Theme.SPACE, "previous_theme": Theme.VOLUNTEERS}
OF_A_REQUEST = {
    "state": "requested",
    "attempt": 1,
    "to_organisation_id": str(FIRST),
    "requested_at": "2026-11-23T09:00:00Z",
    "cold_because": [],
    "ended_at": None,
}


def began(around: Case | None = None) -> CaseWithEntries:
    """A question that came in and was handed over."""
    some = around or case()
    return with_entries(some, assign(some, context(rule())), RECEIVED, MONDAY)


def declined(some: Case) -> Decision:
    assert some.open is not None
    move = Move(step=Step.DECLINE, reason="no_capacity")
    return advance(some, some.open, move, Actor(Party.RECEIVER, FIRST), context(rule()))


def plain(entry: TimelineEntry) -> TimelineEntry:
    """Without what it changed."""
    return replace(entry, question_changes={}, handover_changes={})


@pytest.mark.requirement("P01")
def test_a_question_that_comes_in_is_told_by_what_was_said_and_who_was_asked() -> None:
    some = case()
    after, (received_entry, requested) = _parts(began(some))
    question_id = some.question.question_id
    assert plain(received_entry) == TimelineEntry(
        question_id=question_id,
        number=1,
        at=MONDAY,
        what="question_received",
        organisation_id=COUNCIL,
        by_party=Party.SENDER,
        by_organisation_id=COUNCIL,
        reason="volunteers",
    )
    assert plain(requested) == TimelineEntry(
        question_id=question_id,
        number=2,
        at=MONDAY,
        what="request",
        handover_id=after.handovers[0].handover_id,
        organisation_id=FIRST,
        by_party=Party.SYSTEM,
    )
    assert after.question.version == 2


@pytest.mark.requirement("P01")
def test_the_last_entry_tells_all_of_a_new_question_and_a_step_all_of_a_new_handover() -> None:
    after, (received_entry, requested) = _parts(began())
    assert received_entry.question_changes == {}
    assert received_entry.handover_changes == {}
    asked = requested.question_changes
    assert (asked["theme"], asked["ended"], asked["waiting"]) == ("volunteers", False, None)
    assert "version" not in asked
    (changes,) = requested.handover_changes.values()
    assert set(requested.handover_changes) == {str(after.handovers[0].handover_id)}
    assert {name: changes[name] for name in OF_A_REQUEST} == OF_A_REQUEST


@pytest.mark.requirement("P01")
def test_a_step_tells_only_what_it_changed() -> None:
    some = began().case
    assert some.open is not None
    first = str(some.open.handover_id)
    decision = advance(
        some, some.open, Move(step=Step.ACKNOWLEDGE), Actor(Party.RECEIVER, FIRST), context(rule())
    )
    after, (entry,) = _parts(with_entries(some, decision, None, NOON))
    assert plain(entry) == TimelineEntry(
        question_id=some.question.question_id,
        number=3,
        at=NOON,
        what="acknowledge",
        handover_id=some.open.handover_id,
        organisation_id=FIRST,
        by_party=Party.RECEIVER,
        by_organisation_id=FIRST,
    )
    assert entry.question_changes == {}
    assert entry.handover_changes == {
        first: {"state": "acknowledged", "version": 2, "due_at": "2026-11-25T09:00:00Z"}
    }
    assert after.question.version == 3


@pytest.mark.requirement("P01")
def test_each_of_several_steps_tells_its_own_handover() -> None:
    some = began().case
    after, (seen, refused, asked) = _parts(with_entries(some, declined(some), None, NOON))
    first, second = (each.handover_id for each in after.handovers)
    assert [(each.number, each.what, each.reason) for each in (seen, refused, asked)] == [
        (3, "acknowledge", None),
        (4, "decline", "no_capacity"),
        (5, "request", None),
    ]
    assert [each.handover_id for each in (seen, refused, asked)] == [first, first, second]
    assert [each.organisation_id for each in (seen, refused, asked)] == [FIRST, FIRST, SECOND]
    assert seen.handover_changes[str(first)]["state"] == "acknowledged"
    assert refused.handover_changes == {
        str(first): {
            "state": "declined",
            "version": 3,
            "due_at": None,
            "ended_at": "2026-11-23T09:00:00Z",
        }
    }
    assert asked.handover_changes[str(second)]["to_organisation_id"] == str(SECOND)
    assert str(first) not in asked.handover_changes


@pytest.mark.requirement("P01")
def test_an_escalation_is_told_with_whom_it_goes_to_and_why() -> None:
    waits = assign(case(), context())
    after, (entry,) = _parts(with_entries(case(), waits, None, NOON))
    assert plain(entry).what == "waits"
    assert (entry.at, entry.by_party, entry.organisation_id) == (NOON, Party.SYSTEM, None)
    assert entry.question_changes["waiting"] == "no_rule"
    assert after.question.waiting is Waiting.NO_RULE
    some = began().case
    entries = with_entries(some, declined_thrice(some), None, NOON).entries
    assert plain(entries[-1]) == TimelineEntry(
        question_id=some.question.question_id,
        number=entries[-2].number + 1,
        at=NOON,
        what="escalated",
        organisation_id=DESK,
        by_party=Party.SYSTEM,
        reason="attempts_used_up",
    )


def declined_thrice(some: Case) -> Decision:
    decision = declined(some)
    for _ in range(2):
        decision = decision.then(declined(decision.case))
    return decision


@pytest.mark.requirement("P01")
def test_an_escalation_about_a_handover_tells_what_became_of_it() -> None:
    asked = began().case
    assert asked.open is not None
    accepted = advance(asked, asked.open, Move(step=Step.ACKNOWLEDGE), SYSTEM, context(rule())).case
    handover = accepted.open
    assert handover is not None
    accepted = with_entries(asked, Decision(accepted), None, MONDAY).case
    asks = advance(accepted, handover, Move(step=Step.REQUEST_INFORMATION), SYSTEM, context(rule()))
    told = with_entries(accepted, asks, None, MONDAY).case
    assert told.open is not None
    late = context(rule(), now=MONDAY + timedelta(days=5))
    decision = on_term_ended(told, told.open, Term.INFORMATION, late)
    _, (entry,) = _parts(with_entries(told, decision, None, late.now))
    assert (entry.what, entry.handover_id) == ("escalated", handover.handover_id)
    assert entry.handover_changes == {
        str(handover.handover_id): {
            "reminders": 1,
            "due_at": "2026-12-03T09:00:00Z",
            "overdue_since": "2026-11-28T09:00:00Z",
        }
    }


def test_what_changed_beside_the_steps_is_told_by_the_last_entry() -> None:
    some = began().case
    assert some.open is not None
    refused = replace(some.question, consent=ConsentGround.WITHDRAWN)
    handover = replace(some.open, consent=ConsentGround.WITHDRAWN)
    cause = Cause(what="consent_recorded", at=NOON, reason="withdrawn")
    _, (entry,) = _parts(with_entries(some, Decision(Case(refused, (handover,))), cause, NOON))
    assert (entry.what, entry.reason, entry.number) == ("consent_recorded", "withdrawn", 3)
    assert (entry.organisation_id, entry.by_party, entry.by_organisation_id) == (None, None, None)
    assert entry.question_changes == {"consent": "withdrawn"}
    assert entry.handover_changes == {str(handover.handover_id): {"consent": "withdrawn"}}


def test_where_nothing_happened_or_changed_nothing_is_told() -> None:
    some = began().case
    after, entries = _parts(with_entries(some, Decision(some), None, NOON))
    assert entries == ()
    assert after == some
    said = Cause(what="noted", at=NOON)
    _, (entry,) = _parts(with_entries(some, Decision(some), said, MONDAY))
    assert (entry.at, entry.question_changes, entry.handover_changes) == (NOON, {}, {})


@pytest.mark.requirement("P01")
def test_all_entries_together_tell_the_case() -> None:
    some = case()
    first = began(some)
    second = with_entries(first.case, declined(first.case), None, NOON)
    entries = (*first.entries, *second.entries)
    assert replayed(entries) == second.case
    assert replayed(first.entries) == first.case
    assert [each.attempt for each in replayed(reversed_handovers(entries)).handovers] == [1, 2]


def reversed_handovers(entries: tuple[TimelineEntry, ...]) -> list[TimelineEntry]:
    """The same, with all about handovers told by the last entry, the newest one first."""
    newest_first: dict[str, dict[str, object]] = {}
    for entry in entries:
        for handover_id, changes in entry.handover_changes.items():
            known = newest_first.pop(handover_id, {})
            newest_first = {handover_id: {**known, **changes}, **newest_first}
    *others, last = (replace(entry, handover_changes={}) for entry in entries)
    ordered = dict(sorted(newest_first.items(), key=lambda item: -int(str(item[1]["attempt"]))))
    return [*others, replace(last, handover_changes=ordered)]


def test_a_code_of_a_newer_release_is_read_back_from_the_history() -> None:
    first, last = began().entries
    ((handover_id, changes),) = last.handover_changes.items()
    newer = replace(
        last,
        question_changes={**last.question_changes, "theme": "esports"},
        handover_changes={handover_id: {**changes, "mode": "lukewarm"}},
    )
    read = replayed((first, newer))
    assert str(read.question.theme) == "esports"
    assert [str(each.mode) for each in read.handovers] == ["lukewarm"]


@pytest.mark.requirement("P01")
def test_what_intake_says_is_told_with_its_code_and_who_took_the_question() -> None:
    question = received()
    answered = later(question, QuestionAnswered, outcome="helped")
    classified = later(received(question_id=uuid4()), QuestionClassified, **TO_SPACE)
    told = later(received(question_id=uuid4()), InformationProvided)
    agreed = later(received(question_id=uuid4()), ConsentRecorded, consent="consent_given")
    causes = causes_of([question, classified, told, agreed])
    assert causes[question.question_id] == RECEIVED
    about_space = Cause(what="question_classified", at=MONDAY, reason="space")
    assert causes[classified.question_id] == about_space
    assert causes[told.question_id] == Cause(what="information_provided", at=MONDAY)
    assert causes[agreed.question_id].reason == "consent_given"
    assert causes_of([answered])[question.question_id].reason == "helped"


def test_nobody_sent_what_came_by_the_form() -> None:
    by_form = received(received_by_organisation_id=None)
    cause = causes_of([by_form])[by_form.question_id]
    assert (cause.by_party, cause.by_organisation_id) == (None, None)


def _parts(found: CaseWithEntries) -> tuple[Case, tuple[TimelineEntry, ...]]:
    return found.case, found.entries
