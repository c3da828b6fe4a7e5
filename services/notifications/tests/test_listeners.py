"""Partners of other fields of policy hear of signals in theirs (S1, P10)."""

from uuid import UUID

import pytest
from chassis.process.testing import Running
from contracts.signals import SignalReported

from . import story
from .conftest import sending
from .outside_world import Outside
from .story import COUNCIL, HOEKSCHE_WAARD, OFFICE

CARERS = OFFICE
SIGNAL = UUID(int=5)


def reported(**changed: object) -> SignalReported:
    told = {
        "signal_id": SIGNAL,
        "municipality_code": HOEKSCHE_WAARD,
        "version": 1,
        "occurred_at": story.NOW,
        "by_organisation_id": COUNCIL,
        "theme": "volunteers",
        "policy_domain": "informal_care",
        "listeners": [CARERS],
    }
    return SignalReported.model_validate(told | changed)


@pytest.mark.requirement("P10")
async def test_who_listens_in_a_policy_domain_gets_a_mail_about_a_signal_in_it(
    app: Running, outside: Outside
) -> None:
    await app.client.put(
        f"/v1/organisations/{CARERS}/mail-address",
        json={"address": "loket@mantelzorg.example"},
        headers=app.token("administrator"),
    )
    async with sending(app):
        await app.hear(reported())
        (mail,) = await outside.mails(1)
    assert (mail["to"], mail["subject"]) == (
        "loket@mantelzorg.example",
        "Een signaal uit de sport voor u",
    )
    assert "Er is een signaal uit de sport over vrijwilligers." in mail["text"]
    assert "Het raakt ook uw werk: mantelzorg." in mail["text"]


@pytest.mark.requirement("P10")
async def test_a_signal_in_no_other_domain_is_told_to_nobody(
    app: Running, outside: Outside
) -> None:
    await app.hear(reported(policy_domain=None, listeners=None))
    log = await app.client.get("/v1/notifications", headers=app.token("administrator"))
    assert log.json()["notifications"] == []
