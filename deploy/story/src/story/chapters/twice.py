"""9. The same question comes in twice: linked, not lost (S1, P02)."""

from typing import Any

from story.cast import DRECHTOEVER, ZWIJNDRECHT, ZWIJNDRECHT_PLATFORM
from story.stage import Stage, question


async def play(stage: Stage) -> None:
    tell = stage.timeline
    tell.chapter("9. Zwijndrecht: dezelfde vraag, twee keer")
    await _agreed(stage)
    first, second = await _ask(stage, "first"), await _ask(stage, "second")
    merged = await stage.event("QuestionMerged", second["question_id"])
    tell.step("Een bestuurslid vraagt het ook: de tweede hoort bij de eerste", "QuestionMerged")
    right = merged["into_question_id"] == first["question_id"]
    tell.check("aan de goede vraag gekoppeld", right)
    both = [await stage.page(asked["link"]) for asked in (first, second)]
    tell.check(
        "beide vragers lezen het op hun eigen pagina",
        "Deze vraag kwam nog een keer binnen." in both[0]
        and "U stelde deze vraag al eerder." in both[1],
    )
    handover = await stage.handover_to(DRECHTOEVER, first["question_id"])
    await stage.step(handover, DRECHTOEVER, "acknowledge")
    requested = stage.witness.seen(
        "HandoverRequested", lambda data: data["question_id"] == second["question_id"]
    )
    tell.step(f"{DRECHTOEVER} krijgt de vraag één keer", "HandoverRequested")
    tell.check("de dubbele vraag gaat niet nog eens rond", not requested)


async def _agreed(stage: Stage) -> None:
    """The platform has its say in the programme of sessions, as was agreed (S1, P25)."""
    found = await stage.ask(
        "routing", "GET", f"/agreements?municipalityCode={ZWIJNDRECHT}", role="administrator"
    )
    roles = {agreement["role"] for agreement in found}
    stage.timeline.check(f"{ZWIJNDRECHT_PLATFORM} beslist mee", "approves_agenda" in roles)


async def _ask(stage: Stage, which: str) -> Any:
    asked = question(
        "membership",
        ZWIJNDRECHT,
        ("club", "z.v. De Golfslag"),
        "Hoe houden wij de jeugd vast als zij naar de middelbare school gaat?",
        stage.address("de golfslag"),
    )
    taken = await stage.ask("intake", "POST", "/questions", asked, key=f"{stage.run}-{which}")
    stage.questions.append(taken["question_id"])
    await stage.event("QuestionReceived", taken["question_id"])
    return taken
