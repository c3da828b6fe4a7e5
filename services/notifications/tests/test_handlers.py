"""From what is announced to what must be sent, in the same transaction."""

from typing import Any
from uuid import uuid4

from chassis.process.testing import Running, published
from contracts.intake import QuestionDiverted
from contracts.network import OrganisationUpdated
from contracts.signals import AdviceAnswered, AdviceRequested
from notifications.repository.projections import Organisations
from sqlalchemy import text

from . import story
from .outside_world import Outside, Subscriber
from .story import COUNCIL, DELIVERY, DETAILS, HOEKSCHE_WAARD, OFFICE


async def deliveries(app: Running) -> list[Any]:
    async with app.begin() as work:
        rows = await work.db.execute(text("SELECT * FROM deliveries ORDER BY position"))
        return list(rows.all())


async def test_a_question_leads_to_a_mail_to_the_provider_by_reference(app: Running) -> None:
    event = published(story.received())
    await app.hear(event)
    (mail,) = await deliveries(app)
    assert (mail.means, mail.state, mail.template) == ("mail", "pending", "question_received")
    assert mail.recipient == {"kind": "provider", "ref": DETAILS}
    assert (str(mail.event_id), mail.correlation_id) == (event.id, event.id)


async def test_the_same_event_twice_is_told_once(app: Running) -> None:
    event = published(story.received())
    await app.hear(event, event)
    await app.hear(event)
    assert len(await deliveries(app)) == 1


async def test_the_provider_is_known_from_what_was_said_before(app: Running) -> None:
    await app.hear(story.requested(), story.accepted())
    (mail,) = [one for one in await deliveries(app) if one.template == "question_taken_over"]
    assert mail.recipient == {"kind": "provider", "ref": DETAILS}
    assert mail.about["theme"] == "volunteers"


async def test_each_of_a_batch_is_told_in_the_light_of_those_before_it(
    app: Running, outside: Outside
) -> None:
    facts = [
        story.requested(),
        story.declined(),
        story.requested(handover_id=uuid4(), to_organisation_id=OFFICE),
        story.accepted(to_organisation_id=OFFICE),
        story.completed(to_organisation_id=OFFICE),
    ]
    await app.hear(*facts)
    told = [(one.template, one.recipient["ref"]) for one in await deliveries(app)]
    assert told == [
        ("handover_requested", str(DELIVERY)),
        ("handover_declined", str(COUNCIL)),
        ("handover_requested", str(OFFICE)),
        ("question_taken_over", DETAILS),
        ("handover_accepted", str(COUNCIL)),
        ("handover_taken", str(OFFICE)),
        ("handover_completed", str(COUNCIL)),
    ]


async def test_subscribers_hear_what_is_theirs_and_nothing_else(
    app: Running, outside: Outside
) -> None:
    def partner(organisation: Any) -> dict[str, str]:
        return app.token("partner", organisation_id=organisation, municipalities=[HOEKSCHE_WAARD])

    council = await Subscriber.to(app, partner(COUNCIL), outside.url())
    delivery = await Subscriber.to(app, partner(DELIVERY), outside.url())
    office = await Subscriber.to(app, partner(OFFICE), outside.url())
    elsewhere = app.token("coordinator", municipalities=["GM0758"])
    breda = await Subscriber.to(app, elsewhere, outside.url())
    facts = [story.received(), story.requested(), story.declined(), story.answered()]
    await app.hear(*facts)
    heard = {
        who.id: [one["event_type"] for one in await who.deliveries()]
        for who in (council, delivery, office, breda)
    }
    types = [fact.type for fact in facts]
    assert heard == {council.id: types, delivery.id: types[1:3], office.id: [], breda.id: []}


async def test_a_subscription_to_some_types_hears_only_those(
    app: Running, outside: Outside, coordinator: dict[str, str]
) -> None:
    wanted = [story.approved().type]
    subscriber = await Subscriber.to(app, coordinator, outside.url(), event_types=wanted)
    await app.hear(story.received(), story.approved(), story.rejected(application_id=uuid4()))
    assert [one["event_type"] for one in await subscriber.deliveries()] == wanted


async def test_an_organisation_is_known_by_its_newest_name_on_one_line(app: Running) -> None:
    said = story.registered(COUNCIL).model_dump()
    newest = OrganisationUpdated(**said | {"version": 3, "name": "Sport\nRaad "})
    await app.hear(story.registered(COUNCIL), newest)
    await app.hear(OrganisationUpdated(**said | {"version": 2, "name": "Too late"}))
    async with app.begin() as work:
        names = await Organisations(work.db).names([str(COUNCIL)])
    assert names == {str(COUNCIL): "Sport Raad"}


async def test_a_safety_diversion_leaves_no_trace_of_a_question(app: Running) -> None:
    told = {"municipality_code": HOEKSCHE_WAARD, "version": 1, "occurred_at": story.NOW}
    await app.hear(QuestionDiverted(question_id=uuid4(), reason="safety", **told))
    async with app.begin() as work:
        assert (await work.db.execute(text("SELECT count(*) FROM questions"))).scalar() == 0
    assert await deliveries(app) == []


async def test_both_sides_of_an_advice_hear_what_is_done_with_it(
    app: Running, outside: Outside
) -> None:
    council, delivery = [
        await Subscriber.to(
            app,
            app.token("partner", organisation_id=one, municipalities=[HOEKSCHE_WAARD]),
            outside.url(),
            event_types=[AdviceRequested.type, AdviceAnswered.type],
        )
        for one in (COUNCIL, DELIVERY)
    ]
    advice = {"advice_id": uuid4(), "municipality_code": HOEKSCHE_WAARD, "occurred_at": story.NOW}
    sides = {"by_organisation_id": OFFICE, "of_organisation_id": COUNCIL}
    term = {"theme": "space", "answer_by": story.FRIDAY}
    await app.hear(AdviceRequested(**advice, **sides, **term, version=1))
    back = {"by_organisation_id": OFFICE, "to_organisation_id": COUNCIL}
    await app.hear(AdviceAnswered(**advice, **back, version=2, response="followed"))
    heard = [one["event_type"] for one in await council.deliveries()]
    assert heard == [AdviceRequested.type, AdviceAnswered.type]
    assert await delivery.deliveries() == []
