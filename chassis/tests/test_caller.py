"""Who a token stands for."""

from uuid import UUID

import pytest
from chassis.http.caller import Caller

OWN, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("of_caller", "asked", "speaks"),
    [
        (OWN, OWN, True),
        (OWN, OTHER, False),
        (OWN, None, False),
        (None, OWN, False),
        (None, None, False),  # nobody received a question that came by the form
    ],
)
def test_a_caller_speaks_for_its_own_organisation_and_without_one_for_none(
    of_caller: UUID | None, asked: UUID | None, speaks: bool
) -> None:
    assert Caller("anna", organisation_id=of_caller).speaks_for(asked) is speaks
