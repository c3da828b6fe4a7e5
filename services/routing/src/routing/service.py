"""Routing: decides who takes a question over, and sees that it is taken up.

The only file that knows every subject: what is heard, what rings, and the routes.
"""

from chassis.http.router import Router
from chassis.process.service import Service

from routing.assignment.api import capacity, conflicts, matrices, responsibilities, rule_sets, rules
from routing.assignment.api.matrix_file import MATRIX_FILE
from routing.assignment.api.rule_file import RULE_FILE
from routing.case_page import api as case_page
from routing.case_page import notes_api
from routing.erasure.handlers import forget
from routing.exchange import agendas
from routing.exchange.advice import api as advice
from routing.exchange.advice.apply import remind_of_advice
from routing.exchange.peers import api as peer_matches
from routing.exchange.peers.apply import end_silent_matches
from routing.exchange.peers.contexts import api as contexts
from routing.exchange.peers.handlers import note_space_wanted
from routing.exchange.peers.space_offers import api as space_offers
from routing.exchange.peers.suggestions import api as peer_suggestions
from routing.exchange.signals import api as signals
from routing.exchange.signals.apply import remind_of_signals
from routing.exchange.signals.clusters import api as clusters
from routing.exchange.signals.suggestions import api as signal_suggestions
from routing.handovers.alarms import ALARMS
from routing.handovers.api import (
    capacity_requests,
    explanations,
    handovers,
    named_receivers,
    questions,
    receivers,
    reroutes,
    steps,
    terms,
)
from routing.handovers.handlers import HANDLERS
from routing.handovers.replies import api as replies
from routing.handovers.replies import link_api
from routing.indicators import api as indicators
from routing.network import api as network
from routing.network.api.files import NetworkFiles
from routing.network.api.load import file_of
from routing.network.handlers import know_providers
from routing.network.kinds import KINDS
from routing.network.reviews import bring_up
from routing.settings import Settings
from routing.tables import metadata
from routing.worklist import api as worklist

router = Router()
for subject in (
    network,
    NetworkFiles([*map(file_of, KINDS), RULE_FILE, MATRIX_FILE]),
    rules,
    capacity,
    capacity_requests,
    conflicts,
    responsibilities,
    explanations,
    matrices,
    reroutes,
    rule_sets,
    terms,
    handovers,
    steps,
    receivers,
    named_receivers,
    link_api,
    replies,
    questions,
    worklist,
    case_page,
    notes_api,
    indicators,
    signals,
    signal_suggestions,
    clusters,
    advice,
    agendas,
    peer_suggestions,
    peer_matches,
    space_offers,
    contexts,
):
    router.include_router(subject.router)

service = Service(
    name="routing",
    title="Sportloket: doorzetten",
    version="1.0.0",
    description="Wie neemt een vraag over, en waar staat de overdracht?",
    settings=Settings,
    metadata=metadata,
    router=router,
    handlers=[*HANDLERS, note_space_wanted, know_providers, forget],
    alarms=[*ALARMS, remind_of_signals, remind_of_advice, end_silent_matches, bring_up],
)
