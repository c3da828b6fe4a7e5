"""6. A report of transgressive behaviour is stopped before anything is stored."""

from story.cast import HOEKSCHE_WAARD
from story.stage import Stage, question


async def play(stage: Stage) -> None:
    tell = stage.timeline
    tell.chapter("6. Een melding van grensoverschrijdend gedrag")
    asked = question(
        "other",
        HOEKSCHE_WAARD,
        ("club", "Een club"),
        "Onze trainer zit aan de meisjes van de jeugd en niemand doet iets.",
        stage.address("melder"),
    )
    before = len(stage.witness.seen("QuestionDiverted"))
    answer = await stage.cast.ask("intake", "POST", "/questions", asked)
    told = answer.json()
    await stage.witness.several(before + 1, "QuestionDiverted")
    tell.step("Het formulier houdt de melding tegen en wijst de weg", "QuestionDiverted")
    tell.check("de melder leest waar hij terecht kan", "Centrum Veilige Sport" in answer.text)
    tell.check("er is geen vraag gemaakt", answer.status_code == 200 and "question_id" not in told)
    received = [data["question_id"] for data in stage.witness.seen("QuestionReceived")]
    tell.check("niets van de melding ging verder", set(received) == set(stage.questions))
