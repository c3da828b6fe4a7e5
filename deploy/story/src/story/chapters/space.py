"""2. A dance school looks for space; the first organisation has no capacity (S2, R11)."""

from story.cast import MUNICIPALITY, POS_OFFICE, POS_TOWN, SPORTS_COMPANY
from story.stage import Stage, question


async def play(stage: Stage) -> None:
    tell = stage.timeline
    tell.chapter("2. Gouda: een dansschool zoekt ruimte")
    school = stage.address("dansschool")
    asked = question(
        "space",
        POS_TOWN,
        ("entrepreneur", "Dansschool De Pirouette"),
        "Wij groeien uit onze zaal van 100 m2 en zoeken 300 m2.",
        school,
    )
    received = await stage.ask("intake", "POST", "/questions", asked, key=stage.run)
    question_id = received["question_id"]
    stage.questions.append(question_id)
    first = await stage.handover_to(SPORTS_COMPANY, question_id)
    tell.step(f"Via {POS_OFFICE} naar {SPORTS_COMPANY}", "HandoverRequested")
    await stage.step(first, SPORTS_COMPANY, "acknowledge")
    await stage.step(first, SPORTS_COMPANY, "decline", reason="no_capacity")
    await stage.event("HandoverDeclined", question_id)
    tell.step(f"{SPORTS_COMPANY} heeft geen capaciteit", "HandoverDeclined")
    second = await stage.handover_to(MUNICIPALITY, question_id)
    tell.step(f"Meteen gevraagd: {MUNICIPALITY} (poging {second['attempt']})", "HandoverRequested")
    team = {"kind": "team", "name": "Team Accommodaties"}
    await stage.step(second, MUNICIPALITY, "acknowledge")
    await stage.step(second, MUNICIPALITY, "accept", receiver=team)
    await stage.event("HandoverAccepted", question_id)
    tell.step(f"{MUNICIPALITY} neemt de vraag over", "HandoverAccepted")
    for mail in await stage.mail(school, 2):
        tell.mail(mail["subject"], "de dansschool")
    for mail in await stage.mail(stage.address(POS_OFFICE), 2):
        tell.mail(mail["subject"], POS_OFFICE)
