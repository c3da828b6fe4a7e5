"""3. Nobody answers: the handover expires by itself, is escalated, and goes on (P17)."""

from story.cast import LEUSDEN, PLATFORM, QUICK, SLOW
from story.stage import Stage, question


async def play(stage: Stage) -> None:
    tell = stage.timeline
    tell.chapter("3. Leusden: niemand antwoordt")
    asked = question(
        "governance",
        LEUSDEN,
        ("club", "Turnvereniging De Salto"),
        "Ons bestuur redt het niet meer met drie mensen.",
        stage.address("de salto"),
    )
    received = await stage.ask("intake", "POST", "/questions", asked, key=f"{stage.run}-leusden")
    question_id = received["question_id"]
    stage.questions.append(question_id)
    await stage.handover_to(SLOW, question_id)
    tell.step(f"{SLOW} is gevraagd, en zegt niets", "HandoverRequested")
    await stage.event("HandoverExpired", question_id)
    tell.step("De termijn loopt af", "HandoverExpired")
    await stage.event("EscalationStarted", question_id)
    tell.step(f"{PLATFORM} hoort ervan", "EscalationStarted")
    second = await stage.handover_to(QUICK, question_id)
    tell.step(f"{QUICK} is gevraagd (poging {second['attempt']})", "HandoverRequested")
    team = {"kind": "team", "name": "Team Clubs"}
    await stage.step(second, QUICK, "acknowledge")
    await stage.step(second, QUICK, "accept", receiver=team)
    await stage.event("HandoverAccepted", question_id)
    tell.step(f"{QUICK} neemt de vraag over", "HandoverAccepted")
    for mail in await stage.mail(stage.address(PLATFORM)):
        tell.mail(mail["subject"], PLATFORM)
