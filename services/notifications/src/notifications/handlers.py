"""From what is announced to who must hear it: the deliveries of one transaction."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from uuid import UUID

from chassis.kafka.handlers import Enveloped, hears_enveloped
from chassis.work import Work
from contracts.envelope import encode
from contracts.event import Event, Fact
from contracts.intake import QuestionMerged, QuestionReceived
from uuid_utils.compat import uuid7

from notifications.domain.deliveries import About as Source
from notifications.domain.deliveries import Delivery, mail_delivery, webhook_delivery
from notifications.domain.mails import About, mail_to_who_was_joined, mails_after
from notifications.domain.questions import Question
from notifications.domain.scope import HEARD, parties_of, places_of
from notifications.projections import forget, invite, learn_matters, learn_network, learn_questions
from notifications.repository.deliveries import Deliveries
from notifications.repository.matters import Matters
from notifications.repository.projections import Questions
from notifications.repository.subscriptions import Hearer, Subscriptions
from notifications.wake_sender import sender_has_work


@hears_enveloped(*HEARD.values(), together=True)
async def plan_deliveries(received: Sequence[Enveloped[Fact]], work: Work) -> Sequence[Event]:
    """Keep who must hear of these, in what way; each in the light of those before it."""
    facts = [each.event for each in received]
    await learn_network(facts, work)
    contexts = await _contexts(facts, work)
    await forget(facts, work)
    hearers = await Subscriptions(work.db).over(set().union(*map(places_of, facts)))
    deliveries = [
        delivery
        for each, context in zip(received, contexts, strict=True)
        for delivery in _deliveries(each, context, hearers)
    ]
    await Deliveries(work.db).add(deliveries)
    if deliveries:
        sender_has_work.set()  # the sender looks again and again until the transaction is there
    return ()


@dataclass(frozen=True, slots=True)
class Context:
    """What was known right after a fact: its question, whose business it is, and whom to invite."""

    question: Question | None
    parties: AbstractSet[UUID]
    invitation: About | None
    joined: Question | None
    """The question that it was merged into."""


async def _contexts(facts: Sequence[Fact], work: Work) -> list[Context]:
    questions = await learn_questions(facts, Questions(work.db))
    matters = await learn_matters(facts, Matters(work.db))
    invitations = await invite(facts, work)
    merged = {fact.into_question_id for fact in facts if isinstance(fact, QuestionMerged)}
    joined = await Questions(work.db).of(merged)
    return [
        Context(
            question,
            parties_of(fact) | parties | (question.parties if question else set()),
            invitations.get(fact.question_id) if isinstance(fact, QuestionReceived) else None,
            joined.get(fact.into_question_id) if isinstance(fact, QuestionMerged) else None,
        )
        for fact, question, parties in zip(facts, questions, matters, strict=True)
    ]


def _deliveries(
    received: Enveloped[Fact], context: Context, hearers: Sequence[Hearer]
) -> Iterator[Delivery]:
    fact, about = received.event, _about(received)
    for mail in mails_after(fact, context.question, context.invitation):
        yield mail_delivery(uuid7(), about, mail)
    if context.joined:
        yield mail_delivery(uuid7(), about, mail_to_who_was_joined(context.joined))
    heard_by = [hearer for hearer in hearers if hearer.scope.covers(fact, context.parties)]
    body = encode(received.envelope).decode() if heard_by else ""
    for hearer in heard_by:
        organisation = hearer.scope.organisation_id
        yield webhook_delivery(uuid7(), about, hearer.id, organisation, body, held=hearer.suspended)


def _about(received: Enveloped[Fact]) -> Source:
    fact, envelope = received.event, received.envelope
    return Source(
        UUID(envelope.id),
        fact.type,
        fact.key,
        fact.municipality_code,
        envelope.correlationid or envelope.id,
        envelope.traceparent,
    )
