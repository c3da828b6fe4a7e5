"""14. The desk stays in charge: a wrong theme is set right, a late report is diverted (S1, P01)."""

from story.cast import DRECHTOEVER, MUNICIPALITY, POS_TOWN, SPORTS_COMPANY, ZWIJNDRECHT
from story.cast import ZWIJNDRECHT_PLATFORM as DESK
from story.stage import Stage, question

VEILED = "Er speelt iets tussen een lid en onze trainer. Met wie kan ik praten?"


async def play(stage: Stage) -> None:
    stage.timeline.chapter("14. Het loket houdt de regie")
    await _set_right(stage)
    await _take_back(stage)
    await _divert(stage)


async def _set_right(stage: Stage) -> None:
    tell = stage.timeline
    question_id, _ = await _ask(stage, POS_TOWN, "volunteers", "Waar kunnen wij 's winters spelen?")
    first = await stage.handover_to(SPORTS_COMPANY, question_id)
    why = {"reason": "wrong_theme", "right_theme": "space"}
    await stage.step(first, SPORTS_COMPANY, "decline", **why)
    await stage.event("HandoverDeclined", question_id)
    tell.step(f"{SPORTS_COMPANY}: dit gaat niet over vrijwilligers", "HandoverDeclined")
    second = await stage.handover_to(MUNICIPALITY, question_id)
    tell.step(f"Onder het juiste thema gaat de vraag naar {MUNICIPALITY}", "HandoverRequested")
    classified = await stage.event("QuestionClassified", question_id)
    right = second["theme"] == classified["theme"] == "space"
    tell.check("het thema is overal hetzelfde", right)


async def _take_back(stage: Stage) -> None:
    tell = stage.timeline
    question_id, link = await _ask(
        stage, ZWIJNDRECHT, "inclusion", "Wie leert ons bewegen na ziekte?"
    )
    await stage.handover_to(DRECHTOEVER, question_id)
    await stage.page_with(link, DRECHTOEVER)
    await _desk(stage, question_id, step="take_back")
    await stage.event("HandoverCancelled", question_id)
    tell.step("Het loket neemt een vraag terug van wie haar had", "QuestionTakenBack")
    await _desk(stage, question_id, step="answer", outcome="helped", text="Ik bel u vandaag.")
    await stage.event("QuestionAnswered", question_id)
    page = await stage.page_with(link, "Ik bel u vandaag.")
    tell.check("en beantwoordt haar zelf", "Ja, ik ben geholpen" in page)
    await stage.page(link, step="close")
    await stage.event("QuestionClosed", question_id)
    tell.step("De club laat weten dat zij is geholpen", "QuestionClosed")


async def _divert(stage: Stage) -> None:
    tell = stage.timeline
    question_id, link = await _ask(stage, ZWIJNDRECHT, "inclusion", VEILED)
    handover = await stage.handover_to(DRECHTOEVER, question_id)
    await stage.step(handover, DRECHTOEVER, "divert")
    await stage.event("HandoverDiverted", question_id)
    tell.step(f"{DRECHTOEVER}: dit hoort niet hier", "HandoverDiverted")
    diverted = await stage.event("QuestionDiverted", question_id)
    tell.check("het feit zegt niet waarom", diverted["reason"] is None)
    page = await stage.page_with(link, "Centrum Veilige Sport Nederland")
    tell.check("de vraagsteller leest waar die terecht kan", VEILED not in page)


async def _ask(stage: Stage, municipality: str, theme: str, words: str) -> tuple[str, str]:
    name = f"club {theme} {len(stage.questions)}"
    asked = question(theme, municipality, ("club", name), words, stage.address(name))
    received = await stage.ask("intake", "POST", "/questions", asked, key=f"{stage.run}-{name}")
    stage.questions.append(received["question_id"])
    return received["question_id"], received["link"]


async def _desk(stage: Stage, question_id: str, **step: str) -> None:
    path = f"/questions/{question_id}/steps"
    await stage.ask("intake", "POST", path, step, role="coordinator", of=DESK)
