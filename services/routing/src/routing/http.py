"""The HTTP face of routing."""

from chassis.http.router import Router

from routing.assignment import api as deciding
from routing.assignment.api import rules as routing_rules
from routing.case_page import api as cases
from routing.case_page import notes_api as case_notes
from routing.exchange import http as voices
from routing.handovers.api import handovers, named_receivers, questions, receivers, steps
from routing.handovers.replies import api as replies
from routing.handovers.replies import link_api as reply_links
from routing.indicators import api as indicators
from routing.network import api as network
from routing.worklist import api as worklist

router = Router()
for part in (
    network,
    routing_rules,
    deciding,
    handovers,
    steps,
    receivers,
    named_receivers,
    reply_links,
    replies,
    questions,
    worklist,
    cases,
    case_notes,
    indicators,
    voices,
):
    router.include_router(part.router)
