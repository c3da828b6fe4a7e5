"""Where to go with what does not belong here."""

from pydantic import BaseModel


class Place(BaseModel):
    name: str
    when: str
    telephone: str | None = None
    website: str | None = None
