"""Replying by a link, page by page; whatever is wrong, it says so and does nothing."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

from chassis.http.pages import page
from chassis.http.problems import Conflict
from chassis.work import Work
from fastapi.responses import HTMLResponse

from routing.case.decision import Actor, Case
from routing.case.handover import Handover
from routing.case.states import Party
from routing.handovers.replies.forms import NotFilledIn, forms_for, step_in
from routing.handovers.replies.intake_vault import IntakeVault, NotWritten
from routing.handovers.replies.links import Link, UsedLinks, link_for, link_in, link_request
from routing.handovers.replies.summary import HAS_IT, stands, summary_of
from routing.handovers.replies.take_step import apply_step, case_of
from routing.settings import Settings

UNKNOWN: Final = "Deze link klopt niet."
USED: Final = "Deze link is al gebruikt."
EXPIRED: Final = "Deze link is verlopen."
CHANGED: Final = "Er is intussen iets veranderd."


async def offer(token: str, work: Work) -> HTMLResponse:
    """What is asked, and the steps that are possible; looking changes nothing."""
    link = link_in(token, _key(work))
    if link is None:
        return _unknown()
    case, handover = await case_of(link.handover_id, work)
    return await _refused(token, link, handover, work) or await _form(case, handover, work)


async def reply(token: str, form: Mapping[str, object], work: Work) -> HTMLResponse:
    """Take the step; from then on the link is used."""
    link = link_in(token, _key(work))
    if link is None:
        return _unknown()
    case, handover = await case_of(link.handover_id, work)
    if refused := await _refused(token, link, handover, work):
        return refused
    try:
        taken = step_in(form)
        actor = Actor(Party.RECEIVER, link.organisation_id)
        await apply_step(case, handover, taken, actor, work)
    except NotFilledIn as wrong:
        return await _form(case, handover, work, wrong.flaws)
    except NotWritten as unwritten:
        return await _form(case, handover, work, [unwritten.why])
    except Conflict as conflict:
        return _over(conflict.document.title, HTTPStatus.CONFLICT, handover, token)
    await UsedLinks(work.db).use(link, work.now)
    return await _thanks(link, work)


async def send_again(token: str, work: Work) -> HTMLResponse:
    """To the address that we know: whoever has an old link learns nothing by it."""
    link = link_in(token, _key(work))
    if link is None:
        return _unknown()
    case, handover = await case_of(link.handover_id, work)
    work.announce(link_request(case, handover, work))
    return page("routing", "reply_link_sent")


async def _refused(token: str, link: Link, handover: Handover, work: Work) -> HTMLResponse | None:
    """The handover is locked, so that of two who use the link at once one is refused."""
    if await UsedLinks(work.db).is_used(link):
        return _over(USED, HTTPStatus.GONE, handover, token)
    if link.expires_at <= work.now:
        return _over(EXPIRED, HTTPStatus.GONE, handover, token)
    if link.version != handover.version:
        return _over(CHANGED, HTTPStatus.CONFLICT, handover, token)
    return None


async def _form(
    case: Case, handover: Handover, work: Work, flaws: Sequence[str] = ()
) -> HTMLResponse:
    status = HTTPStatus.BAD_REQUEST if flaws else HTTPStatus.OK
    asked = await summary_of(case.question, handover, work)
    vault = IntakeVault(work.settings_of(Settings))
    words = await vault.words_for(handover.to_organisation_id, case.question.details_ref)
    forms = forms_for(handover)
    return page(
        "routing", "reply", status=status, asked=asked, forms=forms, flaws=flaws, words=words
    )


async def _thanks(link: Link, work: Work) -> HTMLResponse:
    _, handover = await case_of(link.handover_id, work)
    following = link_for(handover, work) if forms_for(handover) else None
    return page(
        "routing",
        "reply_thanks",
        stands=stands(handover),
        following=following,
        has_it=handover.state in HAS_IT,
    )


def _over(title: str, status: HTTPStatus, handover: Handover, token: str) -> HTMLResponse:
    """With a button for a new link, while there is something to reply."""
    return page(
        "routing",
        "reply_over",
        status=status,
        title=title,
        stands=stands(handover),
        again=f"{token}/again" if forms_for(handover) else None,
    )


def _unknown() -> HTMLResponse:
    return page("routing", "reply_over", status=HTTPStatus.NOT_FOUND, title=UNKNOWN, stands=None)


def _key(work: Work) -> str:
    return work.settings_of(Settings).link_key.get_secret_value()
