"""Whatever is tried, in whatever order: what must always hold of signals, advice and matches."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from chassis.life_cycle import IllegalTransition
from contracts.vocabulary import Channel, ProviderKind, Theme
from hypothesis import given
from hypothesis import strategies as st
from routing.exchange.advice import domain as of_advice
from routing.exchange.advice import words as advice_words
from routing.exchange.advice.domain import Advice, AdviceMove, AdviceState, AdviceStep
from routing.exchange.peers import words as peer_words
from routing.exchange.peers.domain import (
    Answer,
    Match,
    MatchState,
    MatchStep,
    Peer,
    SubjectKind,
    answered,
    ended,
    freed,
)
from routing.exchange.signals import domain as of_signals
from routing.exchange.signals import words as signal_words
from routing.exchange.signals.domain import Signal, SignalMove, SignalState, SignalStep
from routing_town import MONDAY, TOWN

LATER = MONDAY + timedelta(days=28)


def signal() -> Signal:
    return Signal(
        signal_id=uuid4(),
        municipality_code=TOWN,
        by_organisation_id=uuid4(),
        theme=Theme.SPACE,
        policy_domain=None,
        questions=None,
        reported_at=MONDAY,
        due_at=LATER,
    )


@pytest.mark.requirement("P09")
@given(steps=st.lists(st.sampled_from(SignalStep), max_size=20))
def test_a_signal_goes_only_where_its_table_lets_it_and_is_followed_to_its_end(
    steps: list[SignalStep],
) -> None:
    now, taken = signal(), 0
    for step in steps:
        move, possible = SignalMove(step=step), of_signals.ALLOWED[now.state]
        if step not in possible:
            with pytest.raises(IllegalTransition):
                of_signals.take(now, move, LATER)
            continue
        now, taken = of_signals.take(now, move, LATER), taken + 1
        assert now.state is possible[step]
    assert now.version == 1 + taken
    assert (now.due_at is None) is (now.state in {"taken_up", "closed"})


@pytest.mark.requirement("P08")
@given(steps=st.lists(st.sampled_from(AdviceStep), max_size=20), asked=st.booleans())
def test_advice_waits_for_one_of_both_until_it_is_answered(
    steps: list[AdviceStep], asked: bool
) -> None:
    now = Advice(
        advice_id=uuid4(),
        municipality_code=TOWN,
        theme=Theme.SPACE,
        adviser_organisation_id=UUID(int=1),
        advised_organisation_id=UUID(int=2),
        solicited=asked,
        signal_id=None,
        begun_at=MONDAY,
        state=AdviceState.REQUESTED if asked else AdviceState.ISSUED,
        due_at=LATER,
    )
    taken = 0
    for step in steps:
        try:
            now = of_advice.take(now, AdviceMove(step=step), LATER)
        except IllegalTransition:
            continue
        taken += 1
    assert now.version == 1 + taken
    is_open = now.state is not AdviceState.ANSWERED
    assert (now.due_at is not None) == (now.waits_for_organisation_id is not None) == is_open


def peer(number: int) -> Peer:
    return Peer(
        peer_id=UUID(int=number),
        subject_kind=SubjectKind.QUESTION,
        subject_id=uuid4(),
        municipality_code=TOWN,
        provider_id=uuid4(),
        provider_kind=ProviderKind.CLUB,
        details_ref=None,
        represented_by=(),
    )


SILENCE, SPACE = "silence", "space"
answers = st.tuples(st.sampled_from([1, 2]), st.booleans())
happenings = st.lists(st.one_of(answers, st.sampled_from([SILENCE, SPACE])), max_size=8)


@pytest.mark.requirement("R06")
@given(happened=happenings)
def test_two_know_each_other_only_when_the_last_word_of_both_was_yes(
    happened: list[tuple[int, bool] | str],
) -> None:
    now = Match(
        match_id=uuid4(),
        municipality_code=TOWN,
        theme=Theme.SPACE,
        peers=(peer(1), peer(2)),
        proposed_at=MONDAY,
        due_at=LATER,
    )
    said: dict[int, bool] = {}
    for one in happened:
        try:
            now = _after(now, one)
        except IllegalTransition:
            continue
        if isinstance(one, tuple):
            said[one[0]] = one[1]
    assert now.known_to_each_other == (said == {1: True, 2: True} and now.due_at is None)
    assert (now.due_at is None) == (now.state is not MatchState.PROPOSED)
    ends = {MatchState.PROPOSED: 1, MatchState.ACCEPTED: 2, MatchState.ENDED: 2}
    assert now.version == ends.get(now.state, 3)


def _after(match: Match, happened: tuple[int, bool] | str) -> Match:
    if happened == SILENCE:
        return ended(match)
    if isinstance(happened, str):
        return freed(match, 100, 300)
    number, agrees = happened
    changed, step = answered(
        match, UUID(int=number), Answer(agrees=agrees, channel=Channel.TELEPHONE)
    )
    assert (step is MatchStep.END) != agrees
    return changed


def test_every_state_and_every_step_that_people_take_has_its_dutch_word() -> None:
    words = (signal_words, advice_words, peer_words)
    states = {state for each in words for state in each.STATES}
    assert {*SignalState, *AdviceState, *MatchState} == states
    by_people = {*SignalStep, *AdviceStep, MatchStep.ANSWER, MatchStep.FREE_SPACE} - {
        SignalStep.REPORT,
        SignalStep.REMIND,
        AdviceStep.REQUEST,
        AdviceStep.REMIND,
    }
    assert by_people == {step for each in words for step in each.STEPS}
