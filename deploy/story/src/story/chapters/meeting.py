"""7. A question comes up at a meeting at a club, and the club itself decides what is passed on."""

from story.cast import EINDHOVEN, EINDHOVEN_COUNCIL, LICHTSTAD, id_of
from story.stage import Stage, question


async def play(stage: Stage) -> None:
    tell = stage.timeline
    tell.chapter("7. Eindhoven: de maandelijkse vergadering bij een club")
    asked = question(
        "collaboration",
        EINDHOVEN,
        ("club", "a.v. De Gloeilamp"),
        "Op de vergadering vroegen wij ons af: welke school in de buurt wil samen sporten?",
        stage.address("de gloeilamp"),
        channel="visit",
        consent=False,
        introduced_by_organisation_id=str(id_of(EINDHOVEN_COUNCIL)),
    )
    received = await stage.ask(
        "intake",
        "POST",
        "/questions",
        asked,
        role="partner",
        of=EINDHOVEN_COUNCIL,
        key=f"{stage.run}-eindhoven",
    )
    question_id, link = received["question_id"], received["link"]
    stage.questions.append(question_id)
    told = await stage.event("QuestionReceived", question_id)
    tell.step("De sportraad noteert de vraag die een lid meebracht", "QuestionReceived")
    introduced = told["introduced_by_organisation_id"] == str(id_of(EINDHOVEN_COUNCIL))
    tell.check("de sportraad staat erbij als wie de club meebracht", introduced)
    await _consent(stage, question_id, link)
    await _follow(stage, question_id, link)


async def _consent(stage: Stage, question_id: str, link: str) -> None:
    tell = stage.timeline
    waits = await stage.event("EscalationStarted", question_id)
    tell.step(
        "Zonder toestemming gaat de vraag naar niemand; het loket hoort dat", "EscalationStarted"
    )
    tell.check("de reden is dat er geen toestemming is", waits["reason"] == "no_consent")
    [mail] = await stage.mail(stage.address("de gloeilamp"), 1)
    tell.mail(mail["subject"], "de club")
    page = await stage.page(link)
    asked = "Mogen wij uw vraag doorgeven?" in mail["subject"] and "Ja, dat mag" in page
    tell.check("de club leest in haar mail en op haar eigen pagina de vraag om toestemming", asked)
    await stage.page(link, step="record_consent", consent="true")
    recorded = await stage.event("ConsentRecorded", question_id)
    given = recorded["consent"] == "consent_given"
    tell.step("De club geeft toestemming, zonder account", "ConsentRecorded")
    tell.check("zo is het ook vastgelegd", given)
    altered = await stage.cast.open(f"{link[:-4]}AAAA")
    tell.check("een link die niet klopt, toont niets", altered.status_code == 404)


async def _follow(stage: Stage, question_id: str, link: str) -> None:
    tell = stage.timeline
    handover = await stage.handover_to(LICHTSTAD, question_id)
    await stage.step(handover, LICHTSTAD, "acknowledge")
    await stage.step(handover, LICHTSTAD, "accept", receiver={"kind": "team", "name": "Team Oost"})
    await stage.event("HandoverAccepted", question_id)
    tell.step(f"{LICHTSTAD} neemt de vraag over", "HandoverAccepted")
    page = await stage.page_with(link, LICHTSTAD)
    tell.check("de club ziet wie nu aan zet is", LICHTSTAD in page)
    tell.check("en geen naam van wie daar werkt", "Team Oost" not in page)
