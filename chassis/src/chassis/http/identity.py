"""Who may ask what: endpoints that need a caller, and of which role."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from chassis.http.caller import Caller, Role, unauthorised
from chassis.http.problems import Forbidden
from chassis.http.tokens import Tokens

BEARER = HTTPBearer(bearerFormat="JWT", scheme_name="bearer", auto_error=False)


async def anyone(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)],
) -> Caller | None:
    """The caller where a token came along; a token that is no good is refused all the same."""
    if credentials is None:
        if "authorization" in request.headers:
            raise unauthorised("Gebruik een token: Authorization: Bearer.")
        return None
    tokens: Tokens = request.app.state.tokens
    caller = await tokens.caller(credentials.credentials)
    request.state.caller = caller
    return caller


Anyone = Annotated[Caller | None, Depends(anyone)]


class Allowed:
    """Passes who holds one of the roles; without roles, any valid token."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self._roles = roles

    async def __call__(self, found: Anyone) -> Caller:
        if found is None:
            raise unauthorised("Stuur een token mee: Authorization: Bearer.")
        if self._roles and found.roles.isdisjoint(self._roles):
            needed = " of ".join(self._roles)
            raise Forbidden("role-needed", "U mag dit niet doen.", f"Nodige rol: {needed}.")
        return found


def allowed(*roles: Role) -> Allowed:
    """For `Annotated[Caller, Depends(allowed(Role.PARTNER))]`.

    Name the caller before `Begin` in an endpoint: a refusal then opens no transaction.
    """
    return Allowed(roles)
