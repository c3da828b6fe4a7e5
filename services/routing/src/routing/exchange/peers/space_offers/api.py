"""Space that a provider can spare for a colleague (S2, R18)."""

from uuid import UUID, uuid4

from chassis.http.problems import NotFound
from chassis.http.router import Begin, Router
from fastapi import status

from routing.exchange.peers.schemas import SpaceOfferEntry, SpaceOfferView
from routing.exchange.peers.space_offers.repository import Space, SpaceOffer
from routing.exchange.schemas import own_organisation
from routing.exchange.signals.parties import reporter
from routing.shared.http import Involved
from routing.shared.pagination import Paged
from routing.shared.scope import scope_of

router = Router(prefix="/space-offers", tags=["peers"])


@router.post("", summary="Offer space of a provider", status_code=status.HTTP_201_CREATED)
async def post_space_offer(entry: SpaceOfferEntry, caller: Involved, work: Begin) -> SpaceOfferView:
    """By an organisation that works there, for the provider with whom it speaks."""
    own = own_organisation(caller)
    await reporter(entry.municipality_code, caller, work)
    offer = SpaceOffer(
        offer_id=uuid4(), by_organisation_id=own, offered_at=work.now, **entry.model_dump()
    )
    await Space(work.db).offer(offer)
    return _view(offer)


@router.get("", summary="The space offers that concern you, the latest first")
async def list_space_offers(caller: Involved, page: Paged, work: Begin) -> list[SpaceOfferView]:
    found = await Space(work.db).offers(scope_of(caller), page)
    return [_view(offer) for offer in found]


@router.delete("/{offer_id}", summary="Take a space offer back")
async def delete_space_offer(offer_id: UUID, caller: Involved, work: Begin) -> SpaceOfferView:
    """What was proposed with it stays as it is."""
    withdrawn = await Space(work.db).withdraw(offer_id, scope_of(caller))
    if withdrawn is None:
        raise NotFound("no-such-offer", "Dit aanbod is er niet.")
    return _view(withdrawn)


def _view(offer: SpaceOffer) -> SpaceOfferView:
    return SpaceOfferView.model_validate(offer, from_attributes=True)
