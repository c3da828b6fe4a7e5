"""Who may see and do what."""

from collections.abc import Mapping
from typing import Annotated, Final

from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import Forbidden
from fastapi import Depends, Request

from funding.domain.application import Application
from funding.domain.change import Actor
from funding.domain.life_cycle import Step
from funding.repository.applications import Scope
from funding.settings import Settings, Terms

STAFF: Final = frozenset({Role.COORDINATOR, Role.CORE_TEAM, Role.ADMINISTRATOR, Role.SERVICE})
APPLICANT: Final = (Role.PARTNER, Role.COORDINATOR)
"""Staff also takes down what an applicant says by telephone or at a visit (P12)."""

PERMITTED: Final[Mapping[Step, tuple[Role, ...]]] = {
    Step.SUBMIT: APPLICANT,
    Step.SUPPLY: APPLICANT,
    Step.START: APPLICANT,
    Step.REPORT: APPLICANT,
    Step.WITHDRAW: APPLICANT,
    Step.OBJECT: APPLICANT,
    Step.CHECK: (Role.COORDINATOR,),
    Step.ADMIT: (Role.COORDINATOR,),
    Step.REQUEST_SUPPLEMENT: (Role.COORDINATOR,),
    Step.NOT_CONSIDER: (Role.COORDINATOR,),
    Step.MEET_CONDITION: (Role.COORDINATOR,),
    Step.ORDER_PAYMENT: (Role.COORDINATOR, Role.ADMINISTRATOR),
    Step.CONFIRM_PAYMENT: (Role.ADMINISTRATOR, Role.SERVICE),
    Step.ASSESS: (Role.CORE_TEAM,),
    Step.DEFER: (Role.CORE_TEAM,),
    Step.DECIDE: (Role.CORE_TEAM,),
    Step.SETTLE: (Role.CORE_TEAM,),
    Step.RECLAIM: (Role.CORE_TEAM,),
}
"""What the machine does by itself stands not here: nobody may do that."""

JUDGEMENTS: Final = frozenset({Step.ASSESS, Step.DEFER, Step.DECIDE, Step.SETTLE, Step.RECLAIM})

Applicant = Annotated[Caller, Depends(allowed(Role.PARTNER))]
Administrator = Annotated[Caller, Depends(allowed(Role.ADMINISTRATOR))]
Employee = Annotated[Caller, Depends(allowed(*sorted(STAFF)))]
AnyCaller = Annotated[Caller, Depends(allowed(*Role))]


async def _terms(request: Request) -> Terms:
    settings: Settings = request.app.state.process.settings
    return settings.terms


TermsNow = Annotated[Terms, Depends(_terms)]


def scope_of(caller: Caller) -> Scope:
    """Staff sees its municipalities, an applicant there its own applications."""
    if caller.roles & STAFF:
        return Scope(caller.municipalities)
    if caller.organisation_id is None:
        raise Forbidden("organisation-needed", "Uw token noemt geen organisatie.")
    return Scope(caller.municipalities, caller.organisation_id)


def actor_for(step: Step, application: Application, caller: Caller) -> Actor:
    """In which role the caller takes this step; Forbidden when in none."""
    roles = PERMITTED[step]
    is_own = caller.organisation_id == application.applicant_organisation_id
    for role in roles:
        if role in caller.roles and (is_own or role is not Role.PARTNER):
            return Actor(role, caller.organisation_id)
    raise Forbidden("role-needed", "U mag dit niet doen.", f"Nodige rol: {' of '.join(roles)}.")


def refuse_own_judgement(step: Step, application: Application, caller: Caller) -> None:
    """Nobody judges the application of the organisation that they work for."""
    if step in JUDGEMENTS and caller.organisation_id == application.applicant_organisation_id:
        raise Forbidden(
            "conflict-of-interest",
            "U mag dit niet doen.",
            "Over een aanvraag van uw eigen organisatie beslissen anderen.",
        )
