"""POS offices: which entrepreneurs are told that there is one (S2, M06), and who belongs to one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from contracts.intake import QuestionReceived
from contracts.vocabulary import ProviderKind

from notifications.domain.mails import About, Mail, Recipient

CIRCULAR_TO_PROVIDER = "circular_to_provider"
CIRCULAR_TO_ORGANISATION = "circular_to_organisation"


@dataclass(frozen=True, slots=True)
class Invitation:
    """In the mail about this question, the provider reads that there is this office."""

    question_id: UUID
    provider_id: UUID
    office_id: UUID


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation, or a provider with the reference by which it can opt out.

    Without a `ref` nobody knows where its mail goes.
    """

    kind: str
    ref: str | None
    opt_out_ref: UUID | None = None
    opted_out: bool = False


def invitations(
    questions: Iterable[QuestionReceived], offices: Mapping[str, UUID]
) -> list[Invitation]:
    """One per entrepreneur; `offices`: the active one of each municipality that has one."""
    found: dict[UUID, Invitation] = {}
    for question in questions:
        office = offices.get(question.municipality_code)
        entrepreneur = question.provider_kind is ProviderKind.ENTREPRENEUR
        if office and entrepreneur and question.received_by_organisation_id != office:
            invitation = Invitation(question.question_id, question.provider_id, office)
            found.setdefault(question.provider_id, invitation)
    return sorted(found.values(), key=lambda one: one.provider_id)


def circular_mails(members: Iterable[Member], about: About) -> list[Mail]:
    """One for each member that can be reached and wishes to be."""
    return [_circular(member, about) for member in members if member.ref and not member.opted_out]


def _circular(member: Member, about: About) -> Mail:
    if member.kind == "organisation" or member.opt_out_ref is None:
        return Mail(CIRCULAR_TO_ORGANISATION, Recipient("organisation", member.ref), about)
    filled_in = {**about, "opt_out_ref": str(member.opt_out_ref)}
    return Mail(CIRCULAR_TO_PROVIDER, Recipient("provider", member.ref), filled_in)
