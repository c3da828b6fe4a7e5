"""Which rule counts, and who is asked by it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from contracts.vocabulary import (
    EscalationReason,
    OrganisationKind,
    PlatformLevel,
    ProviderKind,
    Theme,
)
from routing.assignment.domain.network import Load, Network
from routing.assignment.domain.partner import Partner
from routing.assignment.domain.rules import Rule
from routing.case.decision import Case, Decision, EscalationRaised, StepTaken
from routing.case.question import Waiting
from routing.handovers.domain.ask import assign
from routing_town import (
    COUNCIL,
    DESK,
    FIRST,
    MONDAY,
    OFFICE,
    SECOND,
    TOWN,
    case,
    context,
    question,
    rule,
)


def asked(decision: Decision) -> UUID:
    assert decision.case.open is not None
    return decision.case.open.to_organisation_id


@pytest.mark.requirement("P18")
def test_a_rule_for_the_organisation_where_it_came_in_goes_before_all_others() -> None:
    rules = [
        rule(FIRST, entry_organisation_id=COUNCIL),
        rule(SECOND, provider_kind=ProviderKind.CLUB, theme=Theme.VOLUNTEERS),
        rule(SECOND),
    ]
    assert asked(assign(case(), context(*rules))) == FIRST


def test_a_rule_for_a_platform_counts_for_whom_a_member_of_it_brought() -> None:
    rules = [rule(FIRST, entry_organisation_id=COUNCIL), rule(SECOND)]
    brought = case(received_by_organisation_id=DESK, introduced_by_organisation_id=COUNCIL)
    assert asked(assign(brought, context(*rules))) == FIRST


def test_a_rule_for_the_kind_of_provider_goes_before_one_for_the_theme() -> None:
    rules = [rule(SECOND, theme=Theme.VOLUNTEERS), rule(FIRST, provider_kind=ProviderKind.CLUB)]
    assert asked(assign(case(), context(*rules))) == FIRST


def test_a_rule_for_the_theme_goes_before_one_for_the_whole_municipality() -> None:
    rules = [rule(SECOND), rule(FIRST, theme=Theme.VOLUNTEERS)]
    assert asked(assign(case(), context(*rules))) == FIRST


@pytest.mark.parametrize(
    "other",
    [
        rule(theme=Theme.SPACE),
        rule(provider_kind=ProviderKind.ENTREPRENEUR),
        rule(entry_organisation_id=OFFICE),
        rule(municipality_code="GM0001"),
    ],
)
def test_a_rule_for_other_questions_does_not_count(other: Rule) -> None:
    assert Network({TOWN: [other]}).rule_for(question()) is None


def test_of_two_rules_as_precise_the_newest_counts() -> None:
    old, new = rule(FIRST), rule(SECOND)
    new = replace(new, valid_from=old.valid_from + timedelta(days=1))
    assert asked(assign(case(), context(new, old))) == SECOND


@pytest.mark.requirement("P19")
def test_a_handover_says_which_version_of_which_rule_it_came_from() -> None:
    third = rule(version=3)
    handover = assign(case(), context(third)).case.open
    assert handover is not None
    assert (handover.rule_id, handover.rule_version) == (third.rule_id, 3)


def test_the_first_in_preference_is_asked_however_busy_it_is() -> None:
    network = Network({TOWN: [rule(FIRST, SECOND)]}, loads={FIRST: Load(7, MONDAY)})
    assert asked(assign(case(), context(network=network))) == FIRST


def test_the_least_busy_of_equals_is_asked() -> None:
    loads = {FIRST: Load(7, MONDAY - timedelta(days=9)), SECOND: Load(2, MONDAY)}
    network = Network({TOWN: [rule((FIRST, SECOND))]}, loads=loads)
    assert asked(assign(case(), context(network=network))) == SECOND


def test_of_equals_as_busy_the_one_that_was_asked_longest_ago_is_asked() -> None:
    loads = {FIRST: Load(2, MONDAY), SECOND: Load(2, MONDAY - timedelta(days=1))}
    network = Network({TOWN: [rule((FIRST, SECOND))]}, loads=loads)
    assert asked(assign(case(), context(network=network))) == SECOND


def test_many_questions_at_once_are_spread_over_equals() -> None:
    around = context(rule((FIRST, SECOND)))
    receivers = [asked(assign(case(), around)) for _ in range(10)]
    assert (receivers.count(FIRST), receivers.count(SECOND)) == (5, 5)


@pytest.mark.requirement("R11")
def test_a_question_of_an_entrepreneur_goes_via_the_pos_office_and_one_of_a_club_does_not() -> None:
    around = context(rule(via_organisation_id=OFFICE))
    dance_school = assign(case(provider_kind=ProviderKind.ENTREPRENEUR), around).case.open
    club = assign(case(), around).case.open
    assert dance_school is not None
    assert dance_school.via_organisation_id == OFFICE
    assert club is not None
    assert club.via_organisation_id is None


@pytest.mark.requirement("P17")
def test_without_a_rule_the_municipality_decides() -> None:
    municipality = uuid4()
    network = Network(municipalities={TOWN: municipality})
    decision = assign(case(), context(network=network))
    [escalated] = decision.happenings
    assert isinstance(escalated, EscalationRaised)
    assert escalated.to_organisation_id == municipality
    assert escalated.reason is EscalationReason.NO_RESPONDER
    assert decision.case.question.waiting is Waiting.NO_RULE


@pytest.mark.requirement("P17")
def test_without_a_rule_that_fits_whoever_decides_by_the_general_one_does() -> None:
    [escalated] = assign(case(), context(rule(theme=Theme.SPACE))).happenings
    assert isinstance(escalated, EscalationRaised)
    assert escalated.to_organisation_id == DESK


@pytest.mark.requirement("P17")
def test_where_nobody_is_known_the_question_waits_with_a_term() -> None:
    decision = assign(case(), context())
    assert decision.happenings == ()
    assert decision.case.question.waiting is Waiting.NO_RULE
    assert decision.case.question.decide_by is not None


def test_a_new_handover_starts_with_its_first_version() -> None:
    decision = assign(Case(question()), context(rule()))
    [requested] = decision.happenings
    assert isinstance(requested, StepTaken)
    assert (requested.handover.attempt, requested.handover.version) == (1, 1)


@pytest.mark.requirement("P04", "P28")
@pytest.mark.parametrize(
    ("levels", "decides"),
    [
        (None, DESK),
        (frozenset({PlatformLevel.STRATEGIC, PlatformLevel.EXECUTING}), DESK),
        (frozenset({PlatformLevel.COORDINATING}), COUNCIL),
    ],
)
def test_a_platform_decides_only_when_it_coordinates_and_else_the_municipality_does(
    levels: frozenset[PlatformLevel] | None, decides: UUID
) -> None:
    named = rule(FIRST, escalate_to_organisation_id=COUNCIL)
    council = Partner(kind=OrganisationKind.SPORTS_COUNCIL, levels=levels)
    network = Network({TOWN: [named]}, {TOWN: DESK}, partners={COUNCIL: council})
    handover = assign(case(), context(network=network)).case.open
    assert handover is not None
    assert handover.escalate_to_organisation_id == decides
