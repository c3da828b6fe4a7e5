"""What steps make of signals, advice and peer matches, without a database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.life_cycle import IllegalTransition
from contracts.vocabulary import AdviceResponse, Channel, ProviderKind, Theme
from routing.exchange.advice.domain import Advice, AdviceMove, AdviceState, AdviceStep
from routing.exchange.advice.domain import take as take_advice
from routing.exchange.peers.domain import (
    Answer,
    Likeness,
    Match,
    MatchState,
    Peer,
    Subject,
    SubjectKind,
    answered,
    ended,
    freed,
    likeness,
    suggest,
)
from routing.exchange.signals.domain import Signal, SignalMove, SignalState, SignalStep
from routing.exchange.signals.domain import take as take_signal
from routing_town import COUNCIL, FIRST, MONDAY, SECOND, TOWN

LATER = MONDAY + timedelta(days=14)
HERE, THERE = UUID(int=21), UUID(int=22)
YES, NO = Answer(agrees=True, channel=Channel.FORM), Answer(agrees=False, channel=Channel.FORM)
ADVICE = Advice(
    advice_id=uuid4(),
    municipality_code=TOWN,
    theme=Theme.SPACE,
    adviser_organisation_id=FIRST,
    advised_organisation_id=SECOND,
    solicited=True,
    signal_id=None,
    begun_at=MONDAY,
    state=AdviceState.REQUESTED,
    due_at=MONDAY,
)
SIGNAL = Signal(
    signal_id=uuid4(),
    municipality_code=TOWN,
    by_organisation_id=COUNCIL,
    theme=Theme.SPACE,
    policy_domain=None,
    questions=None,
    reported_at=MONDAY,
)


def subject(kind: SubjectKind = SubjectKind.QUESTION, **others: Any) -> Subject:
    plain = Subject(
        subject_id=uuid4(),
        kind=kind,
        theme=Theme.SPACE,
        municipality_code=TOWN,
        region=None,
        provider_id=uuid4(),
        provider_kind=ProviderKind.CLUB,
        since=MONDAY,
    )
    return replace(plain, **others)


def peer(peer_id: UUID) -> Peer:
    return Peer(
        peer_id=peer_id,
        subject_kind=SubjectKind.QUESTION,
        subject_id=uuid4(),
        municipality_code=TOWN,
        provider_id=uuid4(),
        provider_kind=ProviderKind.CLUB,
        details_ref="details",
        represented_by=(),
    )


def match(state: MatchState = MatchState.PROPOSED) -> Match:
    return Match(
        match_id=uuid4(),
        municipality_code=TOWN,
        theme=Theme.SPACE,
        peers=(peer(HERE), peer(THERE)),
        proposed_at=MONDAY,
        due_at=LATER,
        state=state,
    )


@pytest.mark.requirement("P08")
def test_a_reminder_of_advice_only_says_that_it_is_late() -> None:
    reminded = take_advice(ADVICE, AdviceMove(step=AdviceStep.REMIND), LATER)
    assert reminded == replace(ADVICE, version=2, overdue=True)


@pytest.mark.requirement("P08")
def test_advice_that_is_given_waits_in_time_for_who_asked_and_ends_with_the_answer() -> None:
    late = replace(ADVICE, overdue=True)
    issued = take_advice(late, AdviceMove(step=AdviceStep.ISSUE, members=40), LATER)
    assert (issued.state, issued.members, issued.due_at, issued.overdue) == (
        "issued",
        40,
        LATER,
        False,
    )
    answer = AdviceMove(step=AdviceStep.ANSWER, response=AdviceResponse.FOLLOWED)
    done = take_advice(issued, answer, LATER)
    assert (done.state, done.response, done.members, done.due_at) == (
        "answered",
        "followed",
        40,
        None,
    )
    with pytest.raises(IllegalTransition):
        take_advice(done, answer, LATER)


@pytest.mark.requirement("P09")
def test_a_signal_keeps_its_cluster_and_agenda_through_later_steps() -> None:
    cluster, agenda = uuid4(), uuid4()
    clustered = take_signal(SIGNAL, SignalMove(step=SignalStep.CLUSTER, cluster_id=cluster), LATER)
    assert (clustered.state, clustered.cluster_id, clustered.due_at) == (
        "clustered",
        cluster,
        LATER,
    )
    assert clustered.waits_for_organisation_id == COUNCIL
    on_agenda = SignalMove(step=SignalStep.PUT_ON_AGENDA, agenda_of_organisation_id=agenda)
    put = take_signal(clustered, on_agenda, LATER)
    assert (put.cluster_id, put.agenda_of_organisation_id, put.due_at) == (cluster, agenda, LATER)
    assert put.waits_for_organisation_id == agenda
    discussed = take_signal(put, SignalMove(step=SignalStep.DISCUSS), LATER)
    assert (discussed.cluster_id, discussed.agenda_of_organisation_id) == (cluster, agenda)
    assert (discussed.state, discussed.version) == (SignalState.DISCUSSED, 4)


@pytest.mark.requirement("R06")
def test_two_who_both_say_yes_are_matched_and_one_alone_changes_nothing_for_others() -> None:
    proposed = match()
    one, step = answered(proposed, HERE, YES)
    assert (step, one.state, one.version, one.due_at) == ("answer", "proposed", 1, LATER)
    assert [each.answer for each in one.peers] == [YES, None]
    both, step = answered(one, THERE, YES)
    assert (step, both.state, both.version, both.due_at) == ("accept", "accepted", 2, None)
    assert [each.answer for each in both.peers] == [YES, YES]


@pytest.mark.requirement("R06")
def test_a_no_or_silence_ends_a_match() -> None:
    one, _ = answered(match(), HERE, YES)
    refused, step = answered(one, THERE, NO)
    assert (step, refused.state, refused.due_at) == ("end", "ended", None)
    silent = ended(match())
    assert (silent.state, silent.version, silent.due_at) == ("ended", 2, None)


@pytest.mark.requirement("R18")
def test_a_match_that_freed_space_says_how_much_there_was_and_is() -> None:
    found = freed(match(MatchState.ACCEPTED), 100, 260)
    assert (found.state, found.before_m2, found.after_m2) == ("space_freed", 100, 260)
    with pytest.raises(IllegalTransition):
        freed(match(), 100, 260)


@pytest.mark.requirement("R06")
def test_providers_of_one_municipality_or_region_may_help_each_other_and_no_others() -> None:
    here = subject(region="a")
    assert likeness(here, subject(region=None)) is Likeness.SAME_THEME
    assert likeness(here, subject(municipality_code="GM0002", region="a")) is Likeness.SAME_THEME
    assert likeness(here, subject(municipality_code="GM0002", region="b")) is None
    nowhere = subject(municipality_code="GM0003")
    assert likeness(nowhere, subject(municipality_code="GM0002")) is None


@pytest.mark.requirement("R06")
def test_what_nobody_can_name_or_another_theme_is_nothing_alike() -> None:
    other = subject(theme=Theme.OTHER)
    assert likeness(other, subject(theme=Theme.OTHER)) is None
    assert likeness(subject(), subject(theme=Theme.FINANCE)) is None
    own = subject()
    assert likeness(own, subject(provider_id=own.provider_id)) is None


@pytest.mark.requirement("R18")
@pytest.mark.parametrize(
    ("needed", "available", "fits"),
    [(100, 99, False), (100, 100, True), (100, 101, True), (None, None, True), (1, None, False)],
)
def test_an_offer_of_space_fits_when_there_is_enough(
    needed: int | None, available: int | None, fits: bool
) -> None:
    question = subject(needed_m2=needed)
    offer = subject(SubjectKind.SPACE_OFFER, available_m2=available)
    assert (likeness(question, offer) is Likeness.SPACE_FOR_SPACE) is fits
    assert (likeness(offer, question) is Likeness.SPACE_FOR_SPACE) is fits
    assert likeness(offer, subject(SubjectKind.SPACE_OFFER)) is None


@pytest.mark.requirement("R06")
def test_offers_come_first_then_who_is_near_then_what_is_newest() -> None:
    own = subject(region="a", needed_m2=10)
    offer = subject(
        SubjectKind.SPACE_OFFER, municipality_code="GM0002", region="a", available_m2=20
    )
    near_old, near_new = subject(), subject(since=LATER)
    far = subject(municipality_code="GM0002", region="a", since=LATER + timedelta(days=1))
    found = suggest([own], [far, near_old, near_new, offer], [], 10)
    assert [each.second for each in found] == [offer, near_new, near_old]
    assert [each.near for each in found] == [False, True, True]
