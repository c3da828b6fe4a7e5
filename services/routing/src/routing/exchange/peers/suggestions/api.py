"""Which providers may help each other, and proposing it to them (S2, R06, F10 and R18)."""

from typing import Annotated

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import Conflict, Forbidden
from chassis.http.router import Begin, Router
from chassis.work import Work
from contracts.problems import Problem as Flaw
from fastapi import Depends, Query, status

from routing.exchange.history import Actor
from routing.exchange.peers.apply import propose
from routing.exchange.peers.domain import MatchParty, Subject, Suggestion, likeness, suggest
from routing.exchange.peers.schemas import (
    PeerMatchView,
    PeerSuggestionView,
    ProposalEntry,
    SubjectView,
    match_view,
)
from routing.exchange.peers.suggestions.repository import Subjects
from routing.exchange.schemas import check_flaws
from routing.shared.http import MunicipalityCode

router = Router(tags=["peers"])

MOST = 50

Coordinator = Annotated[Caller, Depends(allowed(Role.COORDINATOR))]


@router.get("/peer-suggestions", summary="Providers that may help each other, without who they are")
async def list_peer_suggestions(
    municipality_code: Annotated[MunicipalityCode, Query(alias="municipalityCode")],
    caller: Coordinator,
    work: Begin,
) -> list[PeerSuggestionView]:
    if not caller.may_see(municipality_code):
        raise Forbidden("other-municipality", "U mag dit niet doen.", "Dit is niet uw gemeente.")
    subjects = Subjects(work.db, work.now)
    around = await subjects.around(municipality_code)
    own = [each for each in around if each.municipality_code == municipality_code]
    made = await subjects.made([each.subject_id for each in around])
    return [_view(found) for found in suggest(own, around, made, MOST)]


@router.post(
    "/peer-matches",
    summary="Ask two providers whether each may know the other",
    status_code=status.HTTP_201_CREATED,
    tags=["peers"],
)
async def post_peer_match(entry: ProposalEntry, caller: Coordinator, work: Begin) -> PeerMatchView:
    first, second = await _subjects(entry, caller, work)
    ids = [first.subject_id, second.subject_id]
    if await Subjects(work.db, work.now).made(ids):
        raise Conflict("proposed-already", "Dit kan niet.", "Dit is al eerder voorgesteld.")
    actor = Actor(MatchParty.COORDINATOR, caller.organisation_id)
    return match_view(await propose(first, second, actor, work), caller)


async def _subjects(entry: ProposalEntry, caller: Caller, work: Work) -> tuple[Subject, Subject]:
    """The caller's own one first."""
    found = await Subjects(work.db, work.now).these([entry.first_id, entry.second_id])
    pointers = {"#/first_id": entry.first_id, "#/second_id": entry.second_id}
    subjects = sorted(found.values(), key=lambda one: not caller.may_see(one.municipality_code))
    if not subjects or not caller.may_see(subjects[0].municipality_code):
        subjects = []
    known = {subject.subject_id for subject in subjects}
    check_flaws(
        [
            Flaw(pointer=pointer, detail="Deze vraag of dit aanbod is er niet.")
            for pointer, subject_id in pointers.items()
            if subject_id not in known
        ]
    )
    if len(subjects) == 1 or likeness(*subjects) is None:
        detail = "Deze twee kunnen elkaar niet helpen met dezelfde vraag of met ruimte in de buurt."
        check_flaws([Flaw(pointer="#/second_id", detail=detail)])
    return subjects[0], subjects[1]


def _view(found: Suggestion) -> PeerSuggestionView:
    return PeerSuggestionView(
        theme=found.first.theme,
        likeness=found.likeness,
        near=found.near,
        first=SubjectView.model_validate(found.first, from_attributes=True),
        second=SubjectView.model_validate(found.second, from_attributes=True),
    )
