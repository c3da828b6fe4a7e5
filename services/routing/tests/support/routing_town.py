"""A made-up municipality for the tests of routing: who works there and what they agreed on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from chassis.process.testing import Running
from contracts.intake import QuestionFact, QuestionReceived
from contracts.vocabulary import Channel, ConsentGround, HandoverMode, ProviderKind, Theme
from routing.assignment.domain.network import Network
from routing.assignment.domain.rules import Rule
from routing.case.decision import Case
from routing.case.question import Question
from routing.case.states import Term
from routing.handovers.domain.ask import DecisionContext
from sqlalchemy import text

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
TOWN = "GM1963"
COUNCIL, FIRST, SECOND, THIRD, FOURTH, OFFICE, DESK = (UUID(int=n) for n in range(1, 8))
RECEIVERS = (FIRST, SECOND, THIRD, FOURTH)
NAMES = {
    COUNCIL: "Sportraad Waardland",
    FIRST: "Sportservice Waardland",
    SECOND: "Clubhulp Waardland",
    THIRD: "Beweeghuis Waardland",
    FOURTH: "Sportbedrijf Waardland",
    OFFICE: "POS-kantoor Waardland",
    DESK: "Gemeente Waardland",
}
TERMS = {
    Term.ACKNOWLEDGEMENT: timedelta(days=1),
    Term.REPLY: timedelta(days=2),
    Term.INFORMATION: timedelta(days=5),
    Term.CONTACT: timedelta(days=5),
    Term.PROGRESS: timedelta(days=20),
    Term.CANCELLATION: timedelta(days=2),
    Term.DECISION: timedelta(days=2),
    Term.PROVIDER_SILENCE: timedelta(days=15),
    Term.PROVIDER_CHECK: timedelta(days=10),
}


def question(**others: Any) -> Question:
    asked = Question(
        question_id=uuid4(),
        municipality_code=TOWN,
        theme=Theme.VOLUNTEERS,
        provider_id=uuid4(),
        provider_kind=ProviderKind.CLUB,
        received_by_organisation_id=COUNCIL,
        details_ref="details",
        consent=ConsentGround.CONSENT_GIVEN,
    )
    return replace(asked, **others)


def rule(*receivers: UUID | tuple[UUID, ...], **others: Any) -> Rule:
    """Who are in a tuple are equals."""
    recorded = Rule(
        rule_id=uuid4(),
        version=1,
        municipality_code=TOWN,
        entry_organisation_id=None,
        theme=None,
        provider_kind=None,
        via_organisation_id=None,
        receivers=tuple(r if isinstance(r, tuple) else (r,) for r in receivers or RECEIVERS),
        escalate_to_organisation_id=DESK,
        mode=HandoverMode.WARM,
        valid_from=date(2026, 1, 1),
        valid_until=None,
    )
    return replace(recorded, **others)


def context(
    *rules: Rule, now: datetime = MONDAY, network: Network | None = None
) -> DecisionContext:
    return DecisionContext(
        network=network or Network({TOWN: list(rules)}),
        now=now,
        due=lambda term, start: start + TERMS[term],
        most_attempts=3,
        most_reminders=3,
    )


def case(**others: Any) -> Case:
    return Case(question(**others))


def received(**others: Any) -> QuestionReceived:
    """As intake says it, of a question to the sports council."""
    said = {
        "question_id": uuid4(),
        "municipality_code": TOWN,
        "version": 1,
        "occurred_at": MONDAY,
        "theme": Theme.VOLUNTEERS,
        "provider_id": uuid4(),
        "provider_kind": ProviderKind.CLUB,
        "channel": Channel.CONVERSATION,
        "received_by_organisation_id": COUNCIL,
        "details_ref": "details",
        "consent": ConsentGround.CONSENT_GIVEN,
    }
    return QuestionReceived.model_validate(said | others)


async def settle(app: Running, *rules: dict[str, Any]) -> None:
    """Register everybody, and record these rules through the API."""
    administrator = app.token("administrator")
    for organisation, name in NAMES.items():
        entry = {"kind": "delivery_organisation", "name": name, "municipality_codes": [TOWN]}
        path = f"/v1/organisations/{organisation}"
        answer = await app.client.put(path, json=entry, headers=administrator)
        assert answer.status_code in {200, 201}, answer.text
    for entry in rules:
        path = f"/v1/routing-rules/{uuid4()}"
        answer = await app.client.put(path, json=entry, headers=administrator)
        assert answer.status_code == 201, answer.text


def rule_entry(*receivers: UUID | list[UUID], **others: Any) -> dict[str, Any]:
    """A rule as an administrator sends it."""
    return {
        "municipality_code": TOWN,
        "receivers": _written(receivers or RECEIVERS),
        "escalate_to_organisation_id": str(DESK),
        "valid_from": "2026-01-01",
        **others,
    }


def _written(receivers: Any) -> list[Any]:
    return [_written(r) if isinstance(r, list) else str(r) for r in receivers]


def later(question: QuestionReceived, fact: type[QuestionFact], **others: object) -> QuestionFact:
    said = {
        "question_id": question.question_id,
        "municipality_code": question.municipality_code,
        "version": 2,
        "occurred_at": MONDAY,
    }
    return fact.model_validate(said | others)


async def clocks(app: Running) -> set[tuple[str, UUID]]:
    """Those that run, save the ones of rules."""
    async with app.begin() as work:
        rows = await work.db.execute(
            text("SELECT kind, subject FROM clocks WHERE kind LIKE '%_term'")
        )
        return {(row.kind, row.subject) for row in rows}
