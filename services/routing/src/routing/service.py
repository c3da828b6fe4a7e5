"""Routing: decides who takes a question over, and sees that it is taken up."""

from chassis.process.service import Service

from routing.alarms import ALARMS
from routing.api import router
from routing.erasure import forget
from routing.handlers import HANDLERS
from routing.register.hearing import know_providers
from routing.register.reviewing import bring_up
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
