"""Intake: hears people and partners, and says QuestionReceived."""

from chassis.process.service import Service

from intake.api import router
from intake.handlers import ALARMS, HANDLERS
from intake.settings import Settings
from intake.tables import metadata

service = Service(
    name="intake",
    title="Vragen van sportaanbieders",
    version="1.0.0",
    description="Neemt vragen van sportaanbieders aan, en weet wie er nu mee verder moet.",
    settings=Settings,
    metadata=metadata,
    router=router,
    handlers=HANDLERS,
    alarms=ALARMS,
)
