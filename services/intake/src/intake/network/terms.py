"""The terms by which clocks start in a municipality."""

from collections.abc import Collection, Mapping

from chassis.work import Work

from intake.network.repository import Network
from intake.settings import Settings, Terms


async def terms_of(municipality_codes: Collection[str], work: Work) -> Mapping[str, Terms]:
    """Its own terms where it set them."""
    usual = work.settings_of(Settings).terms
    own = await Network(work.db).terms_of(municipality_codes)
    return {code: usual.model_copy(update=own.get(code)) for code in municipality_codes}
