"""An integrator who subscribed to everything in the seven municipalities by webhook."""

from dataclasses import dataclass
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

from story.cast import (
    BREDA,
    BUNSCHOTEN,
    EINDHOVEN,
    HOEKSCHE_WAARD,
    LEUSDEN,
    POS_TOWN,
    ZWIJNDRECHT,
)
from story.stage import Stage

PLACES = {HOEKSCHE_WAARD, POS_TOWN, LEUSDEN, BREDA, BUNSCHOTEN, ZWIJNDRECHT, EINDHOVEN}


@dataclass(frozen=True)
class Integrator:
    """Its own receiver, and the secret that it was shown once."""

    name: str
    secret: str
    types: frozenset[str]

    async def received(self, stage: Stage, number: int) -> list[dict[str, Any]]:
        return await stage.cast.arrived(f"/webhooks/{self.name}/received", number)

    def expected(self, stage: Stage) -> set[str]:
        """The ids of the events that it is to have."""
        return {
            event.id
            for event in stage.witness.events
            if event.type in self.types and (event.data or {}).get("municipality_code") in PLACES
        }

    def genuine(self, arrival: dict[str, Any]) -> bool:
        """Whether the signature is ours (Standard Webhooks)."""
        try:
            Webhook(self.secret).verify(arrival["body"], arrival["headers"])
        except WebhookVerificationError:
            return False
        return True


async def subscribe(stage: Stage) -> Integrator:
    name = stage.integrator
    wish = {
        "url": f"{stage.cast.places.webhooks_url}/{name}",
        "municipality_codes": sorted(PLACES),
    }
    made = await stage.ask(
        "notifications", "POST", "/subscriptions", wish, role="administrator", key=name
    )
    stage.timeline.step(f"Een integrator abonneert zich op {len(made['event_types'])} soorten")
    return Integrator(name, made["secret"], frozenset(made["event_types"]))
