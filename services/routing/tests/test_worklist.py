"""The work list: what is open, whose turn it is, and what comes first."""

from datetime import timedelta

import pytest
from chassis.process.testing import Running
from contracts.intake import InformationRequested, QuestionAnswered, QuestionClosed
from routing_people import DECLINE, HELPED, as_coordinator, as_partner, asked, see, take_all
from routing_town import (
    COUNCIL,
    FIRST,
    MONDAY,
    SECOND,
    THIRD,
    TOWN,
    later,
    received,
    rule_entry,
    settle,
)
from routing_work import ids, listed

ELSEWHERE = "GM0002"


@pytest.mark.requirement("P01", "P17")
async def test_a_case_shows_who_has_the_next_action_which_one_and_by_when(app: Running) -> None:
    requested = await asked(app)
    [case] = await listed(app, as_coordinator(app))
    assert case["question_id"] == str(requested.question_id)
    assert (case["state"], case["state_in_words"]) == ("requested", "overdracht gevraagd")
    assert case["next"] == {
        "owner": "organisation",
        "organisation_id": str(FIRST),
        "organisation_name": "Sportservice Waardland",
        "action": "acknowledge",
        "action_in_words": "de ontvangst melden",
        "clock": "acknowledgement_term",
        "due_at": "2026-11-24T23:00:00Z",
    }
    assert (case["overdue"], case["contact"], case["assigned_to"]) == (False, False, None)


@pytest.mark.requirement("P03", "A05")
async def test_everybody_sees_the_cases_of_their_own_municipalities_and_organisation_only(
    app: Running,
) -> None:
    await asked(app)
    for headers in (as_coordinator(app), as_partner(app, FIRST), as_partner(app, COUNCIL)):
        assert len(await listed(app, headers)) == 1
        assert await listed(app, headers, municipalityCode=ELSEWHERE) == []
    for headers in (as_coordinator(app, ELSEWHERE), as_partner(app, THIRD)):
        assert await listed(app, headers) == []
        assert await listed(app, headers, municipalityCode=TOWN) == []
    assert len(await listed(app, app.token("service"))) == 1
    assert (await see(app, "worklist", app.token("core_team"))).status_code == 403


async def test_who_declined_has_the_case_no_longer(app: Running) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, {"step": "acknowledge"}, DECLINE)
    assert await listed(app, as_partner(app, FIRST)) == []
    assert len(await listed(app, as_partner(app, SECOND))) == 1


async def test_the_list_is_read_by_theme_area_state_contact_and_turn(app: Running) -> None:
    await settle(app, rule_entry(FIRST), rule_entry(SECOND, theme="space"))
    volunteers, space, nobody = received(), received(theme="space"), received()
    nobody = nobody.model_copy(update={"municipality_code": ELSEWHERE})
    await app.hear(volunteers, space, nobody)
    everywhere = app.token("service", organisation_id=FIRST)
    one, two, three = (each.question_id for each in (volunteers, space, nobody))
    assert ids(await listed(app, everywhere, theme="space")) == [two]
    assert ids(await listed(app, everywhere, municipalityCode=ELSEWHERE)) == [three]
    assert ids(await listed(app, everywhere, state="waiting")) == [three]
    assert ids(await listed(app, everywhere, myOrganisation=True)) == [one]
    assert len(await listed(app, everywhere, withoutContact=True)) == 3


async def test_a_case_leaves_the_list_of_those_without_contact_when_contact_is_made(
    app: Running,
) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, *HELPED[:2])
    assert len(await listed(app, as_coordinator(app), withoutContact=True)) == 1
    await take_all(app, requested.handover_id, HELPED[2])
    assert await listed(app, as_coordinator(app), withoutContact=True) == []
    assert [case["contact"] for case in await listed(app, as_coordinator(app))] == [True]


@pytest.mark.parametrize("sort", ["due", "received", "changed"])
async def test_a_case_is_overdue_from_its_term_on_and_keeps_the_day_it_was_due(
    app: Running, sort: str
) -> None:
    requested = await asked(app)
    await app.hear(received())
    await take_all(app, requested.handover_id, *HELPED[:2])
    due = (await listed(app, as_coordinator(app), state="accepted"))[0]["next"]["due_at"]
    assert await listed(app, as_coordinator(app), overdue=True, sort=sort) == []
    app.now = MONDAY + timedelta(days=9)
    before = await listed(app, as_coordinator(app), overdue=True, sort=sort, state="accepted")
    assert [case["overdue"] for case in before] == [True], "its clock is about to ring"
    await app.ring(app.now)
    [late] = await listed(app, as_coordinator(app), overdue=True, sort=sort)
    assert late["question_id"] == str(requested.question_id)
    assert (late["overdue"], late["next"]["due_at"]) == (True, due)


async def test_an_answered_question_stays_with_the_provider_until_it_is_closed(
    app: Running,
) -> None:
    requested = await asked(app)
    await take_all(app, requested.handover_id, *HELPED)
    [case] = await listed(app, as_coordinator(app))
    assert (case["state"], case["next"]["owner"]) == ("answered", "provider")
    question = received(question_id=requested.question_id)
    await app.hear(later(question, QuestionAnswered, outcome="helped"))
    [case] = await listed(app, as_partner(app, FIRST))
    assert case["next"]["action"] == "say_whether_it_helped"
    await app.hear(later(question, QuestionClosed, outcome="helped", version=3))
    assert await listed(app, as_coordinator(app)) == []


async def test_a_provider_who_stays_silent_leaves_the_case_to_the_desk(app: Running) -> None:
    await settle(app)
    question = received()
    await app.hear(question, later(question, InformationRequested))
    [case] = await listed(app, as_coordinator(app))
    assert (case["state"], case["next"]["owner"]) == ("awaiting_provider", "provider")
    await app.ring(MONDAY + timedelta(days=25))
    [case] = await listed(app, as_coordinator(app))
    assert (case["state"], case["next"]["owner"]) == ("waiting", "desk")
