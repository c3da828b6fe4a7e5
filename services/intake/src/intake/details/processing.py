"""The log of processing: a line for each reading of what a person wrote."""

from typing import Final

from chassis.observability.processing_log import Processing, log_processing, pseudonym
from chassis.work import Work

from intake.settings import Settings

ACTIVITY: Final = "urn:sportloket:verwerking:{purpose}"


def log_reading(purpose: str, details_ref: str, work: Work, processor: str | None = None) -> None:
    """`processor`: the organisation on whose behalf it was read, if any."""
    key = work.settings_of(Settings).pseudonym_key.get_secret_value().encode()
    reading = Processing(
        name="read details",
        activity_id=ACTIVITY.format(purpose=purpose),
        subject_pseudonym=pseudonym(key, details_ref),
        subject_type="contact_person",
        started_at=work.now,
        ended_at=work.now,
        processor=processor,
    )
    log_processing(reading)
