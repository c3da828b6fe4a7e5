import json
import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from contracts.catalogue import (
    EVENTS,
    SUBMISSIONS,
    TOPICS,
    Topic,
    dead_letter_topic,
    receipts_topic,
    slug_of,
    source_of,
    submissions_topic,
    topic_of,
)
from contracts.event import Event, Fact
from contracts.network import NetworkFact
from contracts.providers import ProviderRegistered
from for_each import for_each

import contracts
from contracts import intake

SERVICES = {"intake", "routing", "funding", "notifications"}
ANNOUNCERS = {
    "contracts.intake": "intake",
    "contracts.providers": "intake",
    "contracts.privacy": "intake",
    "contracts.peers": "routing",
    "contracts.signals": "routing",
    "contracts.routing": "routing",
    "contracts.passing_on": "routing",
    "contracts.network": "routing",
    "contracts.agreements": "routing",
    "contracts.funding": "funding",
    "contracts.budgets": "funding",
    "contracts.notifications": "notifications",
}
SAID = {
    f"{path.parent.name}/{path.stem}": EVENTS[path.parent.name].model_validate(
        json.loads(path.read_text())["data"]
    )
    for path in sorted(Path(__file__).parents[1].glob("examples/*/*.json"))
}


def test_every_event_is_in_exactly_one_topic() -> None:
    source = "".join(path.read_text() for path in Path(contracts.__path__[0]).glob("*.py"))
    written = re.findall(r'type: ClassVar\[str\] = "(.+)"', source)
    assert sorted(event.type for topic in TOPICS for event in topic.events) == sorted(written)


@for_each(EVENTS)
def test_the_type_is_the_name_of_the_event(event: type[Event]) -> None:
    kebab = re.sub(r"(?<!^)(?=[A-Z])", "-", event.__name__).lower()
    assert event.type == f"nl.sportloketten.{kebab}.v1"


def test_the_three_promised_names_are_kept() -> None:
    names = {event.__name__ for event in EVENTS.values()}
    assert names >= {"QuestionReceived", "HandoverRequested", "FundingApproved"}


@for_each(EVENTS)
def test_a_fact_is_announced_by_the_service_that_owns_it(event: type[Event]) -> None:
    if issubclass(event, Fact):
        assert topic_of(event.topic).announcers == (ANNOUNCERS[event.__module__],)


@for_each({topic.name: topic for topic in TOPICS})
def test_only_partners_write_on_submissions_and_only_services_elsewhere(topic: Topic) -> None:
    own = topic.name.endswith("submissions.v1")
    assert set(topic.announcers) <= ({"partner"} if own else SERVICES)
    assert set(topic.listeners) <= SERVICES | {"partner"}


@for_each({topic.name: topic for topic in TOPICS})
def test_what_is_kept_for_ever_is_compacted_and_holds_no_cases(topic: Topic) -> None:
    kept = topic.retention is None
    whole = (NetworkFact, ProviderRegistered)
    assert kept == topic.compacted == all(issubclass(each, whole) for each in topic.events)
    assert topic.retention is None or timedelta(days=7) <= topic.retention <= timedelta(days=90)


@for_each(SAID)
def test_keys_and_subjects_are_ids(event: Event) -> None:
    if isinstance(event, Fact):
        assert all(map(_is_id, event.subject.split(":")[0].split("/")))
    identity, *aspect = event.key.split(":")
    assert identity in {str(value) for value in event.model_dump().values()}
    assert all(word.isalpha() for word in aspect)


def _is_id(part: str) -> bool:
    return bool(re.fullmatch("GM[0-9]{4}", part)) or str(UUID(part)) == part


# What tells two things of a kind apart: later facts of one take the place of earlier ones.
TOLD_APART_BY = {
    "OrganisationRegistered": "organisation_id",
    "OrganisationUpdated": "organisation_id",
    "RoutingRuleRecorded": "rule_id",
    "PosOfficeFounded": "organisation_id",
    "MembershipStarted": "membership_id",
    "MembershipEnded": "membership_id",
    "CapacityChanged": "organisation_id",
    "TermsSet": "municipality_code",
    "PlatformProfileSet": "organisation_id",
    "WorkingAgreementRecorded": "agreement_id",
    "ReviewDue": "review_id",
    "ExpectationRecorded": "expectation_id",
    "FacilitatorRecorded": "facilitator_id",
    "SeatRecorded": "seat_id",
    "ProviderRegistered": "provider_id",
}


def test_on_a_compacted_topic_every_thing_has_its_own_key() -> None:
    compacted = {event.__name__ for topic in TOPICS if topic.compacted for event in topic.events}
    assert compacted == set(TOLD_APART_BY)
    examples = {type(event).__name__: event for event in SAID.values()}
    for name, member in TOLD_APART_BY.items():
        event = examples[name]
        other = "GM0599" if member == "municipality_code" else UUID(int=99)
        assert event.model_copy(update={member: other}).key != event.key, name


def test_kinds_of_facts_about_one_organisation_do_not_take_each_others_place() -> None:
    examples = {type(event).__name__: event for event in SAID.values()}
    about = ("OrganisationRegistered", "PosOfficeFounded", "CapacityChanged", "PlatformProfileSet")
    same = [examples[name].model_copy(update={"organisation_id": UUID(int=9)}) for name in about]
    assert len({event.key for event in same}) == len(about)


def test_a_question_and_its_handovers_share_a_key() -> None:
    keys = {event.key for event in SAID.values() if "question_id" in type(event).model_fields}
    questions = {
        str(event.question_id) for event in SAID.values() if isinstance(event, intake.QuestionFact)
    }
    assert keys & questions


def test_the_topics_of_a_partner_carry_its_slug() -> None:
    assert submissions_topic("bond-1") == "sportloket.partners.bond-1.submissions.v1"
    assert receipts_topic("bond-1") == "sportloket.partners.bond-1.receipts.v1"
    assert slug_of(submissions_topic("bond-1")) == slug_of(receipts_topic("bond-1")) == "bond-1"
    assert topic_of(receipts_topic("bond-1")).per_partner
    with pytest.raises(ValueError, match="partner"):
        slug_of("sportloket.questions.v1")


def test_submissions_are_read_by_pattern_and_nothing_else_is() -> None:
    assert re.match(SUBMISSIONS, submissions_topic("bond-1"))
    assert not re.match(SUBMISSIONS, dead_letter_topic(submissions_topic("bond-1")))
    assert not re.match(SUBMISSIONS, receipts_topic("bond-1"))
    assert not re.match(SUBMISSIONS, submissions_topic("a.b"))


@pytest.mark.parametrize("name", ["sportloket.unknown.v1", "sportloket.questions.v1.dead"])
def test_an_unknown_topic_is_not_in_the_catalogue(name: str) -> None:
    with pytest.raises(KeyError):
        topic_of(name)


def test_a_source_names_organisation_and_system() -> None:
    assert re.fullmatch(r"urn:nld:oin:[0-9]{20}:systeem:sportloket-intake", source_of("intake"))
