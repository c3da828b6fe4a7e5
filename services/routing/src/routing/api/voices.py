"""What organisations hear and tell each other, and providers that may help each other."""

from chassis.http.router import Router

from routing.api import (
    advice,
    advice_views,
    agendas,
    cluster_steps,
    clusters,
    contexts,
    peer_matches,
    peer_suggestions,
    signal_suggestions,
    signal_views,
    signals,
    space_offers,
)

router = Router()
for part in (
    signals,
    signal_views,
    signal_suggestions,
    clusters,
    cluster_steps,
    advice,
    advice_views,
    agendas,
    peer_suggestions,
    peer_matches,
    space_offers,
    contexts,
):
    router.include_router(part.router)
