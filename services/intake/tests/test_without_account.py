"""An organisation without an account reads and asks by way of the service that shows it pages."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from httpx import Response

from .conftest import Asked, Routing
from .test_diversion import REPORT


async def read_for(asked: Asked, organisation_id: UUID, **who: str) -> Response:
    """As routing's page reads it for an organisation."""
    ref = (await asked.now())["details_ref"]
    asks = {"purpose": "handover", "onBehalfOf": str(organisation_id)}
    headers = who or asked.app.token("service")
    return await asked.app.client.get(f"/v1/details/{ref}", params=asks, headers=headers)


async def write_for(asked: Asked, organisation_id: UUID, words: str, **who: str) -> Response:
    body = {"organisation_id": str(organisation_id), "text": words}
    headers = who or asked.app.token("service")
    path = f"/v1/questions/{asked.id}/messages"
    return await asked.app.client.post(path, json=body, headers=headers)


@pytest.mark.requirement("P18")
async def test_from_acceptance_on_the_page_may_show_who_asked_what(
    app: Running, asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    await app.hear(handover.requested())
    assert (await read_for(asked, handover.organisation_id)).status_code == 404
    await app.hear(handover.accepted())
    shown = (await read_for(asked, handover.organisation_id)).json()
    assert (shown["text"], shown["contact"]["email"]) == (
        "Hoe vinden wij genoeg vrijwilligers?",
        "anna@example.nl",
    )
    assert (await read_for(asked, uuid4())).status_code == 404
    await asked.take("record_consent", consent=False)
    assert (await read_for(asked, handover.organisation_id)).status_code == 404


async def test_only_a_service_reads_on_behalf_of_another(
    app: Running, asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    await app.hear(handover.requested(), handover.accepted())
    other = app.token("partner", organisation_id=uuid4())
    assert (await read_for(asked, handover.organisation_id, **other)).status_code == 403
    written = await write_for(asked, handover.organisation_id, "Met hoeveel?", **other)
    assert written.status_code == 403


@pytest.mark.requirement("P18")
async def test_who_was_asked_wants_to_know_more_the_asker_reads_it_and_so_does_who_asked(
    app: Running, asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    await app.hear(handover.requested())
    written = await write_for(asked, handover.organisation_id, "Met hoeveel zijn jullie?")
    assert written.status_code == 204
    await app.hear(handover.information_requested())
    page = await app.client.get(asked.link, headers={"Accept": "text/html"})
    assert "Van de organisatie die wij vroegen" in page.text
    assert "Met hoeveel zijn jullie?" in page.text
    ref = (await asked.now())["details_ref"]
    for_the_mail = await app.client.get(
        f"/v1/details/{ref}?purpose=notification", headers=app.token("service")
    )
    assert for_the_mail.json()["asked"] == "Met hoeveel zijn jullie?"
    body = {"step": "provide_information", "text": "Met 80 leden."}
    await app.client.post(f"{asked.link}/steps", json=body)
    await app.hear(handover.information_provided())
    read = (await read_for(asked, handover.organisation_id)).json()
    assert [each["text"] for each in read["remarks"]] == [
        "Met hoeveel zijn jullie?",
        "Met 80 leden.",
    ]
    assert (read["contact"], read["text"]) == (None, None)
    told = await app.client.get(
        f"/v1/details/{ref}?purpose=notification", headers=app.token("service")
    )
    assert told.json()["asked"] is None


async def test_who_was_not_asked_writes_nothing_nor_is_a_report_kept(
    app: Running, asked: Asked, routing: Callable[[], Routing]
) -> None:
    handover = routing()
    await app.hear(handover.requested())
    assert (await write_for(asked, uuid4(), "Met hoeveel?")).status_code == 403
    refused = await write_for(asked, handover.organisation_id, REPORT)
    assert refused.status_code == 409
    assert "Centrum Veilige Sport Nederland" in refused.json()["detail"]
    assert not await remarks(asked)
    unknown = await app.client.post(
        f"/v1/questions/{uuid4()}/messages",
        json={"organisation_id": str(handover.organisation_id), "text": "Met hoeveel?"},
        headers=app.token("service"),
    )
    assert unknown.status_code == 404


async def remarks(asked: Asked) -> list[str]:
    shown = await asked.app.client.get(asked.link, headers={"Accept": "application/json"})
    return [each["text"] for each in shown.json()["remarks"]]
