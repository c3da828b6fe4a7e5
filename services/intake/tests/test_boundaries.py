"""Where a rule of intake begins: at, just under and just over."""

from uuid import UUID

import pytest
from contracts.vocabulary import ProviderKind
from intake.providers.domain import Provider


@pytest.mark.parametrize(("version", "as_told"), [(0, False), (1, True), (2, True)])
def test_a_provider_known_from_a_question_alone_is_new_when_it_is_told(
    version: int, as_told: bool
) -> None:
    """Version 0 has never been told of: to tell the same of it is to register it."""
    known = Provider(UUID(int=1), "GM1963", ProviderKind.CLUB, version=version)
    assert known.is_as_told(Provider(UUID(int=1), "GM1963", ProviderKind.CLUB)) is as_told
