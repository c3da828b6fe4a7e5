"""A burst of partner submissions on their way through intake, routing and notifications."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from uuid import uuid4

from contracts.catalogue import receipts_topic, submissions_topic
from contracts.cloud_event import CloudEvent
from contracts.intake import QuestionReceived
from contracts.notifications import NotificationSent
from contracts.partners import QuestionSubmitted, SubmissionAccepted
from contracts.routing import HandoverRequested
from contracts.vocabulary import ConsentGround, ProviderKind, Theme
from story.cast import HOEKSCHE_WAARD, SPORTS_COUNCIL, Cast
from story.chapters.partner import SLUG, SOURCE

from bench.counting import check
from bench.observing import Look, observing
from bench.plan import Plan
from bench.results import Measurement, Series
from bench.sending import send
from bench.system import system

SUBMISSIONS, CLUBS = 20_000, 100
STAGES = {
    "receipts, by intake": receipts_topic(SLUG),
    "questions, by intake": QuestionReceived.topic,
    "handovers, by routing": HandoverRequested.topic,
    "messages, by notifications": NotificationSent.topic,
}
ONCE_EACH = (SubmissionAccepted, QuestionReceived, HandoverRequested)


async def measure(plan: Plan) -> Measurement:
    number, topics = plan.share_of(SUBMISSIONS), list(STAGES.values())
    async with system() as running:
        kafka, details = running.places.kafka, await _put_details(running.cast)
        async with observing(kafka, topics, running.metrics) as observer:
            observer.looks.append(await observer.look())
            await send(kafka, submissions_topic(SLUG), _submissions(number, details))
            await observer.until_quiet()
        await check(kafka, topics, {event.type: number for event in ONCE_EACH})
    return _measurement(number, observer.looks)


async def _put_details(cast: Cast) -> list[str]:
    """What each club's contact is: references for submissions to name."""
    return [await _put(cast, f"bench-{club}", club) for club in range(CLUBS)]


async def _put(cast: Cast, reference: str, club: int) -> str:
    contact = {"name": "Kim Visser", "email": f"club-{club}@voorbeeld.nl"}
    body = {"text": "Wij zoeken scheidsrechters voor de jeugd.", "contact": contact}
    path = f"/details/{reference}"
    answer = await cast.ask("intake", "PUT", path, body, role="partner", of=SPORTS_COUNCIL)
    return str(answer.raise_for_status().json()["details_ref"])


def _submissions(
    number: int, details: Sequence[str]
) -> Iterator[tuple[CloudEvent, QuestionSubmitted]]:
    for place in range(number):
        submitted = QuestionSubmitted(
            municipality_code=HOEKSCHE_WAARD,
            theme=Theme.VOLUNTEERS,
            provider_ref=f"club-{place % CLUBS}",
            provider_kind=ProviderKind.CLUB,
            details_ref=details[place % CLUBS],
            consent=ConsentGround.CONSENT_GIVEN,
            asked_at=datetime.now(UTC),
        )
        data = submitted.model_dump(mode="json")
        yield CloudEvent(id=str(uuid4()), source=SOURCE, type=submitted.type, data=data), submitted


def _measurement(number: int, looks: Sequence[Look]) -> Measurement:
    stages = [Series(stage, "events/s", _rates(looks, topic)) for stage, topic in STAGES.items()]
    programs = looks[0].memory
    memory = [Series(one, "MiB", [look.memory[one] for look in looks]) for one in programs]
    services = looks[0].measured
    return Measurement(
        "burst",
        f"{number} partner submissions at once, look by look",
        [*stages, *memory],
        notes=[*(_time_of(service, looks) for service in services), _processor(number, looks)],
        details={"looks": looks},
    )


def _rates(looks: Sequence[Look], topic: str) -> list[float]:
    """While there was work; the first and the last piece of it are not whole."""
    rates = [
        (new.ends[topic] - old.ends[topic]) / (new.at - old.at) for old, new in pairwise(looks)
    ]
    busy = [rate for rate in rates if rate]
    return busy[1:-1] or busy or [0.0]


def _time_of(service: str, looks: Sequence[Look]) -> str:
    """Where the time of a service went, from what it measures itself."""

    def grown(name: str) -> float:
        return looks[-1].measured[service].get(name, 0.0) - looks[0].measured[service].get(name, 0)

    def most(name: str) -> float:
        return max(look.measured[service].get(name, 0.0) for look in looks)

    batches, seconds = (
        grown("sportloket_batch_seconds_count"),
        grown("sportloket_batch_seconds_sum"),
    )
    handled = grown("sportloket_events_handled_total")
    each = 1000 * seconds / handled if handled else 0.0
    return (
        f"{service}: {handled:,.0f} events in {batches:,.0f} batches, {seconds:.1f} s in them, "
        f"{each:.2f} ms an event; lag at most {most('sportloket_consumer_lag'):,.0f}, "
        f"outbox at most {most('sportloket_outbox_rows'):,.0f} rows"
    )


def _processor(number: int, looks: Sequence[Look]) -> str:
    before, after = looks[0].cpu, looks[-1].cpu
    each = {one: 1000 * (after[one] - before[one]) / number for one in before if one in after}
    costs = ", ".join(f"{program} {cost:.1f}" for program, cost in each.items())
    return f"processor ms per submission: {costs}"
