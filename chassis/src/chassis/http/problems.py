"""What went wrong, as the client is told (RFC 9457)."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import ClassVar

from contracts.problems import Problem as Flaw
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"


class ProblemDetails(BaseModel):
    """The body of every answer that is no success; `errors` names each thing to mend."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Flaw] = []

    def answer(self, headers: Mapping[str, str] | None = None) -> JSONResponse:
        body = self.model_dump(exclude_defaults=True)
        return JSONResponse(body, self.status, headers, media_type=MEDIA_TYPE)


class Problem(HTTPException):
    """Raised anywhere in a request; `code` ends its type. Never say what was sent."""

    status: ClassVar[HTTPStatus]

    def __init__(
        self,
        code: str,
        title: str,
        detail: str = "",
        *,
        errors: Sequence[Flaw] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(self.status, detail or title, headers)
        self.document = ProblemDetails(
            type=f"urn:sportloket:problem:{code}",
            title=title,
            status=self.status,
            detail=self.detail,
            errors=list(errors),
        )

    def answer(self) -> JSONResponse:
        return self.document.answer(self.headers)


class BadRequest(Problem):
    status = HTTPStatus.BAD_REQUEST


class Unauthorised(Problem):
    status = HTTPStatus.UNAUTHORIZED


class Forbidden(Problem):
    status = HTTPStatus.FORBIDDEN


class NotFound(Problem):
    status = HTTPStatus.NOT_FOUND


class Conflict(Problem):
    status = HTTPStatus.CONFLICT


class PreconditionFailed(Problem):
    status = HTTPStatus.PRECONDITION_FAILED


class TooLarge(Problem):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class UnsupportedMediaType(Problem):
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class TooManyRequests(Problem):
    status = HTTPStatus.TOO_MANY_REQUESTS


class Unavailable(Problem):
    status = HTTPStatus.SERVICE_UNAVAILABLE
