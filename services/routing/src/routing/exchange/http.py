"""What organisations hear and tell each other, and providers that may help each other."""

from chassis.http.router import Router

from routing.exchange import agendas_api as agendas
from routing.exchange.advice import api as advice
from routing.exchange.advice import views as advice_views
from routing.exchange.peers import api as peer_matches
from routing.exchange.peers import contexts_api as contexts
from routing.exchange.peers import space_offers_api as space_offers
from routing.exchange.peers import suggestions_api as peer_suggestions
from routing.exchange.signals import api as signals
from routing.exchange.signals import cluster_steps
from routing.exchange.signals import clusters_api as clusters
from routing.exchange.signals import suggestions_api as signal_suggestions
from routing.exchange.signals import views as signal_views

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
