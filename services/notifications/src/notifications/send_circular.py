"""From what a municipality wrote to a mail for each member of the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.http.caller import Caller, Role
from chassis.http.problems import Conflict, NotFound
from chassis.work import Work
from contracts.notifications import CircularPosted
from contracts.vocabulary import OrganisationKind
from uuid_utils.compat import uuid7

from notifications.domain.deliveries import About, mail_delivery
from notifications.domain.offices import Member, circular_mails
from notifications.repository.circulars import Circular, Circulars
from notifications.repository.deliveries import Deliveries
from notifications.repository.offices import Memberships, Offices
from notifications.repository.projections import Organisations
from notifications.repository.vault import Vault
from notifications.wake_sender import sender_has_work


@dataclass(frozen=True, slots=True)
class Letter:
    office_id: UUID
    municipality_code: str
    words: str


async def send_circular(letter: Letter, caller: Caller, work: Work) -> UUID:
    """The circular's id; its mails wait to be sent."""
    await _check(letter, caller, work)
    members = await Memberships(work.db).of(letter.office_id)
    if not members:
        raise Conflict("no-members", "Dit POS-kantoor heeft nog geen leden.")
    circular_id = uuid7()
    await Vault(work.db).keep_words(circular_id, letter.office_id, letter.words)
    announced = await _announce(circular_id, letter, caller.organisation_id, members, work)
    await Circulars(work.db).add(_circular(circular_id, letter, caller, members, announced))
    about = {
        "circular_id": str(circular_id),
        "office_organisation_id": str(letter.office_id),
        "from_organisation_id": str(caller.organisation_id) if caller.organisation_id else None,
    }
    mails = circular_mails(members, about)
    await Deliveries(work.db).add([mail_delivery(uuid7(), announced, mail) for mail in mails])
    sender_has_work.set()
    return circular_id


async def _check(letter: Letter, caller: Caller, work: Work) -> None:
    """A coordinator, or the municipality itself, of a municipality where the office works."""
    code = letter.municipality_code
    works_there = await Offices(work.db).works_in(letter.office_id, code)
    if works_there is None or not await _speaks_for(code, caller, work):
        raise NotFound("no-such-office", "Dit POS-kantoor is er niet in deze gemeente.")
    if not works_there:
        raise Conflict("dissolved", "Dit POS-kantoor is opgeheven.")


async def _speaks_for(code: str, caller: Caller, work: Work) -> bool:
    if not caller.may_see(code):
        return False
    if Role.COORDINATOR in caller.roles:
        return True
    organisation, kind = caller.organisation_id, OrganisationKind.MUNICIPALITY
    return organisation is not None and await Organisations(work.db).is_in(
        organisation, [code], kind
    )


async def _announce(
    circular_id: UUID,
    letter: Letter,
    from_organisation_id: UUID | None,
    members: Sequence[Member],
    work: Work,
) -> About:
    """The announcement is what the mails are about."""
    event = CircularPosted(
        circular_id=circular_id,
        office_organisation_id=letter.office_id,
        from_organisation_id=from_organisation_id,
        members=len(members),
        municipality_code=letter.municipality_code,
        version=1,
        occurred_at=work.now,
    )
    work.announce(event)
    event_id = work.outbox.rows[-1].event_id
    traceparent = work.cause.traceparent
    code = letter.municipality_code
    return About(UUID(event_id), event.type, event.key, code, event_id, traceparent)


def _circular(
    circular_id: UUID, letter: Letter, caller: Caller, members: Sequence[Member], announced: About
) -> Circular:
    return Circular(
        id=circular_id,
        office_id=letter.office_id,
        from_organisation_id=caller.organisation_id,
        municipality_code=letter.municipality_code,
        event_id=announced.event_id,
        members=len(members),
        opted_out=sum(member.opted_out for member in members),
        without_address=sum(member.ref is None and not member.opted_out for member in members),
    )
