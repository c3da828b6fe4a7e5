"""The page behind the private link, as people see and use it."""

from typing import Any

import pytest
from chassis.process.testing import Running, running_on
from contracts.intake import QuestionClosed
from httpx import Response
from intake.service import service
from kept_databases import KeptDatabases

from .conftest import Asked

PAGE = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
Form = dict[str, Any]


async def send(asked: Asked, **told: str) -> Response:
    """As a browser does, which follows the way back to the page."""
    return await asked.app.client.post(asked.link, data=told, headers=PAGE, follow_redirects=True)


async def page_of(asked: Asked) -> str:
    answer = await asked.app.client.get(asked.link, headers=PAGE)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return answer.text


@pytest.mark.requirement("P01")
async def test_the_page_says_in_dutch_who_has_the_question_and_what_happens_next(
    asked: Asked,
) -> None:
    page = await page_of(asked)
    assert '<html lang="nl">' in page
    assert "zoekt nu wie u het beste kan helpen" in page
    assert "<dd>Het sport- en beweegloket van Hoeksche Waard</dd>" in page
    assert "Vrijwilligers" in page
    assert "<script" not in page


async def test_without_consent_the_page_asks_for_it_before_anything_is_handed_over(
    app: Running, asked: Asked, form: Form
) -> None:
    other = {**form, "theme": "finance", "consent": False}
    told = (await app.client.post("/v1/questions", json=other)).json()
    asked.link = "/v1/my-questions/" + told["link"].rpartition("/")[2]
    page = await page_of(asked)
    assert "Mogen wij uw vraag doorgeven?" in page
    assert "wij wachten op uw toestemming" in page
    assert "Wij mogen uw vraag nog niet doorgeven aan een organisatie die u kan helpen." in page
    page = (await send(asked, step="record_consent", consent="true")).text
    assert "Mogen wij uw vraag doorgeven?" not in page
    assert "U vindt het goed dat wij uw vraag doorgeven" in page
    assert "wij zoeken wie u kan helpen" in page
    page = (await send(asked, step="record_consent", consent="false")).text
    assert "Mogen wij uw vraag doorgeven?" in page


async def test_what_is_filled_in_comes_back_as_text(asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("request_information", text="Hoeveel leden?")
    assert "Hoeveel leden?" in await page_of(asked)
    answer = await send(asked, step="provide_information", text="<b>120</b> & Ömer 🏑")
    assert "&lt;b&gt;120&lt;/b&gt; &amp; Ömer 🏑" in answer.text
    assert (await asked.now())["state"] == "triaging"


async def test_the_page_says_what_is_missing(asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("request_information", text="Hoeveel leden?")
    answer = await send(asked, step="provide_information", text=" ")
    assert answer.status_code == 400
    assert "Vul uw antwoord in" in answer.text


async def test_the_asker_withdraws_by_the_page_once(asked: Asked) -> None:
    assert "Uw vraag is ingetrokken." in (await send(asked, step="withdraw")).text
    again = await send(asked, step="withdraw")
    assert again.status_code == 409
    assert "Er kan niets meer mee." in again.text


async def test_not_helped_brings_the_question_back_to_the_desk(asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("answer", outcome="partly_helped")
    assert "U bent voor een deel geholpen." in await page_of(asked)
    unsaid = await send(asked, step="reopen", text=" ")
    assert (unsaid.status_code, "Vul uw antwoord in" in unsaid.text) == (400, True)
    page = (await send(asked, step="reopen", text="Wij zoeken nog een penningmeester.")).text
    assert "bekijkt uw vraag opnieuw" in page
    assert "Wij zoeken nog een penningmeester." in page


async def test_who_was_helped_says_so_and_the_question_is_closed(asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("answer", outcome="helped")
    page = await page_of(asked)
    assert page.index("Ja, ik ben geholpen") < page.index("Nee, ik ben niet geholpen")
    assert "Uw vraag is afgerond." in (await send(asked, step="close")).text
    [closed] = await asked.app.announced_of(QuestionClosed)
    assert closed.outcome == "helped"


async def test_a_report_is_not_kept_and_the_page_says_where_to_go(asked: Asked) -> None:
    await asked.take("triage")
    await asked.take("request_information", text="Kunt u meer vertellen?")
    answer = await send(asked, step="provide_information", text="De trainer heeft haar betast.")
    assert answer.status_code == 409
    assert "Centrum Veilige Sport Nederland" in answer.text
    assert (await asked.now())["state"] == "awaiting_provider"


async def test_a_link_that_is_not_whole_gets_a_polite_page(asked: Asked) -> None:
    for answer in (
        await asked.app.client.get(asked.link[:-2], headers=PAGE),
        await asked.app.client.post(asked.link[:-2], data={"step": "withdraw"}, headers=PAGE),
    ):
        assert answer.status_code == 404
        assert "Deze link werkt niet" in answer.text
    assert (await asked.now())["state"] == "received"


async def test_looking_changes_nothing_and_is_not_kept_or_told_to_others(asked: Asked) -> None:
    answer = await asked.app.client.get(asked.link, headers=PAGE)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert (await asked.now())["version"] == 1


async def test_the_page_is_limited_per_address(databases: KeptDatabases, form: Form) -> None:
    engine = await databases.emptied(service.name)
    async with running_on(engine, service, form_rate="2/minute") as app:
        nowhere, form = "/v1/my-questions/nothing", {"step": "withdraw"}
        statuses = [(await app.client.post(nowhere, data=form)).status_code for _ in range(3)]
    assert statuses == [404, 404, 429]
