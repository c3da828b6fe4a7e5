"""12. Entrepreneurs hear that there is an office, and the municipality reaches all of them (S2)."""

from uuid import uuid5

from story.cast import (
    MUNICIPALITY,
    NETWORK,
    POS_OFFICE,
    POS_TOWN,
    SPORTS_COMPANY,
    UNDECIDED,
    id_of,
)
from story.stage import Stage, question


async def play(stage: Stage) -> None:
    tell, school = stage.timeline, stage.address("dansschool")
    tell.chapter("12. Gouda: het POS-kantoor")
    mails = await stage.mail(school, 2)
    told = sum("Er is een POS-kantoor in uw gemeente" in mail["text"] for mail in mails)
    tell.check("de dansschool las één keer dat er een POS-kantoor is", told == 1)
    await _join(stage)
    await _write(stage)
    await _undecided(stage)


async def _join(stage: Stage) -> None:
    [asked] = stage.witness.seen(
        "QuestionReceived",
        lambda data: (
            data["municipality_code"] == POS_TOWN and data["provider_kind"] == "entrepreneur"
        ),
    )
    membership = {
        "parent_organisation_id": str(id_of(POS_OFFICE)),
        "member_provider_id": asked["provider_id"],
        "started_on": asked["occurred_at"][:10],
    }
    membership_id = str(uuid5(NETWORK, asked["provider_id"]))
    path = f"/memberships/{membership_id}"
    await stage.ask("routing", "PUT", path, membership, role="administrator")
    await stage.told(membership_id)
    stage.timeline.step("De dansschool wordt lid", "MembershipStarted")


async def _write(stage: Stage) -> None:
    tell = stage.timeline
    letter = {
        "office_organisation_id": str(id_of(POS_OFFICE)),
        "municipality_code": POS_TOWN,
        "text": "Op 12 maart praten wij over ruimte voor sport. Schuift u aan?",
    }
    posted = await stage.ask(
        "notifications", "POST", "/circulars", letter, role="partner", of=MUNICIPALITY
    )
    await stage.witness.first(
        "CircularPosted", lambda data: data["circular_id"] == posted["circular_id"]
    )
    tell.step(f"{MUNICIPALITY} schrijft één keer, naar {posted['members']} leden", "CircularPosted")
    [mail] = await stage.mail_with(stage.address("dansschool"), "Op 12 maart")
    tell.mail(mail["subject"], "de dansschool")


async def _undecided(stage: Stage) -> None:
    tell = stage.timeline
    asked = question(
        "finance",
        POS_TOWN,
        ("club", "Schaakclub De Pion"),
        "Hoe houden wij de contributie betaalbaar?",
        stage.address("de pion"),
    )
    taken = await stage.ask("intake", "POST", "/questions", asked, key=f"{stage.run}-pion")
    stage.questions.append(taken["question_id"])
    handover = await stage.handover_to(SPORTS_COMPANY, taken["question_id"])
    await stage.step(handover, SPORTS_COMPANY, "acknowledge")
    tell.step(f"Een vraag van een club gaat naar {SPORTS_COMPANY}", "HandoverRequested")
    path = f"/handovers/{handover['handover_id']}/explanation"
    why = await stage.ask("routing", "GET", path, role="coordinator", of=MUNICIPALITY)
    tell.check(f"{UNDECIDED} koos nog geen soort, en doet nog niet mee", UNDECIDED in str(why))
