"""What steps make of signals, advice and peer matches, without a database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.life_cycle import IllegalTransition
from contracts.vocabulary import AdviceResponse, Channel, ProviderKind, SizeClass, Theme
from routing.exchange.advice.domain import Advice, AdviceMove, AdviceState, AdviceStep
from routing.exchange.advice.domain import take as take_advice
from routing.exchange.peers.contexts.domain import (
    Context,
    OfficePeer,
    OfficePlace,
    compare,
    distance_km,
    nearest_first,
)
from routing.exchange.peers.contexts.domain import likeness as context_likeness
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


def place(latitude: float | None, longitude: float | None) -> Context:
    return Context(
        municipality_code=TOWN,
        region="a",
        size=SizeClass.SMALL,
        urbanity=1,
        social_diversity=1,
        latitude=latitude,
        longitude=longitude,
    )


@pytest.mark.requirement("F06")
@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ((52.0, 5.0), (52.0, 5.0), 0.0),
        ((52.0, 5.0), (53.0, 5.0), 111.2),  # a degree north
        ((52.0, 5.0), (52.0, 6.0), 68.5),  # a degree east, where the earth is narrower
        ((0.0, 0.0), (0.0, 1.0), 111.2),
        ((0.0, 0.0), (1.0, 1.0), 157.2),
        ((52.3676, 4.9041), (50.8514, 5.6910), 177.1),  # Amsterdam and Maastricht
    ],
)
def test_a_distance_is_over_the_surface_of_the_earth(
    one: tuple[float, float], other: tuple[float, float], kilometres: float
) -> None:
    assert distance_km(place(*one), place(*other)) == kilometres
    assert distance_km(place(*other), place(*one)) == kilometres


@pytest.mark.requirement("F06")
def test_a_distance_that_nobody_noted_is_unknown() -> None:
    assert distance_km(place(52.0, 5.0), place(None, 5.0)) is None
    assert distance_km(place(52.0, None), place(52.0, 5.0)) is None


def circumstances(size: SizeClass, urbanity: int, diversity: int, **others: Any) -> Context:
    plain = replace(place(None, None), size=size, urbanity=urbanity, social_diversity=diversity)
    return replace(plain, **others)


SMALL = circumstances(SizeClass.SMALL, 1, 1)


@pytest.mark.requirement("F06")
@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (SMALL, 1.0),
        (circumstances(SizeClass.LARGE, 5, 5), 0.0),
        (circumstances(SizeClass.MEDIUM, 1, 1), 0.83),
        (circumstances(SizeClass.SMALL, 5, 1), 0.67),
        (circumstances(SizeClass.SMALL, 1, 3), 0.83),
        (circumstances(SizeClass.SMALL, 2, 2), 0.83),
    ],
)
def test_municipalities_are_alike_by_size_urbanity_and_diversity(
    other: Context, alike: float
) -> None:
    assert context_likeness(SMALL, other) == alike
    assert context_likeness(other, SMALL) == alike


@pytest.mark.requirement("F06")
def test_an_office_finds_who_is_most_alike_first_and_then_who_is_nearest() -> None:
    own = OfficePlace(UUID(int=50), (replace(SMALL, latitude=52.0, longitude=5.0), FAR))
    near = replace(SMALL, region="b", latitude=52.0, longitude=6.0)
    farther = replace(near, latitude=53.0, longitude=5.0)
    unnoted = replace(SMALL, region="c")
    same_region = replace(SMALL, region="a")
    unlike = circumstances(SizeClass.LARGE, 1, 1, region="a", latitude=52.0, longitude=5.005)
    offices = {
        51: (unlike,),
        52: (unnoted,),
        53: (farther,),
        54: (near, farther),
        55: (same_region,),
        56: (),
        57: (unnoted,),
    }
    places = [OfficePlace(UUID(int=number), contexts) for number, contexts in offices.items()]
    found = compare(own, reversed(places))
    assert [
        (each.office_id.int, each.likeness, each.same_region, each.distance_km) for each in found
    ] == [
        (55, 1.0, True, None),
        (54, 1.0, False, 68.5),
        (53, 1.0, False, 111.2),
        (52, 1.0, False, None),
        (57, 1.0, False, None),
        (51, 0.67, True, 0.3),
    ]
    by_distance = [each.office_id.int for each in nearest_first(found)]
    assert by_distance == [55, 51, 54, 53, 52, 57]
    assert compare(OfficePlace(UUID(int=50), ()), places) == []
    less, more = OfficePeer(UUID(int=1), 0.5, True, 3.0), OfficePeer(UUID(int=2), 0.9, True, 3.0)
    assert nearest_first([less, more]) == [more, less]


FAR = circumstances(SizeClass.LARGE, 5, 5, region="z", latitude=60.0, longitude=20.0)
