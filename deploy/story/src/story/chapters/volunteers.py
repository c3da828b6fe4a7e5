"""1. Hoeksche Waard: from the sports council to the delivery organisation, warmly (S1, P18)."""

from story.cast import DELIVERY, HOEKSCHE_WAARD, SPORTS_COUNCIL
from story.stage import Body, Stage, question


async def play(stage: Stage) -> None:
    tell = stage.timeline
    tell.chapter("1. Hoeksche Waard: een club zoekt vrijwilligers")
    club = stage.address("vv rood wit")
    asked = question(
        "volunteers",
        HOEKSCHE_WAARD,
        ("club", "v.v. Rood-Wit"),
        "Wij zoeken mensen voor het bestuur en de kantine. Wie kan ons helpen?",
        club,
        channel="conversation",
    )
    received = await stage.ask(
        "intake", "POST", "/questions", asked, role="partner", of=SPORTS_COUNCIL, key=stage.run
    )
    question_id = received["question_id"]
    stage.questions.append(question_id)
    await stage.event("QuestionReceived", question_id)
    tell.step("De club vraagt het aan de sportraad; de vraag staat genoteerd", "QuestionReceived")
    handover = await stage.handover_to(DELIVERY, question_id)
    tell.step(f"Volgens de regel gaat de vraag naar {DELIVERY}", "HandoverRequested")
    await _take_over(stage, handover)
    completed = await stage.event("HandoverCompleted", question_id)
    tell.step("Afgerond: de club is geholpen", "HandoverCompleted")
    tell.check("de overdracht was warm", completed["warm"])
    await stage.event("QuestionAnswered", question_id)
    tell.step("De vraag is beantwoord", "QuestionAnswered")
    for mail in await stage.mail(club, 3):
        tell.mail(mail["subject"], "de club")
    for mail in await stage.mail(stage.address(SPORTS_COUNCIL), 2):
        tell.mail(mail["subject"], SPORTS_COUNCIL)


async def _take_over(stage: Stage, handover: Body) -> None:
    tell, question_id = stage.timeline, handover["question_id"]
    await stage.step(handover, DELIVERY, "acknowledge")
    await stage.event("HandoverAcknowledged", question_id)
    tell.step(f"{DELIVERY} bevestigt de ontvangst", "HandoverAcknowledged")
    who = {"kind": "person", "name": "Noor Bakker"}
    await stage.step(handover, DELIVERY, "accept", receiver=who)
    await stage.event("HandoverAccepted", question_id)
    tell.step("Een clubondersteuner neemt de vraag op zich", "HandoverAccepted")
    await stage.step(handover, DELIVERY, "make_contact", introduction="three_way_conversation")
    await stage.event("HandoverContactMade", question_id)
    tell.step("Driegesprek met de club en de sportraad, binnen de termijn", "HandoverContactMade")
    await stage.step(handover, DELIVERY, "report_progress")
    await stage.step(handover, DELIVERY, "complete", outcome="helped")
