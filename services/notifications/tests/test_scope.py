"""Nobody hears by subscription what they may not see."""

from functools import reduce
from uuid import uuid4

import pytest
from contracts.catalogue import EVENTS
from contracts.event import Fact
from contracts.signals import AdviceAnswered, AdviceRequested, SignalClosed, SignalReported
from for_each import for_each
from notifications.domain.matters import parties_after as parties_of_matters
from notifications.domain.questions import Question, lesson
from notifications.domain.scope import HEARD, Scope, hearable, parties_of

from . import story
from .story import COUNCIL, DELIVERY, HOEKSCHE_WAARD, MUNICIPALITY, OFFICE

EVERYTHING = frozenset(HEARD)


def scope(*roles: str, organisation: object = None, places: tuple[str, ...] = ()) -> Scope:
    codes = frozenset(places or [HOEKSCHE_WAARD])
    return Scope(frozenset(roles), organisation, codes, EVERYTHING)  # type: ignore[arg-type] # ids of any kind


def test_a_coordinator_hears_everything_of_the_municipality() -> None:
    assert scope("coordinator").covers(story.received(), set())


def test_nobody_hears_of_another_municipality() -> None:
    assert not scope("coordinator", places=("GM0758",)).covers(story.received(), set())


def test_an_organisation_is_news_in_all_its_municipalities() -> None:
    wide = story.registered(COUNCIL, municipality_codes=[HOEKSCHE_WAARD, "GM0642"])
    assert scope("partner", organisation=OFFICE, places=("GM0642",)).covers(wide, set())


@pytest.mark.requirement("P03")
def test_an_organisation_hears_of_handovers_in_which_it_takes_part_and_of_no_others() -> None:
    fact = story.requested()
    for party in (COUNCIL, DELIVERY):
        assert scope("partner", organisation=party).covers(fact, parties_of(fact))
    assert not scope("partner", organisation=OFFICE).covers(fact, parties_of(fact))


@pytest.mark.requirement("P03")
def test_who_took_a_question_over_hears_how_it_goes_on() -> None:
    assert DELIVERY in parties_after(story.received(), story.requested(), story.accepted())


@pytest.mark.requirement("P03")
@pytest.mark.parametrize("lets_go", [story.declined(), story.expired()])
def test_who_lets_go_of_a_question_hears_no_more_of_it(lets_go: Fact) -> None:
    assert parties_after(story.received(), story.requested(), lets_go) == {COUNCIL}


def test_a_core_team_hears_of_money_and_not_of_questions() -> None:
    assert scope("core_team").covers(story.approved(), set())
    assert not scope("core_team").covers(story.received(), set())


def test_an_applicant_hears_of_its_own_money_alone() -> None:
    fact = story.approved()
    assert scope("partner", organisation=OFFICE).covers(fact, parties_of(fact))
    assert not scope("partner", organisation=COUNCIL).covers(fact, parties_of(fact))


def test_who_hears_a_type_only_as_a_party_needs_an_organisation() -> None:
    as_party = hearable(["partner"], uuid4()) - hearable(["partner"], None)
    assert story.received().type in as_party
    assert "nl.sportloketten.budget-set.v1" not in hearable(["partner"], uuid4())


def test_what_was_not_asked_for_is_not_heard() -> None:
    narrow = Scope(frozenset(["coordinator"]), None, None, frozenset([story.approved().type]))
    assert narrow.covers(story.approved(), set())
    assert not narrow.covers(story.received(), set())


def test_who_must_decide_hears_of_it() -> None:
    fact = story.escalated()
    assert scope("partner", organisation=MUNICIPALITY).covers(fact, parties_of(fact))


def parties_after(*facts: Fact) -> set[object]:
    """Whose business a question is, after these."""
    lessons = filter(None, map(lesson, facts))
    return set(reduce(Question.plus, lessons).parties)


NOBODY_S = {"sportloket.allotments.v1", "sportloket.notifications.v1"}
"""What a service says to itself, and what would be told of for ever: that something was told."""
ALL = {"administrator", "service"}
DESK = {*ALL, "coordinator"}
MONEY = {*DESK, "core_team", "partner"}
HEARD_BY = {
    "sportloket.questions.v1": {*DESK, "partner"},
    "sportloket.handovers.v1": {*DESK, "partner"},
    "sportloket.signals.v1": {*DESK, "partner"},
    "sportloket.network.v1": MONEY,
    "sportloket.providers.v1": DESK,
    "sportloket.privacy.v1": ALL,
    "sportloket.funding.v1": MONEY,
    "sportloket.budgets.v1": MONEY - {"partner"},
}
NARROWER = {
    "membership-started": {*DESK, "partner"},
    "membership-ended": {*DESK, "partner"},
    "expectation-recorded": {*DESK, "partner"},
    "review-due": {*DESK, "partner"},
    "peer-match-proposed": DESK,
    "peer-match-accepted": DESK,
    "peer-match-ended": DESK,
    "space-freed": DESK,
}
"""Who belongs to what is no core team's business; who the peers are is theirs alone."""


@for_each({name: name for name in EVENTS})
def test_every_event_can_be_subscribed_to_by_those_whose_business_it_is(name: str) -> None:
    topic = EVENTS[name].topic
    if topic in NOBODY_S or "{slug}" in topic:
        assert name not in HEARD
        return
    roles = {"administrator", "service", "coordinator", "core_team", "partner"}
    hear_it = {role for role in roles if name in hearable([role], uuid4())}
    assert hear_it == NARROWER.get(name.split(".")[2], HEARD_BY[topic])


def test_who_belongs_to_an_office_is_told_to_the_office_and_to_no_other_partner() -> None:
    fact = story.joined(member_organisation_id=DELIVERY)
    for party in (OFFICE, DELIVERY):
        assert scope("partner", organisation=party).covers(fact, parties_of(fact))
    assert not scope("partner", organisation=COUNCIL).covers(fact, parties_of(fact))


def test_an_office_is_news_in_all_its_municipalities() -> None:
    wide = story.office(municipality_codes=[HOEKSCHE_WAARD, "GM0642"])
    assert scope("partner", organisation=COUNCIL, places=("GM0642",)).covers(wide, set())


@pytest.mark.requirement("P08")
def test_both_sides_of_an_advice_hear_how_it_goes_on() -> None:
    advice = {"advice_id": uuid4(), "municipality_code": HOEKSCHE_WAARD, "occurred_at": story.NOW}
    asked = AdviceRequested(
        **advice,
        version=1,
        by_organisation_id=MUNICIPALITY,
        of_organisation_id=COUNCIL,
        theme="space",
        answer_by=story.FRIDAY,
    )
    answered = AdviceAnswered(**advice, **BACK, version=2, response="followed")
    after = parties_of_matters([asked, answered], {})
    assert after == [{MUNICIPALITY, COUNCIL}] * 2
    assert scope("partner", organisation=COUNCIL).covers(answered, after[1])
    assert not scope("partner", organisation=DELIVERY).covers(answered, after[1])


BACK = {"by_organisation_id": MUNICIPALITY, "to_organisation_id": COUNCIL}


@pytest.mark.requirement("P10")
def test_who_listens_in_another_policy_domain_hears_of_a_signal_and_how_it_goes_on() -> None:
    signal = {"signal_id": uuid4(), "municipality_code": HOEKSCHE_WAARD, "occurred_at": story.NOW}
    told = {"theme": "network", "policy_domain": "dementia", "listeners": [OFFICE]}
    reported = SignalReported(**signal, **told, version=1, by_organisation_id=COUNCIL)
    closed = SignalClosed(**signal, version=2, result="taken_up")
    after = parties_of_matters([reported, closed], {})
    assert after == [{COUNCIL, OFFICE}] * 2
    assert scope("partner", organisation=OFFICE).covers(closed, after[1])
