"""13. A receiver without an account does the whole job from its mail (S1, P18)."""

import re

from story.cast import DRECHTOEVER, ZWIJNDRECHT
from story.stage import Stage, question

LINK = re.compile(r"https?://\S+/replies/\S+")
ASKS = "Hoeveel leden hebt u, en wanneer traint u?"
TELLS = "Wij hebben 80 leden en trainen op dinsdag."
WORDS = "Onze vereniging zoekt een trainer die ons een paar weken op weg helpt."


async def play(stage: Stage) -> None:
    tell = stage.timeline
    tell.chapter(f"13. Zwijndrecht: {DRECHTOEVER} doet alles vanuit de mail")
    club, received = stage.address("de merwede"), await _ask(stage)
    question_id, own_page = received["question_id"], received["link"]
    await stage.handover_to(DRECHTOEVER, question_id)
    link = await _link(stage, question_id, "Wilt u een vraag overnemen?")
    tell.check(
        "vóór het overnemen staat er niet wie het vraagt", club not in await stage.page(link)
    )
    await stage.page_with(own_page, DRECHTOEVER)
    await stage.page(link, step="request_information", text=ASKS)
    await stage.event("HandoverInformationRequested", question_id)
    tell.step(f"{DRECHTOEVER} wil eerst meer weten", "HandoverInformationRequested")
    told = await stage.mail_with(club, ASKS)
    on_page = ASKS in await stage.page_with(own_page, "Antwoord geven")
    tell.check("de club leest de woorden in haar mail en op haar pagina", bool(told) and on_page)
    await stage.page(own_page, step="provide_information", text=TELLS)
    await stage.event("HandoverInformationProvided", question_id)
    tell.step("De club antwoordt op haar eigen pagina", "InformationProvided")
    link = await _link(stage, question_id, "De vraag is aangevuld")
    await stage.page_with(link, TELLS)
    tell.check(f"{DRECHTOEVER} leest het antwoord", True)
    await _take_over(stage, question_id, link, club)
    await _confirm(stage, question_id, own_page)
    await _finish(stage, question_id)


async def _take_over(stage: Stage, question_id: str, link: str, club: str) -> None:
    tell = stage.timeline
    await stage.page(link, step="accept", kind="person", name="Iris Visser")
    await stage.event("HandoverAccepted", question_id)
    tell.step(f"{DRECHTOEVER} neemt de vraag over", "HandoverAccepted")
    link = await _link(stage, question_id, "U hebt de vraag overgenomen")
    page = await stage.page_with(link, WORDS)
    tell.check("de link uit de mail toont de vraag en wie te bellen", club in page)
    await stage.page(link, step="make_contact", introduction="telephone")
    await stage.event("HandoverContactMade", question_id)
    tell.step(f"{DRECHTOEVER} belt de club", "HandoverContactMade")


async def _confirm(stage: Stage, question_id: str, own_page: str) -> None:
    tell = stage.timeline
    await stage.page_with(own_page, "Hebt u elkaar gesproken?")
    await stage.page(own_page, step="confirm_contact", confirmed="true")
    confirmed = await stage.event("ContactConfirmed", question_id)
    tell.step("De club bevestigt dat zij elkaar hebben gesproken", "ContactConfirmed")
    tell.check("met één knop op haar eigen pagina", confirmed["confirmed"])


async def _finish(stage: Stage, question_id: str) -> None:
    tell = stage.timeline
    link = await _link(stage, question_id, "U hebt contact met de vraagsteller")
    thanks = await stage.page(link, step="report_progress")
    following = LINK.findall(thanks)[0].partition('"')[0]
    await stage.page(following, step="complete", outcome="helped")
    await stage.event("HandoverCompleted", question_id)
    tell.step("en rondt haar af, zonder ooit in te loggen", "HandoverCompleted")


async def _ask(stage: Stage) -> dict[str, str]:
    asked = question(
        "sport_specific",
        ZWIJNDRECHT,
        ("club", "Roeivereniging De Merwede"),
        WORDS,
        stage.address("de merwede"),
    )
    received = await stage.ask("intake", "POST", "/questions", asked, key=f"{stage.run}-merwede")
    stage.questions.append(received["question_id"])
    return dict(received)


async def _link(stage: Stage, question_id: str, subject: str) -> str:
    """From the mail with this subject about this question."""
    mails = await stage.mail_with(stage.address(DRECHTOEVER), question_id, subject)
    return str(LINK.findall(mails[0]["text"])[0])
