"""15. The desks see what is open, whose turn it is, and by when (S1, P01 and P17)."""

from story.cast import (
    BREDA_DESK,
    BUNSCHOTEN_PLATFORM,
    EINDHOVEN_COUNCIL,
    MUNICIPALITY,
    PLATFORM,
    SPORTS_COUNCIL,
    ZWIJNDRECHT_PLATFORM,
)
from story.stage import Stage

DESKS = (
    SPORTS_COUNCIL,
    MUNICIPALITY,
    PLATFORM,
    EINDHOVEN_COUNCIL,
    BUNSCHOTEN_PLATFORM,
    ZWIJNDRECHT_PLATFORM,
    BREDA_DESK,
)


async def play(stage: Stage) -> None:
    tell, owned = stage.timeline, 0
    tell.chapter("15. De loketten: wie is aan zet?")
    for desk in DESKS:
        page = await stage.ask("routing", "GET", "/worklist", role="coordinator", of=desk)
        cases = [case for case in page["cases"] if case["question_id"] in stage.questions]
        for case in cases[:1]:
            turn = case["next"]
            who = turn["organisation_name"] or "het loket"
            tell.step(f"{desk}: {who} moet {turn['action_in_words']}")
        owned += sum(bool(case["next"]["owner"] and case["next"]["due_at"]) for case in cases)
    tell.check(f"{owned} open vragen, elk met iemand aan zet en een wekker", owned > 0)
