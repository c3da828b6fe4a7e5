"""What signals, advice and peer matches share in requests and answers."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from chassis.http.caller import Caller
from chassis.http.problems import BadRequest, Conflict, Forbidden
from chassis.life_cycle import IllegalTransition
from chassis.observability.processing_log import Processing, log_processing, pseudonym
from chassis.work import Work
from contracts.problems import Problem as Flaw
from pydantic import BaseModel, StringConstraints

from routing.exchange.history import Histories
from routing.exchange.words import Words as ByCode
from routing.exchange.words import cannot
from routing.settings import Settings
from routing.shared.vault_texts import VaultTexts

Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=5000, pattern=r"^[^\x00]+$"),
]
"""What people write: for the vault."""


class SignalOrAdviceStepView(BaseModel):
    version: int
    step: str
    from_state: str | None
    to_state: str
    by_party: str
    by_organisation_id: UUID | None
    about: str | None
    at: datetime


class WordsPurpose(StrEnum):
    """What somebody wants to read the words for."""

    PREPARE_DISCUSSION = "prepare_discussion"
    ANSWER = "answer"


class WordsView(BaseModel):
    step: str
    words: str
    at: datetime


def own_organisation(caller: Caller) -> UUID:
    """Who speaks; only organisations do."""
    if caller.organisation_id is None:
        raise Forbidden(
            "organisation-needed", "U mag dit niet doen.", "Dit doet u namens een organisatie."
        )
    return caller.organisation_id


def check_flaws(flaws: list[Flaw]) -> None:
    if flaws:
        raise invalid(flaws)


def invalid(flaws: list[Flaw]) -> BadRequest:
    detail = f"Aantal fouten: {len(flaws)}."
    return BadRequest("invalid-input", "Dit verzoek klopt niet.", detail, errors=flaws)


def refusal(thing: str, illegal: IllegalTransition, states: ByCode, steps: ByCode) -> Conflict:
    """`thing`: in Dutch, as the first word of a sentence."""
    return Conflict(
        "illegal-transition", "Deze stap kan niet.", cannot(thing, illegal, states, steps)
    )


async def steps_of(thing_id: UUID, work: Work) -> list[SignalOrAdviceStepView]:
    """The first one first."""
    steps = await Histories(work.db).of(thing_id)
    return [SignalOrAdviceStepView.model_validate(step, from_attributes=True) for step in steps]


async def words_of(thing_id: UUID, kind: str, purpose: StrEnum, work: Work) -> list[WordsView]:
    """What was written at its steps, which the log of processing gets to know."""
    steps = await Histories(work.db).of(thing_id)
    written = await VaultTexts(work.db).read([step.words_ref for step in steps if step.words_ref])
    key = work.settings_of(Settings).pseudonym_key.get_secret_value().encode()
    for ref in written:
        log_processing(
            Processing(
                name=f"read the words of {kind}",
                activity_id=f"urn:sportloket:processing:routing:{purpose}",
                subject_pseudonym=pseudonym(key, ref),
                subject_type=kind,
                started_at=work.now,
                ended_at=work.now,
            )
        )
    return [
        WordsView(step=step.step, words=written[step.words_ref], at=step.at)
        for step in steps
        if step.words_ref in written
    ]
