"""No personal data, free text or secret leaves a vault: canaries in every field, and who looks."""

import asyncio
import json
import re
from dataclasses import dataclass
from uuid import UUID, uuid4

import asyncpg
import pytest
from aiokafka import AIOKafkaProducer
from canaries import Canaries, Text
from local_runtime.environment import PARTNER, SERVICES
from outsider import Outsider, talkative_token
from partner import OWN, SUBMISSIONS, TAKEN_IN, publish, spoiled, structured, under_names_of_its_own
from planting import Network, submission
from running import Sportloket
from searching import everything, of_tables, of_topics, of_vaults, rest
from speaking import speak
from spoiling import spoil_everything

LINK = re.compile(r"/(my-questions|replies)/([A-Za-z0-9._-]+)")
ROLES = ["partner", "coordinator", "administrator", "core_team"]


@dataclass(frozen=True)
class Planted:
    canaries: Canaries
    receiver: str
    answers: list[Text]


@pytest.fixture(scope="module")
async def planted(sportloket: Sportloket) -> Planted:
    """Everything was asked for, told and answered, and all of it has come to rest."""
    canaries, organisation_id = Canaries(), str(PARTNER["organisation"])
    partner, administrator = (
        Outsider(
            sportloket,
            talkative_token(sportloket, canaries, organisation_id=organisation, roles=ROLES),
        )
        for organisation in (UUID(organisation_id), None)
    )
    network = Network(administrator, partner, organisation_id, canaries)
    await network.agree()
    receiver = await network.subscribe()
    await network.question()
    await network.question_at_the_desk()
    await network.report()
    await network.application()
    await speak(network)
    wrong = (spoil_everything(partner, service, canaries) for service in SERVICES)
    assert min(await asyncio.gather(*wrong)) > 5
    assert not [status for status in partner.statuses if status >= 500]
    receipts = await publish(sportloket, list(spoiled(canaries)))
    assert sum("reference" in receipt for receipt in receipts) == TAKEN_IN
    await rest(sportloket)
    return Planted(canaries, receiver, partner.answers + administrator.answers)


async def test_nothing_personal_is_anywhere_but_in_a_vault(
    sportloket: Sportloket, planted: Planted
) -> None:
    found = planted.canaries.found_in(await everything(sportloket))
    assert [one for one in found if not one.startswith("token ")] == []


async def test_what_a_token_says_of_its_bearer_is_kept_nowhere(
    sportloket: Sportloket, planted: Planted
) -> None:
    found = planted.canaries.found_in(await everything(sportloket))
    assert [one for one in found if one.startswith("token ")] == []


async def test_what_a_partner_calls_its_event_goes_to_nobody_else(sportloket: Sportloket) -> None:
    canaries = Canaries()
    receipts = await publish(sportloket, list(under_names_of_its_own(canaries)))
    assert len(receipts) == 4
    await rest(sportloket)
    assert canaries.found_in(await everything(sportloket)) == []


@pytest.mark.parametrize("identity", ["{} de Vries", "{}" + 128 * "x"], ids=["spaces", "long"])
async def test_an_id_that_no_receipt_can_repeat_is_refused_and_not_kept(
    sportloket: Sportloket, identity: str
) -> None:
    """A registered partner's submission is answered, never a dead letter (decision 5)."""
    canaries = Canaries()
    named = identity.format(canaries.mail("submission id", OWN))
    (receipt,) = await publish(sportloket, [structured(submission(), id=named)])
    assert [problem["pointer"] for problem in receipt["problems"]] == ["#/id"]
    await rest(sportloket)
    assert canaries.found_in(await everything(sportloket)) == []


async def test_no_answer_repeats_what_was_sent(planted: Planted) -> None:
    assert planted.answers
    assert planted.canaries.found_in(planted.answers) == []


async def test_no_webhook_holds_anything_personal(sportloket: Sportloket, planted: Planted) -> None:
    outside = sportloket.told["SPORTLOKET_WEBHOOKS_URL"]
    arrived = (await sportloket.http.get(f"{outside}/{planted.receiver}/received")).json()
    assert len(arrived) > 10
    assert planted.canaries.found_in([Text("webhooks", json.dumps(arrived))]) == []


async def test_what_people_told_is_in_the_vaults_and_a_report_is_not(
    sportloket: Sportloket, planted: Planted
) -> None:
    """So the canaries were really taken in, and were there to be found."""
    kept = planted.canaries.found_in(await of_vaults(sportloket))
    told = {
        "intake": [
            "question provider.name",
            "question text",
            "question contact.name",
            "question contact.email",
            "question contact.telephone",
            "more information",
            "desk question text",
            "request_information text",
            "provide_information text",
            "answer text",
        ],
        "routing": ["accept receiver.name", "signal words", "advice words"],
        "funding": ["application description"],
        "notifications": ["mail address", "circular"],
    }
    expected = {f"{what} is in vault of {name}" for name, all_ in told.items() for what in all_}
    assert expected <= set(kept)
    assert [one for one in kept if one.startswith("report")] == []


async def test_no_secret_is_told(sportloket: Sportloket, planted: Planted) -> None:
    """Passwords and tokens are in no log, metric, span, record or column but their own."""
    secrets = Canaries()
    for name, password in sportloket.places.passwords.items():
        secrets.keep(f"password of {name}", password)
    for name, value in sportloket.told.items():
        if "TOKEN" in name:
            secrets.keep(name, value.rpartition(".")[2])
    assert secrets.found_in(await everything(sportloket)) == []


async def test_no_link_that_opens_a_page_is_kept_or_told(
    sportloket: Sportloket, planted: Planted
) -> None:
    links = Canaries()
    mails = (await sportloket.http.get(sportloket.told["SPORTLOKET_MAILBOX_URL"])).json()
    found = [match for mail in mails for match in LINK.findall(mail["text"])]
    for of_whom, token in found:
        links.keep(f"link of {of_whom}", token)
    assert {of_whom for of_whom, _ in found} == {"my-questions", "replies"}
    assert links.found_in(await everything(sportloket)) == []


async def test_a_canary_in_a_topic_a_table_or_a_log_is_found(sportloket: Sportloket) -> None:
    """The search can fail: in each place, plain and packed, it names the place and the field."""
    canaries = Canaries()
    value, header = canaries.mail("value"), canaries.name("header")
    async with AIOKafkaProducer(bootstrap_servers=sportloket.places.kafka) as producer:
        await producer.send_and_wait(
            SUBMISSIONS.replace("submissions", "receipts"),
            json.dumps({"about": value}).encode(),
            headers=[("x", header.encode())],
        )
    found = canaries.found_in([text async for text in of_topics(sportloket.places.kafka)])
    assert [one.partition(" is in ")[0] for one in found] == ["header", "value"]
    column, url = canaries.text("column"), sportloket.places.database("routing")
    connection = await asyncpg.connect(url)
    transaction = "CREATE TABLE planted AS SELECT $1::text AS told, $2::bytea AS packed"
    await connection.execute(transaction.replace("$1", f"'{column}'").replace("$2", "''"))
    found = canaries.found_in([text async for text in of_tables("routing", url)])
    await connection.execute("DROP TABLE planted")
    await connection.close()
    assert found == ["column is in table routing.planted.told"]
    log = sportloket.logs / f"planted-{uuid4().hex}.log"
    log.write_text(canaries.telephone("log"))
    found = canaries.found_in(await everything(sportloket))
    log.unlink()
    assert f"log is in log {log.stem}" in found
