"""A question that somebody asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from chassis.work import Work
from contracts.vocabulary import Channel, ConsentGround, ProviderKind, QuestionKind, Theme

from intake.askers.duplicates import Arrival
from intake.askers.links import Links
from intake.askers.marks import AskerMarks
from intake.askers.recognition import digest_of, marks, token_of
from intake.details.repository import Vault, new_ref
from intake.intake_form.receive import receive
from intake.providers.repository import Providers
from intake.questions.question import Question, placed
from intake.settings import Settings

NAMESPACE = UUID("1f6e0b0c-6d0c-5a5f-8a55-3f2b9f0f7d11")


@dataclass(frozen=True, slots=True)
class Asked:
    """`details` go to the vault: what was asked, by whom, for which provider."""

    theme: Theme
    municipality_code: str
    provider_kind: ProviderKind
    provider_id: UUID | None
    consent: bool
    details: dict[str, Any]
    kind: QuestionKind = QuestionKind.QUESTION
    subtheme: str | None = None
    introduced_by_organisation_id: UUID | None = None
    members: int | None = None
    space_now_m2: int | None = None
    space_wanted_m2: int | None = None
    area_code: str | None = None


@dataclass(frozen=True, slots=True)
class ReceivedBy:
    """Who brings it in, and how they heard it."""

    role: str
    organisation_id: UUID | None
    channel: Channel


async def ask(asked: Asked, by: ReceivedBy, work: Work) -> tuple[Question, str]:
    """The question, and the token of the asker's private link to it."""
    settings = work.settings_of(Settings)
    question = placed(_question(asked, by, work), work.now)
    of_asker = marks(asked.details["contact"], question.municipality_code, settings)
    question = await _recognised(question, asked, of_asker, work)
    await Providers(work.db).add(
        question.provider_id, question.provider_kind, question.municipality_code, work.now
    )
    await Vault(work.db).put(
        asked.details, work.now, ref=question.details_ref, organisation_id=by.organisation_id
    )
    received = (await receive([Arrival(question, of_asker)], work, by.role))[question.id]
    token = token_of(question.id, settings)
    await Links(work.db).keep(digest_of(token), question.id)
    work.announce(*received.facts)
    return received.question, token


async def _recognised(
    question: Question, asked: Asked, of_asker: Sequence[str], work: Work
) -> Question:
    """Who asked before, without an account, is the provider that it was then."""
    if asked.provider_id is not None or asked.kind is not QuestionKind.QUESTION:
        return question
    known = await AskerMarks(work.db).provider_of(of_asker, question.provider_kind)
    return replace(question, provider_id=known) if known else question


def _provider_of(asked: Asked, by: ReceivedBy) -> UUID:
    """What an organisation asks for its members is of one provider that stands for them all."""
    if asked.provider_id is not None:
        return asked.provider_id
    if asked.kind is QuestionKind.QUESTION or by.organisation_id is None:
        return uuid4()
    return uuid5(NAMESPACE, f"{by.organisation_id}:{asked.provider_kind}")


def _question(asked: Asked, by: ReceivedBy, work: Work) -> Question:
    return Question(
        id=uuid4(),
        municipality_code=asked.municipality_code,
        theme=asked.theme,
        provider_id=_provider_of(asked, by),
        provider_kind=asked.provider_kind,
        channel=by.channel,
        received_by_organisation_id=by.organisation_id,
        details_ref=new_ref(),
        consent=ConsentGround.CONSENT_GIVEN if asked.consent else ConsentGround.NOT_ASKED,
        asked_at=work.now,
        received_at=work.now,
        due_at=None,
        kind=asked.kind,
        subtheme=asked.subtheme,
        introduced_by_organisation_id=asked.introduced_by_organisation_id,
        members=asked.members,
        space_now_m2=asked.space_now_m2,
        space_wanted_m2=asked.space_wanted_m2,
        area_code=asked.area_code,
    )
