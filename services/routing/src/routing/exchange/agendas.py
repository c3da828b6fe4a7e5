"""What an organisation has on its agenda, and which fields of policy it wants to hear of."""

from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import Conflict, NotFound
from chassis.http.router import Begin, Router
from chassis.work import Work
from contracts.vocabulary import OrganisationKind, PolicyDomain
from fastapi import Depends
from pydantic import BaseModel

from routing.exchange.advice.repository import Advices
from routing.exchange.advice.schemas import AdviceView, advice_view
from routing.exchange.signals.policy_domains import PolicyDomains
from routing.exchange.signals.repository import Signals
from routing.exchange.signals.schemas import SignalView
from routing.network.repository.organisations import Organisation, Organisations
from routing.shared.http import Reading, Shape
from routing.shared.scope import OVERSEEING

router = Router(prefix="/organisations", tags=["signals"])

Deciding = Annotated[Caller, Depends(allowed(Role.PARTNER, Role.ADMINISTRATOR))]


class AgendaView(BaseModel):
    signals: list[SignalView]
    advice: list[AdviceView]
    """That waits for this organisation."""


class PolicyDomainsEntry(Shape):
    policy_domains: frozenset[PolicyDomain]


class PolicyDomainsView(BaseModel):
    policy_domains: list[PolicyDomain]


@router.get("/{organisation_id}/agenda", summary="What is on an organisation's agenda")
async def get_agenda(organisation_id: UUID, caller: Reading, work: Begin) -> AgendaView:
    """For the organisation itself, and coordinators of the municipalities where it works."""
    organisation = await _known(organisation_id, work)
    if not (_is_of(caller, organisation) or _oversees(caller, organisation)):
        raise _missing()
    is_own = _is_of(caller, organisation)
    signals = await Signals(work.db).on_agenda_of(organisation_id)
    advice = await Advices(work.db).waiting_for(organisation_id)
    return AgendaView(
        signals=[
            SignalView.model_validate(signal, from_attributes=True)
            for signal in signals
            if is_own or caller.may_see(signal.municipality_code)
        ],
        advice=[
            advice_view(each) for each in advice if is_own or caller.may_see(each.municipality_code)
        ],
    )


@router.get("/{organisation_id}/policy-domains", summary="Of which signals it wants to hear")
async def get_policy_domains(
    organisation_id: UUID, caller: Deciding, work: Begin
) -> PolicyDomainsView:
    await _own(organisation_id, caller, work)
    return PolicyDomainsView(policy_domains=await PolicyDomains(work.db).of(organisation_id))


@router.put("/{organisation_id}/policy-domains", summary="Set of which signals it hears")
async def put_policy_domains(
    organisation_id: UUID, entry: PolicyDomainsEntry, caller: Deciding, work: Begin
) -> PolicyDomainsView:
    """Of signals in these fields of policy, in the municipalities where it works."""
    organisation = await _own(organisation_id, caller, work)
    if organisation.kind is not OrganisationKind.CROSS_DOMAIN:
        detail = "Een organisatie in de sport hoort alle signalen uit haar gemeenten."
        raise Conflict("not-cross-domain", "Dit kan niet.", detail)
    await PolicyDomains(work.db).set(organisation_id, entry.policy_domains)
    return PolicyDomainsView(policy_domains=await PolicyDomains(work.db).of(organisation_id))


async def _own(organisation_id: UUID, caller: Caller, work: Work) -> Organisation:
    """For the organisation itself, and administrators of its municipalities."""
    organisation = await _known(organisation_id, work)
    administers = Role.ADMINISTRATOR in caller.roles and all(
        map(caller.may_see, organisation.municipality_codes)
    )
    if not (_is_of(caller, organisation) or administers):
        raise _missing()
    return organisation


async def _known(organisation_id: UUID, work: Work) -> Organisation:
    found = await Organisations(work.db).one(organisation_id)
    if found is None:
        raise _missing()
    return found


def _is_of(caller: Caller, organisation: Organisation) -> bool:
    return caller.organisation_id == organisation.organisation_id


def _oversees(caller: Caller, organisation: Organisation) -> bool:
    oversees = not caller.roles.isdisjoint(OVERSEEING)
    return oversees and any(map(caller.may_see, organisation.municipality_codes))


def _missing() -> NotFound:
    return NotFound("no-such-organisation", "Deze organisatie is niet bekend.")
