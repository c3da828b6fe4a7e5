"""8. Who does what is written down, and extra hands are found when needed (S1, P15, P26)."""

import re

from contracts.vocabulary import Theme

from story.cast import BOTTER, BUNSCHOTEN, BUNSCHOTEN_PLATFORM, EEMLAND, id_of
from story.stage import Body, Stage, question

LINK = re.compile(r"https?://\S+/replies/\S+")


async def play(stage: Stage) -> None:
    stage.timeline.chapter("8. Bunschoten: rollen vastgelegd, en extra hulp als het te druk is")
    await _who_does_what(stage)
    await _by_mail(stage)
    await _closed(stage)


async def _who_does_what(stage: Stage) -> None:
    tell, path = stage.timeline, f"/municipalities/{BUNSCHOTEN}/responsibility-matrix"
    firsts = [_part(theme, "first_responder", EEMLAND) for theme in Theme]
    matrix = {"valid_from": "2026-01-01", "responsibilities": firsts[:-1]}
    check = await stage.ask("routing", "POST", f"{path}/check", matrix, role="administrator")
    tell.check("de proef noemt het thema dat nog niemand heeft", len(check["gaps"]) == 1)
    advises = _part(Theme.GOVERNANCE, "advises", BUNSCHOTEN_PLATFORM)
    matrix["responsibilities"] = [*firsts, advises]
    await stage.ask("routing", "PUT", path, matrix, role="administrator")
    tell.step("Wie doet wat: voor elk thema één organisatie")
    found = await stage.ask("routing", "GET", f"/directory?municipalityCode={BUNSCHOTEN}")
    named = {entry["organisation_name"] for entry in found}
    tell.check("iedereen kan het opzoeken", named == {EEMLAND})


def _part(theme: Theme, role: str, organisation: str) -> Body:
    return {"theme": theme.value, "role": role, "organisation_id": str(id_of(organisation))}


async def _by_mail(stage: Stage) -> None:
    """Both organisations answer from the mail, without an account."""
    tell, question_id = stage.timeline, await _ask(stage, "De Botter", "volunteers")
    first = await stage.handover_to(EEMLAND, question_id)
    link = await _link(stage, EEMLAND)
    await stage.page(link, step="decline", reason="no_capacity")
    await stage.event("HandoverDeclined", question_id)
    tell.step(f"{EEMLAND} antwoordt uit de mail: nu geen tijd", "HandoverDeclined")
    again = await stage.cast.open(link, step="decline", reason="no_capacity")
    tell.check("dezelfde link doet het geen tweede keer", again.status_code >= 400)
    await _extra_hands(stage, first)
    await stage.handover_to(BOTTER, question_id)
    link = await _link(stage, BOTTER)
    await stage.page(link, step="accept", kind="team", name="Beweegteam Zuid")
    await stage.event("HandoverAccepted", question_id)
    tell.step(f"{BOTTER} neemt de vraag over, ook uit de mail", "HandoverAccepted")


async def _extra_hands(stage: Stage, handover: Body) -> None:
    path = f"/handovers/{handover['handover_id']}/capacity-requests"
    await stage.ask("routing", "POST", path, role="partner", of=EEMLAND)
    await stage.event("CapacityRequested", handover["question_id"])
    stage.timeline.step("en vraagt om extra uitvoeringskracht", "CapacityRequested")


async def _closed(stage: Stage) -> None:
    tell = stage.timeline
    await _capacity(stage, "closed")
    tell.step(f"{EEMLAND} zegt: wij zijn even gesloten", "CapacityChanged")
    question_id = await _ask(stage, "De Spaan", "sustainability")
    handover = await stage.handover_to(BOTTER, question_id)
    await stage.step(handover, BOTTER, "acknowledge")
    tell.step(f"De volgende vraag gaat meteen naar {BOTTER}", "HandoverRequested")
    path = f"/handovers/{handover['handover_id']}/explanation"
    why = await stage.ask("routing", "GET", path, role="coordinator", of=BOTTER)
    tell.check("en er staat bij waarom", EEMLAND in str(why))
    await _capacity(stage, "open")


async def _capacity(stage: Stage, capacity: str) -> None:
    path = f"/organisations/{id_of(EEMLAND)}/capacity"
    await stage.ask("routing", "PUT", path, {"capacity": capacity}, role="partner", of=EEMLAND)


async def _ask(stage: Stage, club: str, theme: str) -> str:
    asked = question(
        theme,
        BUNSCHOTEN,
        ("club", f"Watersportvereniging {club}"),
        "Wie denkt er met ons mee?",
        stage.address(club),
    )
    taken = await stage.ask("intake", "POST", "/questions", asked, key=f"{stage.run}-{club}")
    stage.questions.append(taken["question_id"])
    return str(taken["question_id"])


async def _link(stage: Stage, organisation: str) -> str:
    """From the mail that asks the organisation to take a question over."""
    mails = await stage.mail_with(stage.address(organisation), "/replies/")
    return str(LINK.findall(mails[0]["text"])[0])
