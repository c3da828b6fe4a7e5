"""The check of the books: what went in came out, once."""

import json

from story.chapters.money import euros
from story.integrator import Integrator
from story.stage import Stage


async def check(stage: Stage, integrator: Integrator) -> None:
    tell, witness = stage.timeline, stage.witness
    tell.chapter("De boeken")
    ours = set(stage.questions)
    received = [d["question_id"] for d in witness.seen("QuestionReceived")]
    tell.check(f"{len(ours)} vragen erin, elk één keer", sorted(received) == sorted(ours))
    accepted = [d["question_id"] for d in witness.seen("HandoverAccepted")]
    requested = witness.seen("HandoverRequested")
    tell.check(
        f"{len(requested)} overdrachten gevraagd, {len(accepted)} overgenomen, nooit door twee",
        len(accepted) == len(set(accepted)),
    )
    awarded, left = stage.euros
    tell.check(f"{euros(awarded)} toegekend, {euros(left)} over", left >= 0)
    await _webhooks(stage, integrator)
    await _mails(stage)
    tell.check(f"{len(witness.events)} gebeurtenissen, geen twee keer", witness.twice() == 0)
    told = ", ".join(_gaps(stage))
    tell.check("per zaak volgen de versies elkaar op" + (f" ({told})" if told else ""), not told)


async def _webhooks(stage: Stage, integrator: Integrator) -> None:
    expected = integrator.expected(stage)
    arrivals = await integrator.received(stage, len(expected))
    expected = integrator.expected(stage)
    ids = [json.loads(arrival["body"])["id"] for arrival in arrivals]
    tell = stage.timeline
    tell.check(
        f"{len(arrivals)} webhooks bezorgd, elk één keer en alle",
        len(ids) == len(set(ids)) and set(ids) == expected,
    )
    tell.check("elke webhook is van ons", all(map(integrator.genuine, arrivals)))


async def _mails(stage: Stage) -> None:
    mails = [m for m in await stage.cast.arrived("/mails", 1) if stage.run in str(m["to"])]
    ids = [mail["message_id"] for mail in mails]
    stage.timeline.check(f"{len(mails)} mails bezorgd, elk één keer", len(ids) == len(set(ids)))


def _gaps(stage: Stage) -> list[str]:
    """Things that began in this telling whose versions are not 1, 2, 3 …, in that order."""
    versions: dict[str, list[int]] = {}
    for event in stage.witness.events:
        data = event.data or {}
        if event.subject and "version" in data:
            versions.setdefault(event.subject, []).append(data["version"])
    begun = {subject: found for subject, found in versions.items() if 1 in found}
    return [
        f"{subject}: {found}"
        for subject, found in begun.items()
        if found != list(range(1, len(found) + 1))
    ]
