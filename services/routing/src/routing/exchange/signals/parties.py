"""What a caller is to a signal, and as what they take a step."""

from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import Forbidden
from chassis.work import Work
from contracts.problems import Problem as Flaw
from contracts.vocabulary import OrganisationKind

from routing.exchange.history import Actor
from routing.exchange.signals.domain import (
    HOLDS_AN_AGENDA,
    TAKEN_BY,
    Signal,
    SignalParty,
    SignalStep,
)
from routing.network.repository.organisations import Organisation, Organisations
from routing.shared.scope import coordinates


async def working_in(code: str, organisation_id: UUID | None, work: Work) -> Organisation | None:
    """The organisation, when it works in the municipality."""
    found = await Organisations(work.db).one(organisation_id) if organisation_id else None
    return found if found and code in found.municipality_codes else None


async def reporter(code: str, caller: Caller, work: Work) -> Actor:
    """Whoever works in the municipality may say what it hears there."""
    if coordinates(caller, code):
        return Actor(SignalParty.COORDINATOR, caller.organisation_id)
    if await working_in(code, caller.organisation_id, work) is None:
        raise Forbidden(
            "other-municipality", "U mag dit niet doen.", "Hier werkt uw organisatie niet."
        )
    return Actor(SignalParty.PARTNER, caller.organisation_id)


async def actor_for(
    step: SignalStep, caller: Caller, code: str, agenda_of: UUID | None, work: Work
) -> Actor:
    """As what the caller takes the step of signals of a municipality, on this agenda if any."""
    works_there = await working_in(code, caller.organisation_id, work)
    is_it = {
        SignalParty.PARTNER: works_there is not None
        and works_there.kind is not OrganisationKind.CROSS_DOMAIN,
        SignalParty.AGENDA_HOLDER: caller.speaks_for(agenda_of),
        SignalParty.COORDINATOR: coordinates(caller, code),
    }
    able = [party for party in TAKEN_BY[step] if is_it.get(party)]
    if not able:
        raise Forbidden("not-yours", "U mag dit niet doen.", "Deze stap is aan een ander.")
    return Actor(min(able), caller.organisation_id)


async def flaws_of_agenda(organisation_id: UUID | None, signal: Signal, work: Work) -> list[Flaw]:
    """Whether the organisation has an agenda for signals of this municipality."""
    if organisation_id is None:
        return []
    found = await working_in(signal.municipality_code, organisation_id, work)
    if found is not None and found.kind in HOLDS_AN_AGENDA:
        return []
    detail = "Deze organisatie heeft in deze gemeente geen agenda voor signalen."
    return [Flaw(pointer="#/organisation_id", detail=detail)]
