"""What decides who is asked, as the register has it on the day."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from chassis.process.testing import Running
from contracts.passing_on import EscalationStarted
from contracts.vocabulary import ProviderKind, QuestionKind, Theme
from routing_deciding import ask, explained, last_asked, passed_over, town_hall
from routing_people import as_partner
from routing_register import kept, membership, office_of, organisation
from routing_town import (
    DESK,
    FIRST,
    NAMES,
    OFFICE,
    SECOND,
    TOWN,
    rule_entry,
    settle,
)


def profile(*levels: str, **others: Any) -> dict[str, Any]:
    return {"kind": "formalised_platform", "levels": levels, "valid_from": "2026-01-01", **others}


async def supporter(app: Running, *qualified: str, **others: Any) -> None:
    """Of the first organisation."""
    supporter_id = uuid4()
    entry = {"organisation_id": str(FIRST), "person_ref": "somebody", "municipality_codes": [TOWN]}
    await kept(app, f"supporters/{supporter_id}", {**entry, **others})
    for until in qualified:
        held = {"supporter_id": str(supporter_id), "code": "club_support"}
        period = {"valid_from": "2026-01-01", "valid_until": until}
        await kept(app, f"qualifications/{uuid4()}", {**held, **period})


@pytest.mark.requirement("A06")
async def test_the_delivery_organisation_is_the_default_receiver(app: Running) -> None:
    await settle(app, rule_entry(FIRST))
    assert {await ask(app, theme=theme) for theme in Theme} == {FIRST}


@pytest.mark.requirement("P28")
async def test_a_platform_without_a_kind_and_levels_takes_no_part(app: Running) -> None:
    await settle(app)
    platform = await organisation(app, "platform", name="Sportplatform")
    await settle(app, rule_entry(platform, FIRST, via_organisation_id=str(platform)))
    assert await ask(app, provider_kind=ProviderKind.ENTREPRENEUR) == FIRST
    assert (await passed_over(app))["Sportplatform"] == "no_profile"
    assert (await last_asked(app)).via_organisation_id is None
    await kept(app, f"platforms/{platform}", profile("executing", "coordinating"))
    assert await ask(app, provider_kind=ProviderKind.ENTREPRENEUR) == platform
    assert (await last_asked(app)).via_organisation_id == platform


@pytest.mark.requirement("P04")
@pytest.mark.parametrize(
    ("levels", "period", "why"),
    [
        (("strategic", "coordinating"), {}, "other_level"),
        (("executing",), {"valid_until": "2026-11-22"}, "no_profile"),
        (("executing",), {"valid_from": "2026-11-24"}, "no_profile"),
        (("strategic", "executing"), {}, None),
    ],
)
async def test_a_platform_gets_questions_only_on_the_level_on_which_it_works(
    app: Running, levels: tuple[str, ...], period: dict[str, str], why: str | None
) -> None:
    await settle(app)
    platform = await organisation(app, "sports_council", name="Sportraad")
    await kept(app, f"platforms/{platform}", profile(*levels, **period))
    await settle(app, rule_entry(platform, FIRST))
    assert await ask(app) == (FIRST if why else platform)
    assert (await passed_over(app))["Sportraad"] == why


@pytest.mark.requirement("A07")
@pytest.mark.parametrize(
    ("qualified", "others", "asked"),
    [
        (("2026-11-23",), {}, FIRST),
        (("2026-11-22",), {}, SECOND),
        ((), {}, SECOND),
        (("2027-01-01",), {"themes": ["space"]}, SECOND),
        (("2027-01-01",), {"provider_kinds": ["entrepreneur"]}, SECOND),
        (("2027-01-01",), {"municipality_codes": ["GM0642"]}, SECOND),
        (("2027-01-01",), {"themes": ["volunteers"], "provider_kinds": ["club"]}, FIRST),
    ],
)
async def test_an_organisation_is_asked_for_what_its_qualified_supporters_do(
    app: Running, qualified: tuple[str, ...], others: dict[str, Any], asked: UUID
) -> None:
    await settle(app, rule_entry(FIRST, SECOND))
    await supporter(app, *qualified, **others)
    assert await ask(app) == asked


@pytest.mark.requirement("A07")
async def test_supporters_have_so_many_at_once_and_no_more(app: Running) -> None:
    await settle(app, rule_entry(FIRST, SECOND))
    await supporter(app, "2027-01-01", most_open=1)
    assert [await ask(app), await ask(app)] == [FIRST, SECOND]
    assert (await passed_over(app))[NAMES[FIRST]] == "full"


@pytest.mark.requirement("P32", "A08")
async def test_a_request_for_process_guidance_goes_to_the_local_sport_adviser(
    app: Running,
) -> None:
    await settle(app, rule_entry(FIRST))
    await town_hall(app)
    assert await ask(app, kind=QuestionKind.PROCESS_GUIDANCE) is None
    [escalated] = await app.announced_of(EscalationStarted)
    assert escalated.to_organisation_id == DESK, "a person finds somebody where there is no adviser"
    adviser = {"municipality_organisation_id": str(DESK), "role": "local_sport_advisor"}
    at = {"organisation_id": str(SECOND), "valid_from": "2026-01-01", "person_ref": "adviser"}
    await kept(app, f"officials/{uuid4()}", {**adviser, **at})
    assert await ask(app, kind=QuestionKind.PROCESS_GUIDANCE) == SECOND
    assert (await explained(app))["why"] == (
        f"Vragen om procesbegeleiding in gemeente {TOWN} gaan naar de adviseur lokale sport: "
        "Clubhulp Waardland."
    )
    assert await ask(app) == FIRST


@pytest.mark.requirement("A09")
async def test_a_partner_of_another_policy_domain_may_receive(app: Running) -> None:
    await settle(app)
    carers = await organisation(app, "cross_domain", name="Steunpunt Mantelzorg")
    await settle(app, rule_entry(FIRST), rule_entry(carers, theme="collaboration"))
    assert await ask(app, theme=Theme.COLLABORATION) == carers
    assert await ask(app) == FIRST


async def test_nobody_is_asked_who_has_an_interest_of_its_own(app: Running) -> None:
    await settle(app, rule_entry(FIRST, SECOND))
    provider = uuid4()
    path = f"/v1/organisations/{FIRST}/conflicts-of-interest/{provider}"
    assert (await app.client.put(path, headers=as_partner(app, SECOND))).status_code == 403
    assert (await app.client.put(path, headers=as_partner(app, FIRST))).status_code == 204
    assert [await ask(app, provider_id=provider), await ask(app)] == [SECOND, FIRST]
    declared = await app.client.get(path.rsplit("/", 1)[0], headers=as_partner(app, FIRST))
    assert [one["provider_id"] for one in declared.json()] == [str(provider)]
    assert (await app.client.delete(path, headers=as_partner(app, FIRST))).status_code == 204
    assert await ask(app, provider_id=provider) == FIRST


async def test_a_trade_association_gets_no_questions_of_its_own_members(app: Running) -> None:
    await settle(app)
    branch = await organisation(app, "trade_association", name="Branche")
    provider = uuid4()
    joined = membership(branch, member_provider_id=str(provider))
    await kept(app, f"memberships/{uuid4()}", joined)
    await settle(app, rule_entry(branch, FIRST))
    assert [await ask(app, provider_id=provider), await ask(app)] == [FIRST, branch]


@pytest.mark.requirement("R11")
async def test_an_active_pos_office_is_the_way_in_for_entrepreneurs_without_a_rule_that_names_it(
    app: Running,
) -> None:
    await settle(app, rule_entry(FIRST, via_organisation_id=str(OFFICE)))
    dormant = await office_of(app, state="dormant")
    await settle(app, rule_entry(FIRST, theme="space", via_organisation_id=str(dormant)))
    active = await office_of(app, state="active", municipality_codes=[TOWN, "GM0642"])
    await ask(app, provider_kind=ProviderKind.ENTREPRENEUR, theme=Theme.SPACE)
    assert (await last_asked(app)).via_organisation_id == active
    assert "via POS-kantoor Waardland" in (await explained(app))["why"]
    await ask(app, theme=Theme.SPACE)
    assert (await last_asked(app)).via_organisation_id is None
