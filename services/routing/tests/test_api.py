"""What people see of handovers over HTTP, and what they do not."""

import json

import pytest
from chassis.process.testing import Running
from contracts.routing import (
    HandoverRequested,
)
from routing_people import (
    DECLINE,
    HELPED,
    NAME,
    as_coordinator,
    as_partner,
    asked,
    see,
    take,
    take_all,
)
from routing_town import (
    COUNCIL,
    FIRST,
    MONDAY,
    OFFICE,
    SECOND,
    THIRD,
    TOWN,
    received,
    rule_entry,
    settle,
)


@pytest.mark.requirement("P01")
async def test_an_open_handover_shows_whose_turn_it_is_to_do_what_and_by_when(
    app: Running,
) -> None:
    requested = await asked(app)
    seen = await see(app, f"handovers/{requested.handover_id}", as_partner(app, COUNCIL))
    assert seen.json()["next"] == {
        "owner": "receiver",
        "organisation_id": str(FIRST),
        "action": "acknowledge",
        "by": "2026-11-24T23:00:00Z",
    }


@pytest.mark.requirement("P19", "P27")
async def test_a_handover_says_in_words_by_which_rule_it_was_requested(app: Running) -> None:
    requested = await asked(app, theme="volunteers", entry_organisation_id=str(COUNCIL))
    seen = await see(app, f"handovers/{requested.handover_id}", as_partner(app, FIRST))
    assert seen.json()["why"] == (
        f"Routeringsregel {requested.rule_id}, versie 1: vragen over vrijwilligers uit "
        f"gemeente {TOWN} die binnenkomen bij Sportraad Waardland gaan naar Sportservice "
        "Waardland, met een warme overdracht."
    )


@pytest.mark.requirement("P03")
async def test_only_those_who_take_part_and_coordinators_of_the_place_see_a_handover(
    app: Running,
) -> None:
    requested = await asked(app)
    path = f"handovers/{requested.handover_id}"
    for headers in (as_partner(app, FIRST), as_partner(app, COUNCIL), as_coordinator(app)):
        assert (await see(app, path, headers)).status_code == 200
        assert len((await see(app, "handovers", headers)).json()) == 1
    for headers in (as_partner(app, THIRD), as_coordinator(app, "GM0002")):
        assert (await see(app, path, headers)).status_code == 404
        assert (await see(app, "handovers", headers)).json() == []
        timeline = f"questions/{requested.question_id}/handovers"
        assert (await see(app, timeline, headers)).status_code == 404
    assert (await take(app, requested.handover_id, HELPED[0], THIRD)).status_code == 404
    assert (await see(app, path, {})).status_code == 401
    assert (await see(app, path, app.token("core_team"))).status_code == 403


@pytest.mark.requirement("P03")
async def test_the_timeline_tells_each_who_takes_part_their_share(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, {"step": "acknowledge"}, DECLINE)
    path = f"questions/{requested.question_id}/handovers"
    whole = (await see(app, path, as_partner(app, COUNCIL))).json()
    assert [h["to_organisation_id"] for h in whole["handovers"]] == [str(FIRST), str(SECOND)]
    first = [step["step"] for step in whole["handovers"][0]["steps"]]
    assert first == ["request", "acknowledge", "decline"]
    own = (await see(app, path, as_partner(app, SECOND))).json()
    assert [h["to_organisation_id"] for h in own["handovers"]] == [str(SECOND)]


async def test_the_name_of_the_receiver_is_in_the_vault_alone(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, *HELPED[:2])
    said = json.dumps([one.model_dump(mode="json") for one in await app.announced()])
    assert NAME not in said
    path = f"handovers/{requested.handover_id}"
    assert NAME not in (await see(app, path, as_partner(app, COUNCIL))).text
    named = await see(app, f"{path}/receiver?purpose=inform_provider", as_partner(app, COUNCIL))
    assert named.json() == {"kind": "person", "name": NAME}
    await take_all(app, requested.handover_id, *HELPED[2:])
    named = await see(app, f"{path}/receiver?purpose=inform_provider", as_partner(app, COUNCIL))
    assert named.status_code == 404


@pytest.mark.requirement("P17")
async def test_questions_that_nobody_was_asked_for_are_shown_to_the_coordinator(
    app: Running,
) -> None:
    question = received()
    await app.hear(question)
    [unrouted] = (await see(app, "unrouted-questions", as_coordinator(app))).json()
    assert unrouted["question_id"] == str(question.question_id)
    assert unrouted["waiting"] == "no_rule"
    elsewhere = await see(app, "unrouted-questions", as_coordinator(app, "GM0002"))
    assert elsewhere.json() == []


async def test_the_office_that_a_handover_goes_via_sees_it_and_leaves_the_steps_to_others(
    app: Running,
) -> None:
    await settle(app, rule_entry(via_organisation_id=str(OFFICE)))
    await app.hear(received(provider_kind="entrepreneur"))
    [requested] = await app.announced_of(HandoverRequested)
    path = f"handovers/{requested.handover_id}"
    assert (await see(app, path, as_partner(app, OFFICE))).status_code == 200
    refused = await take(app, requested.handover_id, {"step": "acknowledge"}, OFFICE)
    assert refused.status_code == 403
    assert requested.occurred_at == MONDAY
