"""Routing: decides who takes a question over, and sees that it is taken up."""

from chassis.process.service import Service

from routing.erasure.handlers import forget
from routing.handovers.alarms import ALARMS
from routing.handovers.handlers import HANDLERS
from routing.http import router
from routing.network.handlers import know_providers
from routing.network.reviews import bring_up
from routing.settings import Settings
from routing.tables import metadata

service = Service(
    name="routing",
    title="Sportloket: doorzetten",
    version="1.0.0",
    description="Wie neemt een vraag over, en waar staat de overdracht?",
    settings=Settings,
    metadata=metadata,
    router=router,
    handlers=[*HANDLERS, know_providers, forget],
    alarms=[*ALARMS, bring_up],
)
