"""In which order organisations may be asked, who decides, and how much room there is (S1, P15)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from contracts.vocabulary import (
    Capacity,
    OrganisationKind,
    PlatformLevel,
    ProviderKind,
    QuestionKind,
    Theme,
)
from routing.assignment.domain.candidate_order import (
    candidate_order,
    compared,
    involved_organisations,
)
from routing.assignment.domain.capacity import Room
from routing.assignment.domain.choice import all_find_somebody, choose
from routing.assignment.domain.commitments import Commitment, Duty
from routing.assignment.domain.network import Load, Network
from routing.assignment.domain.obstacles import Candidate
from routing.assignment.domain.partner import Partner, Supporter
from routing.case.explanation_record import Basis, ExplanationRecord, Ground
from routing_town import (
    COUNCIL,
    DESK,
    FIRST,
    FOURTH,
    MONDAY,
    OFFICE,
    SECOND,
    THIRD,
    TOWN,
    case,
    question,
    rule,
)

ELSEWHERE = "GM0758"
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
MATRIX, AGREEMENT = Ground(Basis.MATRIX, UUID(int=60), 1), Ground(Basis.AGREEMENT, UUID(int=61), 1)
EXECUTING, COORDINATING = PlatformLevel.EXECUTING, PlatformLevel.COORDINATING


def committed(who: UUID, duty: Duty, ground: Ground = AGREEMENT, **others: object) -> Commitment:
    return replace(Commitment(ground=ground, organisation_id=who, duty=duty), **others)  # type: ignore[arg-type] # named as a commitment has them


def named(network: Network, **of_question: object) -> list[list[UUID]]:
    asked = question(**of_question)
    order = candidate_order(asked, network.rule_for(asked), network)
    return [[candidate.organisation_id for candidate in group] for group in order]


@pytest.mark.requirement("P15")
def test_the_receivers_of_a_rule_go_first_and_then_who_committed_itself_by_rank() -> None:
    network = Network(
        {TOWN: [rule(SECOND)]},
        commitments={
            TOWN: [
                committed(FOURTH, Duty.COORDINATES),
                committed(THIRD, Duty.EXECUTES),
                committed(FIRST, Duty.EXECUTES),
                committed(SECOND, Duty.EXECUTES, MATRIX),
                committed(DESK, Duty.DECIDES),
                committed(OFFICE, Duty.EXECUTES, theme=Theme.SPACE),
            ],
            ELSEWHERE: [committed(COUNCIL, Duty.EXECUTES)],
        },
    )
    assert named(network) == [[SECOND], [FIRST, THIRD], [FOURTH]]
    assert named(network, municipality_code=ELSEWHERE) == [[COUNCIL]]
    assert named(network, municipality_code="GM0001") == []
    order = candidate_order(question(), None, network)
    assert order == [
        [Candidate(SECOND, MATRIX, EXECUTING)],
        [Candidate(FIRST, AGREEMENT, EXECUTING), Candidate(THIRD, AGREEMENT, EXECUTING)],
        [Candidate(FOURTH, AGREEMENT, COORDINATING)],
    ]


@pytest.mark.requirement("P32")
def test_for_guidance_of_a_process_the_adviser_of_the_municipality_is_asked_alone() -> None:
    network = Network(
        {TOWN: [rule(SECOND)]},
        commitments={TOWN: [committed(THIRD, Duty.EXECUTES)]},
        advisers={TOWN: [committed(FIRST, Duty.EXECUTES)]},
    )
    guidance = question(kind=QuestionKind.PROCESS_GUIDANCE)
    order = candidate_order(guidance, rule(SECOND), network)
    assert order == [[Candidate(FIRST, AGREEMENT, EXECUTING)]]
    elsewhere = replace(guidance, municipality_code=ELSEWHERE)
    assert candidate_order(elsewhere, rule(SECOND), network) == []


@pytest.mark.requirement("P17")
def test_the_rule_says_who_decides_else_the_agreement_and_else_the_most_general_rule() -> None:
    general = rule(escalate_to_organisation_id=FOURTH)
    precise = rule(escalate_to_organisation_id=SECOND, theme=Theme.SPACE)
    network = Network(
        {TOWN: [precise, general]},
        commitments={
            TOWN: [
                committed(THIRD, Duty.DECIDES),
                committed(FIRST, Duty.DECIDES),
                committed(OFFICE, Duty.EXECUTES),
                committed(COUNCIL, Duty.DECIDES, MATRIX),
            ]
        },
    )
    asked = question()
    assert network.named_to_decide(asked, precise) == [SECOND]
    assert network.named_to_decide(asked, None) == [COUNCIL, FIRST, THIRD, FOURTH]
    assert network.decides(asked, precise) == SECOND
    assert network.decides(asked, None) == COUNCIL
    assert Network().decides(asked, None) is None


@pytest.mark.requirement("P17", "P28")
def test_who_may_not_coordinate_does_not_decide_while_the_municipality_can() -> None:
    executes = Partner(kind=OrganisationKind.PLATFORM, levels=frozenset({EXECUTING}))
    named_by = rule(escalate_to_organisation_id=SECOND)
    only_executes = Network(partners={SECOND: executes})
    assert only_executes.decides(question(), named_by) == SECOND
    with_municipality = replace(only_executes, municipalities={TOWN: DESK})
    assert with_municipality.decides(question(), named_by) == DESK
    assert with_municipality.decides(question(), None) == DESK
    able = Network(municipalities={TOWN: DESK})
    assert able.decides(question(), named_by) == SECOND


@pytest.mark.requirement("R11")
def test_the_first_active_office_is_the_way_in_where_no_rule_names_one() -> None:
    asked = question(provider_kind=ProviderKind.ENTREPRENEUR)
    network = Network(offices={TOWN: [OFFICE, FIRST], ELSEWHERE: [SECOND]})
    assert network.via(asked, None) == FIRST
    assert network.via(asked, rule()) == FIRST
    assert network.via(asked, rule(via_organisation_id=THIRD)) == THIRD
    assert network.via(replace(asked, municipality_code="GM0001"), None) is None
    assert network.via(question(provider_kind=ProviderKind.CLUB), rule()) is None


def test_facts_are_read_of_all_who_may_be_asked_decide_or_are_the_way_in() -> None:
    by_rule = rule(FIRST, (SECOND, THIRD), via_organisation_id=OFFICE)
    network = Network(
        {TOWN: [by_rule]},
        commitments={
            TOWN: [committed(FOURTH, Duty.EXECUTES)],
            ELSEWHERE: [committed(COUNCIL, Duty.DECIDES)],
        },
    )
    asked = question()
    assert involved_organisations([asked], network) == {FIRST, SECOND, THIRD, FOURTH, OFFICE, DESK}
    precise = rule(FIRST, theme=Theme.VOLUNTEERS, escalate_to_organisation_id=OFFICE)
    with_two = Network({TOWN: [precise, rule(SECOND)]})
    assert involved_organisations([asked], with_two) == {FIRST, OFFICE}
    elsewhere = question(municipality_code=ELSEWHERE)
    assert involved_organisations([elsewhere], network) == {COUNCIL}
    both = involved_organisations([asked, elsewhere], network)
    assert both == {FIRST, SECOND, THIRD, FOURTH, OFFICE, DESK, COUNCIL}
    assert involved_organisations([], network) == set()


def test_work_is_counted_of_equals_and_of_who_has_a_limit() -> None:
    limited = Partner(room=Room(capacity=Capacity.LIMITED, most_open=2))
    by_supporter = Partner(supporters=(Supporter(qualifications=frozenset(), most_open=1),))
    network = Network(
        {TOWN: [rule(FIRST, (SECOND, THIRD))]},
        partners={FOURTH: limited, OFFICE: by_supporter, FIRST: Partner()},
    )
    assert compared([question()], network) == {SECOND, THIRD, FOURTH, OFFICE}
    assert compared([], network) == {FOURTH, OFFICE}


@pytest.mark.requirement("P17")
def test_questions_that_wait_find_somebody_only_when_there_is_room_for_all_of_them() -> None:
    limited = Partner(room=Room(capacity=Capacity.LIMITED, most_open=2))
    network = Network({TOWN: [rule(FIRST)]}, partners={FIRST: limited}, loads={})
    two = [case(), case()]
    assert all_find_somebody(two, network, MONDAY)
    assert not all_find_somebody([*two, case()], network, MONDAY)
    assert network.loads == {}
    equals = Network({TOWN: [rule((FIRST, SECOND))]}, loads={SECOND: Load(1, MONDAY)})
    assert all_find_somebody([case(), case(), case()], equals, MONDAY)
    assert all_find_somebody([], equals, MONDAY)
    assert not all_find_somebody([case(municipality_code=ELSEWHERE)], equals, MONDAY)


@pytest.mark.requirement("P15")
def test_of_equals_the_least_busy_is_asked_then_who_was_asked_longest_ago() -> None:
    yesterday = MONDAY - timedelta(days=1)
    busy, asked_now, asked_before = Load(2, yesterday), Load(1, MONDAY), Load(1, yesterday)
    network = Network(
        {TOWN: [rule((FIRST, SECOND, THIRD))]},
        loads={FIRST: busy, SECOND: asked_now, THIRD: asked_before},
    )
    found = choose(case(), network)
    assert found.chosen is not None
    assert found.chosen.organisation_id == THIRD
    assert {
        each.organisation_id: (each.passed_over, each.open_handovers) for each in found.weighed
    } == {FIRST: ("more_open_work", 2), SECOND: ("asked_later", 1), THIRD: (None, 1)}


CLOSED = Room(capacity=Capacity.CLOSED, closed_until=TODAY)
FULL = Partner(room=Room(capacity=Capacity.LIMITED, most_open=1))
WAITS = Partner(room=Room(capacity=Capacity.WAITING_LIST))


@pytest.mark.requirement("P15")
def test_why_each_of_the_others_was_not_asked_is_kept() -> None:
    by_rule = rule(FIRST, (SECOND, THIRD, FOURTH), OFFICE)
    network = Network(
        {TOWN: [by_rule]},
        loads={FIRST: Load(1), SECOND: Load(3)},
        day=TODAY,
        partners={FIRST: FULL, SECOND: WAITS},
    )
    found = choose(case(), network)
    assert found.rule == by_rule
    assert [
        (each.organisation_id, each.passed_over, each.open_handovers) for each in found.weighed
    ] == [
        (FIRST, "full", 1),
        (SECOND, "waiting_list", 3),
        (THIRD, None, 0),
        (FOURTH, "same_footing", 0),
        (OFFICE, "later_in_order", None),
    ]
    assert {each.ground for each in found.weighed} == {Ground(Basis.RULE, by_rule.rule_id, 1)}
    record = found.record(UUID(int=80), UUID(int=81), MONDAY)
    assert record == ExplanationRecord(
        consideration_id=UUID(int=81),
        question_id=UUID(int=80),
        handover_id=UUID(int=81),
        ground=Ground(Basis.RULE, by_rule.rule_id, 1),
        weighed=found.weighed,
    )


@pytest.mark.requirement("P15")
def test_who_has_a_waiting_list_is_asked_when_there_is_nobody_else() -> None:
    by_rule = rule((FIRST, SECOND), THIRD)
    partners = {FIRST: WAITS, SECOND: FULL, THIRD: WAITS}
    network = Network({TOWN: [by_rule]}, loads={SECOND: Load(1)}, partners=partners)
    found = choose(case(), network)
    assert found.chosen is not None
    assert found.chosen.organisation_id == FIRST
    assert [(each.organisation_id, each.passed_over) for each in found.weighed] == [
        (FIRST, None),
        (SECOND, "full"),
        (THIRD, "later_in_order"),
    ]


@pytest.mark.requirement("P15", "P17")
def test_where_nobody_can_be_asked_the_rule_that_fits_is_kept_with_why() -> None:
    by_rule = rule(FIRST)
    closed = Partner(room=CLOSED)
    network = Network({TOWN: [by_rule]}, day=TODAY, partners={FIRST: closed})
    found = choose(case(), network)
    assert (found.chosen, found.nothing_holds) == (None, False)
    record = found.record(UUID(int=80), None, MONDAY)
    assert record.ground == Ground(Basis.RULE, by_rule.rule_id, 1)
    assert [each.passed_over for each in record.weighed] == ["closed"]
    later = found.record(UUID(int=80), None, MONDAY + timedelta(days=1))
    assert record.consideration_id != later.consideration_id
    assert record == found.record(UUID(int=80), None, MONDAY)
    opened = choose(case(), replace(network, day=TOMORROW))
    assert opened.chosen is not None
    nothing = choose(case(municipality_code=ELSEWHERE), network)
    assert nothing.nothing_holds
    assert nothing.record(UUID(int=80), None, MONDAY).ground is None
    no_receivers = choose(case(), Network({TOWN: [rule(receivers=())]}))
    assert not no_receivers.nothing_holds
    agreed = Network(commitments={TOWN: [committed(FIRST, Duty.EXECUTES)]})
    assert not choose(case(), agreed).nothing_holds
    by_agreement = choose(case(), agreed).record(UUID(int=80), UUID(int=81), MONDAY)
    assert by_agreement.ground == AGREEMENT


@pytest.mark.requirement("P04")
def test_a_platform_is_asked_on_the_level_on_which_it_committed_itself() -> None:
    coordinates = Partner(kind=OrganisationKind.PLATFORM, levels=frozenset({COORDINATING}))
    network = Network(
        commitments={TOWN: [committed(FIRST, Duty.COORDINATES)]}, partners={FIRST: coordinates}
    )
    found = choose(case(), network)
    assert found.chosen == Candidate(FIRST, AGREEMENT, COORDINATING)
