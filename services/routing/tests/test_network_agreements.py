"""What partners agreed on: roles, profiles, expectations; versioned, public, brought up again."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from chassis.process.testing import Running
from contracts.agreements import (
    ExpectationRecorded,
    PlatformProfileSet,
    ReviewDue,
    WorkingAgreementRecorded,
)
from contracts.vocabulary import AgreementRole, PlatformLevel
from routing_register import agreement, kept, organisation, pointers, put, read
from routing_town import TOWN

PROFILE = {"kind": "sports_council", "levels": ["strategic"], "valid_from": "2026-01-01"}
REVIEW = datetime(2026, 12, 31, 23, tzinfo=UTC)


@pytest.mark.requirement("P04", "A04")
async def test_a_platform_has_a_kind_and_those_levels_that_it_works_on_from_a_day_on(
    app: Running,
) -> None:
    council = await organisation(app, "sports_council")
    path = f"platforms/{council}"
    await kept(app, path, PROFILE)
    more = {**PROFILE, "levels": ["strategic", "executing"], "valid_from": "2027-01-01"}
    assert (await kept(app, path, more))["version"] == 2
    history = await read(app, f"{path}/versions")
    assert [one["levels"] for one in history] == [["strategic"], ["strategic", "executing"]]
    first, second = await app.announced_of(PlatformProfileSet)
    assert (first.version, first.levels) == (1, [PlatformLevel.STRATEGIC])
    assert (second.version, str(second.valid_from)) == (2, "2027-01-01")


@pytest.mark.requirement("P28")
async def test_a_platform_without_kind_and_levels_has_no_profile_and_none_comes_in_half(
    app: Running,
) -> None:
    council = await organisation(app, "sports_council")
    await read(app, f"platforms/{council}", status=404)
    halves: list[dict[str, Any]] = [
        {"levels": []},
        {"kind": None},
        {"levels": ["strategic", "strategic"]},
    ]
    for half in halves:
        assert (await put(app, f"platforms/{council}", PROFILE | half)).status_code == 400
    federation = await organisation(app, "federation")
    assert pointers(await put(app, f"platforms/{federation}", PROFILE)) == ["#/organisation_id"]
    assert await app.announced_of(PlatformProfileSet) == []


@pytest.mark.requirement("P05")
async def test_an_agreement_says_who_does_what_and_every_version_of_it_stays(
    app: Running,
) -> None:
    service = await organisation(app, "service_organisation")
    desk = await organisation(app, "municipality")
    path = f"agreements/{uuid4()}"
    both = [str(service), str(desk)]
    await kept(app, path, agreement(service, theme="volunteers", signatories=both))
    await kept(app, path, agreement(service, theme="volunteers", signatories=both))
    await kept(app, path, agreement(service, theme="volunteers", role="coordinates"))
    history = await read(app, f"{path}/versions")
    assert [one["role"] for one in history] == ["executes", "coordinates"]
    assert history[0]["signatories"] == both
    said = await app.announced_of(WorkingAgreementRecorded)
    assert [(one.version, one.role) for one in said] == [
        (1, AgreementRole.EXECUTES),
        (2, AgreementRole.COORDINATES),
    ]


@pytest.mark.requirement("A06")
async def test_a_delivery_organisation_may_be_who_executes_for_all_themes(app: Running) -> None:
    delivery = await organisation(app, "delivery_organisation")
    await kept(app, f"agreements/{uuid4()}", agreement(delivery))
    [seen] = await read(app, f"agreements?municipalityCode={TOWN}&organisationId={delivery}")
    assert (seen["role"], seen["theme"], seen["provider_kind"]) == ("executes", None, None)


@pytest.mark.requirement("P05")
async def test_on_its_review_day_an_agreement_is_brought_up_with_all_its_parties_once(
    app: Running,
) -> None:
    service = await organisation(app, "service_organisation")
    desk = await organisation(app, "municipality")
    path, parties = f"agreements/{uuid4()}", [str(service), str(desk)]
    await kept(app, path, agreement(service, signatories=parties, review_on="2026-12-01"))
    await kept(app, path, agreement(service, signatories=parties))
    await app.ring(REVIEW - timedelta(seconds=1))
    assert await app.announced_of(ReviewDue) == []
    await app.ring(REVIEW)
    await app.ring(REVIEW + timedelta(days=1))
    due = await app.announced_of(ReviewDue)
    assert {one.organisation_id for one in due} == {service, desk}
    assert {str(one.review_on) for one in due} == {"2027-01-01"}
    assert [one.version for one in due] == [1, 1]


async def test_an_agreement_that_has_ended_is_not_brought_up(app: Running) -> None:
    service = await organisation(app, "service_organisation")
    ended = agreement(service, valid_until="2026-12-01")
    await kept(app, f"agreements/{uuid4()}", ended)
    await app.ring(REVIEW)
    assert await app.announced_of(ReviewDue) == []


@pytest.mark.requirement("F14")
async def test_umbrella_office_and_municipality_agree_what_they_expect_of_each_other(
    app: Running,
) -> None:
    umbrella = await organisation(app, "umbrella")
    office = await organisation(app, "pos_office")
    desk = await organisation(app, "municipality")
    stranger = await organisation(app, "federation", "GM0001")
    words = {"organisation_id": str(desk), "text": "Het kantoor spreekt namens de ondernemers."}
    assert (await put(app, "agreed-texts/roles-2026", words)).status_code == 204
    changed = await put(app, "agreed-texts/roles-2026", {**words, "text": "Iets anders."})
    assert changed.status_code == 409
    path = f"expectations/{uuid4()}"
    entry = {
        "umbrella_organisation_id": str(umbrella),
        "office_id": str(office),
        "municipality_organisation_id": str(desk),
        "text_ref": "roles-2026",
        "valid_from": "2026-01-01",
        "review_on": "2027-01-01",
    }
    await kept(app, path, entry)
    [recorded] = await app.announced_of(ExpectationRecorded)
    assert (recorded.organisation_id, recorded.office_organisation_id) == (desk, office)
    for party in (umbrella, office, desk):
        known = app.token("partner", organisation_id=party)
        assert (await read(app, path, known))["version"] == 1
        assert (await read(app, "agreed-texts/roles-2026", known))["text"] == words["text"]
    unknown: Any = app.token("partner", organisation_id=stranger)
    for hidden in (path, "agreed-texts/roles-2026"):
        await read(app, hidden, unknown, status=404)
    await app.ring(REVIEW)
    due = await app.announced_of(ReviewDue)
    assert {one.organisation_id for one in due} == {umbrella, office, desk}
    assert words["text"] not in str([one.data for one in await app.announced()])
