"""5. A partner publishes to its own topic with a plain Kafka client."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from aiokafka import AIOKafkaProducer
from contracts.catalogue import submissions_topic
from contracts.partners import QuestionSubmitted

from story.cast import HOEKSCHE_WAARD, SPORTS_COUNCIL, id_of
from story.stage import Body, Stage

SLUG = "sportraad-hoeksche-waard"
SOURCE = "urn:nld:kvknr:00000001:systeem:sportraad"
"""As `partners add` registered it."""


async def play(stage: Stage) -> None:
    stage.timeline.chapter("5. Een partner publiceert op zijn eigen topic")
    async with AIOKafkaProducer(bootstrap_servers=stage.cast.places.kafka) as producer:
        await _valid_twice(stage, producer)
        await _broken(stage, producer)
        await _under_another_name(stage, producer)


async def _valid_twice(stage: Stage, producer: AIOKafkaProducer) -> None:
    tell, reference = stage.timeline, f"story-{stage.run}"
    details = {
        "text": "Wij zoeken scheidsrechters voor de jeugd.",
        "contact": {"name": "Kim Visser", "email": stage.address("handbalclub")},
    }
    put = await stage.ask(
        "intake", "PUT", f"/details/{reference}", details, role="partner", of=SPORTS_COUNCIL
    )
    event = _event(_submission(stage, put["details_ref"]))
    await _publish(producer, event)
    await _publish(producer, event)
    accepted = await stage.witness.first(
        "SubmissionAccepted", lambda data: data["submission_id"] == event["id"]
    )
    question_id = accepted["reference"]
    stage.questions.append(question_id)
    tell.step("Een geldige vraag, twee keer gepubliceerd, krijgt een bewijs", "SubmissionAccepted")
    handover = await stage.event("HandoverRequested", question_id)
    from_council = handover["from_organisation_id"] == str(id_of(SPORTS_COUNCIL))
    tell.check("de vraag is één keer genoteerd en doorgezet", _once(stage, question_id))
    tell.check("de sportraad is de afzender", from_council)


def _once(stage: Stage, question_id: str) -> bool:
    received = stage.witness.seen("QuestionReceived", lambda d: d["question_id"] == question_id)
    return len(received) == 1


async def _broken(stage: Stage, producer: AIOKafkaProducer) -> None:
    wrong = {"municipality_code": "Gouda", "theme": "kantine", "provider_kind": "club"}
    event = _event(wrong)
    await _publish(producer, event)
    rejected = await _rejected(stage, event)
    told = ", ".join(problem["pointer"] for problem in rejected["problems"])
    stage.timeline.step(
        f"Een kapotte: {len(rejected['problems'])} problemen in één keer", "SubmissionRejected"
    )
    stage.timeline.check(f"alle staan erin ({told})", len(rejected["problems"]) >= 5)


async def _under_another_name(stage: Stage, producer: AIOKafkaProducer) -> None:
    event = _event(_submission(stage, "x")) | {"source": "urn:nld:kvknr:00000002:systeem:ander"}
    await _publish(producer, event)
    rejected = await _rejected(stage, event)
    stage.timeline.step("Een onder de naam van een ander: geweigerd", "SubmissionRejected")
    pointers = [problem["pointer"] for problem in rejected["problems"]]
    stage.timeline.check("omdat de afzender niet klopt", pointers == ["#/source"])


async def _rejected(stage: Stage, event: Body) -> Body:
    return await stage.witness.first(
        "SubmissionRejected", lambda data: data["submission_id"] == event["id"]
    )


def _submission(stage: Stage, details_ref: str) -> Body:
    """Of a club of this telling alone: the same club would be asking the same again."""
    return {
        "municipality_code": HOEKSCHE_WAARD,
        "theme": "volunteers",
        "provider_ref": f"club-{stage.run}",
        "provider_kind": "club",
        "details_ref": details_ref,
        "consent": "consent_given",
        "asked_at": datetime.now(UTC).isoformat(),
    }


def _event(data: Body) -> Body:
    """A CloudEvent as a partner's own program would write it."""
    return {
        "specversion": "1.0",
        "id": str(uuid4()),
        "source": SOURCE,
        "type": QuestionSubmitted.type,
        "datacontenttype": "application/json",
        "data": data,
    }


async def _publish(producer: AIOKafkaProducer, event: Any) -> None:
    await producer.send_and_wait(
        submissions_topic(SLUG),
        json.dumps(event).encode(),
        key=b"club-17",
        headers=[("content-type", b"application/cloudevents+json; charset=UTF-8")],
    )
