"""Intake: hears people and partners, and says QuestionReceived.

The only file that knows every subject: what is heard, what rings, and the routes.
"""

from chassis.http.router import Router
from chassis.process.service import Service

from intake.asker_view import api as asker_view
from intake.askers.reports import divert_reports, forget_contacts
from intake.help_desks import api as help_desks
from intake.intake_form import api as intake_form
from intake.intake_form import themes
from intake.intake_form.submissions import register_submissions
from intake.network.handlers import NETWORK
from intake.providers import api as providers
from intake.providers import erasure_api
from intake.providers import files as provider_files
from intake.questions.alarms import ALARMS
from intake.questions.handlers import MIRRORS
from intake.settings import Settings
from intake.staff_view import api as questions
from intake.staff_view import details_api, history_api, messages_api, steps_api
from intake.tables import metadata
from intake.trends import api as trends

router = Router()
for subject in (
    intake_form,
    questions,
    steps_api,
    details_api,
    themes,
    help_desks,
    asker_view,
    providers,
    provider_files,
    erasure_api,
    history_api,
    messages_api,
    trends,
):
    router.include_router(subject.router)

service = Service(
    name="intake",
    title="Vragen van sportaanbieders",
    version="1.0.0",
    description="Neemt vragen van sportaanbieders aan, en weet wie er nu mee verder moet.",
    settings=Settings,
    metadata=metadata,
    router=router,
    handlers=[register_submissions, *MIRRORS, divert_reports, *NETWORK],
    alarms=[*ALARMS, forget_contacts],
)
