"""Why somebody was asked: in words and facts, without a judgement."""

import json

import pytest
from chassis.process.testing import Running
from routing.assignment.words import CHOSEN, PASSED_OVER
from routing.case.explanation_record import NotAskedBecause
from routing_deciding import ask, explained, last_asked, say_room
from routing_people import DECLINE, as_coordinator, as_partner, take_all
from routing_register import read
from routing_town import COUNCIL, FIRST, NAMES, SECOND, THIRD, received, rule_entry, settle


@pytest.mark.requirement("P27", "P19")
async def test_a_coordinator_sees_by_which_version_of_which_rule_and_what_was_compared(
    app: Running,
) -> None:
    await settle(app, rule_entry([FIRST, SECOND], THIRD))
    await ask(app)
    await ask(app)
    requested, explanation = await last_asked(app), await explained(app)
    assert explanation["rule_id"] == str(requested.rule_id)
    assert (explanation["rule_version"], explanation["basis"]) == (1, "routing_rule")
    assert explanation["why"].startswith(f"Routeringsregel {requested.rule_id}, versie 1: ")
    told = [(one["words"], one["open_handovers"]) for one in explanation["considered"]]
    assert told == [
        ("Sportservice Waardland heeft meer lopende overdrachten.", 1),
        ("Clubhulp Waardland is gevraagd.", 0),
        ("Beweeghuis Waardland staat later in de volgorde.", None),
    ]


@pytest.mark.requirement("P27")
async def test_who_was_asked_before_is_told_as_a_fact_and_not_as_a_failing(app: Running) -> None:
    await settle(app, rule_entry(FIRST, SECOND))
    await ask(app)
    await take_all(app, (await last_asked(app)).handover_id, {"step": "acknowledge"}, DECLINE)
    words = [one["words"] for one in (await explained(app))["considered"]]
    assert words == [
        "Sportservice Waardland is voor deze vraag al eerder gevraagd.",
        "Clubhulp Waardland is gevraagd.",
    ]


@pytest.mark.requirement("P27")
async def test_partners_see_why_they_were_asked_but_not_how_they_were_compared(
    app: Running,
) -> None:
    await settle(app, rule_entry([FIRST, SECOND]))
    await ask(app)
    path = f"handovers/{(await last_asked(app)).handover_id}/explanation"
    for organisation in (FIRST, COUNCIL):
        seen = await read(app, path, as_partner(app, organisation))
        assert NAMES[FIRST] in seen["why"]
        assert seen["considered"] == []
    await read(app, path, as_partner(app, SECOND), status=404)
    await read(app, path, as_coordinator(app, "GM0002"), status=404)


@pytest.mark.requirement("P27")
async def test_a_coordinator_sees_why_nobody_was_asked(app: Running) -> None:
    await settle(app, rule_entry(FIRST, SECOND))
    for organisation in (FIRST, SECOND):
        await say_room(app, organisation, "closed")
    question = received()
    await app.hear(question)
    path = f"questions/{question.question_id}/explanation"
    seen = await read(app, path, as_coordinator(app))
    assert [one["passed_over"] for one in seen["considered"]] == ["closed", "closed"]
    assert (seen["handover_id"], seen["basis"]) == (None, "routing_rule")
    await read(app, path, as_partner(app, COUNCIL), status=404)


@pytest.mark.requirement("P27")
def test_there_are_plain_words_for_every_reason_and_no_judgement_among_them() -> None:
    assert set(PASSED_OVER) == set(NotAskedBecause)
    judging = ("slecht", "traag", "onwillig", "ongeschikt", "beter", "beste", "goed")
    told = json.dumps([*PASSED_OVER.values(), CHOSEN], ensure_ascii=False).lower()
    assert not any(word in told for word in judging)
    assert all(len(words.split()) <= 14 for words in PASSED_OVER.values())
