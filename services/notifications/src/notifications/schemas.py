"""What clients send and get."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from contracts.shapes import MunicipalityCode
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl
from pydantic_core import PydanticCustomError

from notifications.domain.retries import Means, State
from notifications.domain.scope import HEARD


def _without_credentials(url: HttpUrl) -> HttpUrl:
    if url.username is None and url.password is None and url.fragment is None:
        return url
    raise PydanticCustomError("url_plain", "no credentials or fragment")


def _heard(event_type: str) -> str:
    if event_type in HEARD:
        return event_type
    raise PydanticCustomError("enum", "no such type", {"expected": ", ".join(sorted(HEARD))})


EventTypeName = Annotated[
    str, AfterValidator(_heard), Field(json_schema_extra={"enum": sorted(HEARD)})
]
Url = Annotated[
    HttpUrl,
    Field(max_length=2000, examples=["https://partner.example/webhooks"]),
    AfterValidator(_without_credentials),
]


class SubscriptionWish(BaseModel):
    """Een lege lijst betekent: alles wat u mag zien."""

    model_config = ConfigDict(extra="forbid")

    url: Url
    event_types: list[EventTypeName] = Field(default=[], max_length=200)
    municipality_codes: list[MunicipalityCode] = Field(default=[], max_length=400)


class Subscription(BaseModel):
    """Zonder `municipality_codes`: alle gemeenten. `reason`: waarom het stilligt."""

    id: UUID
    url: str
    event_types: list[str]
    municipality_codes: list[str] | None
    organisation_id: UUID | None
    state: Literal["active", "suspended"]
    reason: str | None
    created_at: datetime
    changed_at: datetime


class NewSubscription(Subscription):
    secret: str = Field(
        description="Wordt alleen bij het aanmaken getoond. Controleer er de handtekening mee."
    )


class NewSecret(BaseModel):
    """Tot `former_secret_until` ondertekenen beide geheimen."""

    secret: str
    former_secret_until: datetime


class Notification(BaseModel):
    """Een bericht aan één ontvanger, zonder diens adres."""

    id: UUID
    event_id: UUID
    event_type: str
    means: Means
    template: str | None
    municipality_code: str
    state: State
    attempts: int
    reason: str | None
    answered: int | None
    next_attempt_at: datetime | None
    created_at: datetime
    changed_at: datetime


class Deliveries(BaseModel):
    """De nieuwste eerst; met `before` vraagt u de volgende pagina."""

    deliveries: list[Notification]
    before: int | None


class Count(BaseModel):
    means: Means
    state: State
    number: int


class Log(BaseModel):
    """De nieuwste eerst, en hoeveel het er in totaal zijn."""

    notifications: list[Notification]
    before: int | None
    counts: list[Count]


def notification(row: Any) -> Notification:
    waits = row.state == State.PENDING
    shown = {name: getattr(row, name) for name in Notification.model_fields}
    return Notification(**shown | {"next_attempt_at": row.next_attempt_at if waits else None})


def subscription(row: Any) -> Subscription:
    return Subscription(**{name: getattr(row, name) for name in Subscription.model_fields})
