"""What can be wrong with advice: between whom it is, where, and for whom."""

from uuid import UUID

from chassis.http.caller import Caller
from chassis.work import Work
from contracts.problems import Problem as Flaw
from contracts.vocabulary import OrganisationKind

from routing.exchange.advice.schemas import AdviceAbout
from routing.exchange.signals.parties import working_in
from routing.exchange.signals.repository import Signals
from routing.network.repository.organisations import Organisations
from routing.shared.scope import scope_of

UNKNOWN = "Deze organisatie is niet bekend in het netwerk."
ITSELF = "Dit is uw eigen organisatie."
NEITHER = "Geen van beide organisaties werkt in deze gemeente."
NO_SIGNAL = "Dit signaal is er niet."
NO_OFFICE = "Alleen een POS-kantoor spreekt namens zijn leden."


async def flaws_of_advice(
    entry: AdviceAbout, pointer: str, other: UUID, caller: Caller, work: Work
) -> list[Flaw]:
    """`pointer`: where the other organisation stands."""
    flaws = []
    if other == caller.organisation_id:
        flaws.append(Flaw(pointer=pointer, detail=ITSELF))
    elif await Organisations(work.db).one(other) is None:
        flaws.append(Flaw(pointer=pointer, detail=UNKNOWN))
    code = entry.municipality_code
    here = [await working_in(code, each, work) for each in (caller.organisation_id, other)]
    if not any(here):
        flaws.append(Flaw(pointer="#/municipality_code", detail=NEITHER))
    reported = entry.signal_id and await Signals(work.db).one(entry.signal_id, scope_of(caller))
    if entry.signal_id and not reported:
        flaws.append(Flaw(pointer="#/signal_id", detail=NO_SIGNAL))
    return flaws


async def flaws_of_members(members: int | None, organisation_id: UUID, work: Work) -> list[Flaw]:
    """An office speaks for its members, and says only how many they are (S2, R02)."""
    if members is None:
        return []
    found = await Organisations(work.db).one(organisation_id)
    if found is not None and found.kind is OrganisationKind.POS_OFFICE:
        return []
    return [Flaw(pointer="#/members", detail=NO_OFFICE)]
