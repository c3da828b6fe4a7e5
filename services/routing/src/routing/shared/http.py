"""What requests and answers are made of."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from chassis.clocks.terms import AMSTERDAM
from chassis.http.caller import Caller, Role
from chassis.http.identity import allowed
from chassis.http.problems import Forbidden
from contracts.municipalities import current_code
from fastapi import Depends
from pydantic import AfterValidator, BaseModel, ConfigDict

from contracts import shapes


def _of_today(code: str) -> str:
    return current_code(code, datetime.now(AMSTERDAM).date())


MunicipalityCode = Annotated[shapes.MunicipalityCode, AfterValidator(_of_today)]
"""One of a municipality that merged means the new one."""

WITH_A_TOKEN = [Depends(allowed())]
"""For whoever takes part, in whatever role."""
Administrator = Annotated[Caller, Depends(allowed(Role.ADMINISTRATOR))]
Involved = Annotated[Caller, Depends(allowed(Role.PARTNER, Role.COORDINATOR))]
Reading = Annotated[Caller, Depends(allowed(Role.PARTNER, Role.COORDINATOR, Role.SERVICE))]


class Shape(BaseModel):
    """A request's body: a member that nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def must_administer(caller: Caller, municipality_codes: list[str]) -> None:
    if not all(map(caller.may_see, municipality_codes)):
        raise Forbidden(
            "other-municipality",
            "U mag dit niet doen.",
            "U beheert niet alle gemeenten die hier staan.",
        )


class Purpose(StrEnum):
    """What somebody wants the name for."""

    INFORM_PROVIDER = "inform_provider"
    GET_IN_TOUCH = "get_in_touch"
