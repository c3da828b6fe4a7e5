"""10. What clubs ask becomes policy: a signal, an agenda, advice (S1, P07 to P09)."""

from story.cast import BREDA, BREDA_COUNCIL, BREDA_DESK, BREDA_MUNICIPALITY, id_of
from story.stage import Body, Stage, question

CLUBS = ("k.v. De Singel", "h.c. Het Markdal")


async def play(stage: Stage) -> None:
    stage.timeline.chapter("10. Breda: van vragen naar een agenda, en advies over en weer")
    asked = [await _ask(stage, club) for club in CLUBS]
    signal = await _signal(stage, asked)
    await _asked_for_advice(stage, signal)
    await _unasked_advice(stage)


async def _ask(stage: Stage, club: str) -> str:
    asked = question(
        "governance",
        BREDA,
        ("club", club),
        "Het bestuur komt elke avond tijd te kort. Hoe verdelen andere clubs het werk?",
        stage.address(club.split()[-1]),
    )
    taken = await stage.ask("intake", "POST", "/questions", asked, key=f"{stage.run}-{club}")
    question_id = str(taken["question_id"])
    stage.questions.append(question_id)
    handover = await stage.handover_to(BREDA_DESK, question_id)
    await stage.step(handover, BREDA_DESK, "acknowledge")
    return question_id


async def _signal(stage: Stage, question_ids: list[str]) -> Body:
    tell = stage.timeline
    told = {
        "municipality_code": BREDA,
        "theme": "governance",
        "question_ids": question_ids,
        "words": "Besturen van clubs raken overbelast.",
    }
    signal: Body = await stage.ask(
        "routing", "POST", "/signals", told, role="partner", of=BREDA_DESK
    )
    await stage.signal("SignalReported", signal)
    tell.step("Het loket ziet in twee vragen hetzelfde: druk op besturen", "SignalReported")
    cluster = {name: told[name] for name in ("municipality_code", "theme")}
    cluster["signal_ids"] = [signal["signal_id"]]
    await stage.ask("routing", "POST", "/clusters", cluster, role="partner", of=BREDA_COUNCIL)
    await stage.signal("SignalClustered", signal)
    tell.step("De sportraad herkent het en legt het bij elkaar", "SignalClustered")
    path, agenda = f"/signals/{signal['signal_id']}/steps", str(id_of(BREDA_COUNCIL))
    put = {"step": "put_on_agenda", "organisation_id": agenda}
    await stage.ask("routing", "POST", path, put, role="partner", of=BREDA_DESK)
    await stage.signal("SignalPutOnAgenda", signal)
    tell.step("Het komt op de agenda van de sportraad", "SignalPutOnAgenda")
    for step, event in (("discuss", "SignalDiscussed"), ("take_up", "SignalClosed")):
        await stage.ask("routing", "POST", path, {"step": step}, role="partner", of=BREDA_COUNCIL)
        await stage.signal(event, signal)
    tell.step("Besproken, en opgepakt voor de volgende themabijeenkomst", "SignalClosed")
    return signal


async def _asked_for_advice(stage: Stage, signal: Body) -> None:
    tell = stage.timeline
    wish = {
        "municipality_code": BREDA,
        "theme": "governance",
        "of_organisation_id": str(id_of(BREDA_COUNCIL)),
        "signal_id": signal["signal_id"],
        "words": "Wat kan de gemeente doen om besturen te ontlasten?",
    }
    advice = await stage.ask(
        "routing", "POST", "/advice-requests", wish, role="partner", of=BREDA_MUNICIPALITY
    )
    tell.step("De gemeente vraagt de sportraad om advies", "AdviceRequested")
    path = f"/advice/{advice['advice_id']}/steps"
    given = {"step": "issue", "words": "Maak één plek voor alle vergunningen van clubs."}
    await stage.ask("routing", "POST", path, given, role="partner", of=BREDA_COUNCIL)
    answer = {"step": "answer", "response": "followed"}
    answered = await stage.ask(
        "routing", "POST", path, answer, role="partner", of=BREDA_MUNICIPALITY
    )
    tell.step("De sportraad adviseert, de gemeente volgt het advies", "AdviceAnswered")
    tell.check("gevraagd advies, met een antwoord", answered["solicited"])


async def _unasked_advice(stage: Stage) -> None:
    wish = {
        "municipality_code": BREDA,
        "theme": "inclusion",
        "to_organisation_id": str(id_of(BREDA_MUNICIPALITY)),
        "words": "Betrek clubs eerder bij plannen voor nieuwe wijken.",
    }
    advice = await stage.ask("routing", "POST", "/advice", wish, role="partner", of=BREDA_COUNCIL)
    stage.timeline.step("En de sportraad adviseert ook ongevraagd", "AdviceIssued")
    waits = advice["waits_for_organisation_id"] == str(id_of(BREDA_MUNICIPALITY))
    stage.timeline.check("de gemeente is nu aan zet, met een termijn", waits and advice["due_at"])
