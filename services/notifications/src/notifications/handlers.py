"""From what is announced to who must hear it: the deliveries of one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from chassis.handlers import Handler
from chassis.work import Work
from contracts.envelope import encode
from contracts.event import Event, Fact
from contracts.network import OrganisationFact
from uuid_utils.compat import uuid7

from notifications.domain.deliveries import About, Delivery, mail_delivery, webhook_delivery
from notifications.domain.mails import mails_after
from notifications.domain.questions import Question, lesson
from notifications.domain.scope import HEARD, parties_of, places_of
from notifications.occurrence import Occurrence
from notifications.repository.deliveries import Deliveries
from notifications.repository.projections import Organisations, Questions
from notifications.repository.subscriptions import Hearer, Subscriptions
from notifications.waking import news


async def tell(occurrences: Sequence[Occurrence], work: Work) -> Sequence[Event]:
    """Keep who must hear of these, in what way; each in the light of those before it."""
    facts = [occurrence.fact for occurrence in occurrences]
    organisations = {f.organisation_id: f for f in facts if isinstance(f, OrganisationFact)}
    await Organisations(work.db).learn(organisations.values())
    questions = await _learn(facts, Questions(work.db))
    hearers = await Subscriptions(work.db).over(set().union(*map(places_of, facts)))
    deliveries = [
        delivery
        for occurrence, question in zip(occurrences, questions, strict=True)
        for delivery in _deliveries(occurrence, question, hearers)
    ]
    await Deliveries(work.db).add(deliveries)
    if deliveries:
        news.set()  # the sender looks again and again until the transaction is there
    return ()


TELL = Handler(Occurrence, tell, judging=False, together=True)
HANDLERS = [replace(TELL, event=event) for event in HEARD.values()]


async def _learn(facts: Iterable[Fact], questions: Questions) -> list[Question | None]:
    """The question of each fact, as it was known right after it; None for other facts."""
    lessons = [lesson(fact) for fact in facts]
    known = await questions.of({one.id for one in lessons if one})
    learnt: dict[UUID, Question] = {}
    after: list[Question | None] = []
    for one in lessons:
        if one is not None:
            known[one.id] = known[one.id].plus(one) if one.id in known else one
            learnt[one.id] = learnt[one.id].plus(one) if one.id in learnt else one
        after.append(one and known[one.id])
    await questions.learn(learnt.values())
    return after


def _deliveries(
    occurrence: Occurrence, question: Question | None, hearers: Sequence[Hearer]
) -> Iterator[Delivery]:
    fact, about = occurrence.fact, _about(occurrence)
    for mail in mails_after(fact, question):
        yield mail_delivery(uuid7(), about, mail)
    parties = parties_of(fact) | (question.parties if question else set())
    heard_by = [hearer for hearer in hearers if hearer.scope.covers(fact, parties)]
    body = encode(occurrence.envelope).decode() if heard_by else ""
    for hearer in heard_by:
        organisation = hearer.scope.organisation_id
        yield webhook_delivery(uuid7(), about, hearer.id, organisation, body, held=hearer.suspended)


def _about(occurrence: Occurrence) -> About:
    fact, envelope = occurrence.fact, occurrence.envelope
    return About(
        UUID(envelope.id),
        fact.type,
        fact.key,
        fact.municipality_code,
        envelope.correlationid or envelope.id,
        envelope.traceparent,
    )
