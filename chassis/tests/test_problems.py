from collections.abc import AsyncIterator

import httpx
import pytest
from chassis.http.problem_handlers import in_body
from chassis.process.testing import Running
from front import CANARY, client, front
from sqlalchemy.ext.asyncio import create_async_engine

PROBLEM = "application/problem+json"


@pytest.fixture
async def outside() -> AsyncIterator[httpx.AsyncClient]:
    async with client() as outside:
        yield outside


async def test_all_flaws_of_a_body_are_told_at_once(outside: httpx.AsyncClient) -> None:
    answer = await outside.post("/v1/checks", json={"name": 5, "amount": 0})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json() == {
        "type": "urn:sportloket:problem:invalid-input",
        "title": "Dit verzoek klopt niet.",
        "status": 400,
        "detail": "Aantal fouten: 2.",
        "errors": [
            {"pointer": "#/name", "detail": "Dit moet tekst zijn."},
            {"pointer": "#/amount", "detail": "Dit moet minstens 1 zijn."},
        ],
    }


async def test_what_was_sent_is_never_repeated(outside: httpx.AsyncClient) -> None:
    bodies = [{"name": CANARY * 50, "amount": CANARY}, CANARY, [CANARY], {"name": {"x": CANARY}}]
    for body in bodies:
        answer = await outside.post("/v1/checks", json=body)
        assert answer.status_code == 400
        assert CANARY not in answer.text


async def test_a_flaw_outside_the_body_names_its_place(outside: httpx.AsyncClient) -> None:
    in_query = await outside.get("/v1/pots", params={"pageSize": "veel"})
    in_path = await outside.get("/v1/pots/een")
    assert [flaw["pointer"] for flaw in in_query.json()["errors"]] == ["#/query/pageSize"]
    assert [flaw["pointer"] for flaw in in_path.json()["errors"]] == ["#/path/pot_id"]
    assert in_query.status_code == in_path.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"[" * 100_000,
        b'{"amount": ' + b"9" * 5_000 + b"}",
        b'{"name": "\\ud800", "amount": 1}',
        b'{"name": "a", "amount": NaN}',
        b"\xff\xfe",
    ],
)
async def test_a_body_that_is_no_json_is_a_bad_request(
    outside: httpx.AsyncClient, body: bytes
) -> None:
    answer = await outside.post(
        "/v1/checks", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.headers["content-type"] == PROBLEM


async def test_a_domain_refusal_is_told_as_such(outside: httpx.AsyncClient) -> None:
    answer = await outside.get("/v1/pots/8a6e0804-2bd0-4672-b79d-d97027f9071a")
    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:sportloket:problem:illegal-transition"
    assert answer.json()["detail"] == "Deze stap kan niet meer."


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/nowhere", 404),
        ("GET", "/v1/pots/", 404),
        ("GET", "/", 404),
        ("DELETE", "/v1/pots", 405),
        ("NONSENSE", "/v1/pots", 405),
    ],
)
async def test_what_is_not_there_is_a_problem_too(
    outside: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await outside.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["status"] == status


async def test_a_refused_method_comes_with_all_that_are_not(outside: httpx.AsyncClient) -> None:
    assert (await outside.delete("/v1/pots")).headers["allow"] == "GET, POST"


async def test_what_nobody_foresaw_is_told_without_details(
    outside: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await outside.get("/v1/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == PROBLEM
    assert answer.headers["api-version"] == "1.2.3"
    assert CANARY not in answer.text
    assert "RuntimeError" not in answer.text
    assert [record.exc_info is not None for record in caplog.records] == [True]


async def test_a_database_that_is_away_is_worth_another_try(outside: httpx.AsyncClient) -> None:
    answer = await outside.post("/v1/pots", json={"name": "a", "amount": 1})
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["content-type"] == PROBLEM


async def test_a_value_that_no_column_holds_is_a_bad_request(toy_database: str) -> None:
    async with client(toy_database) as outside:
        nul = await outside.post("/v1/pots", json={"name": "a\0b", "amount": 1})
        huge = await outside.post("/v1/pots", json={"name": "a", "amount": 2**70})
    assert nul.status_code == huge.status_code == 400
    assert nul.json()["type"] == "urn:sportloket:problem:value-refused"


async def test_what_is_taken_already_is_a_conflict(toy_database: str) -> None:
    async with client(toy_database) as outside:
        answers = [await outside.post("/v1/pots", json={"name": "a", "amount": 1}) for _ in "ab"]
    assert [answer.status_code for answer in answers] == [201, 409]


async def test_no_free_connection_is_worth_another_try(toy_database: str) -> None:
    async with front(toy_database) as running:
        running.runtime.engine = create_async_engine(
            toy_database, pool_size=1, max_overflow=0, pool_timeout=0.01
        )
        async with running.runtime.begin():
            answer = await running.client.post("/v1/pots", json={"name": "a", "amount": 1})
        await running.runtime.engine.dispose()
    assert answer.status_code == 503


@pytest.mark.parametrize(
    ("steps", "body", "pointer"),
    [
        (["decide", "awarded_cents"], {"step": "decide", "awarded_cents": "x"}, ["awarded_cents"]),
        (["decide", "reason"], {"step": "decide"}, ["reason"]),
        (["list", 1, "name"], {"list": [{}, {"name": 1}]}, ["list", 1, "name"]),
        (["text"], [], ["text"]),
    ],
)
def test_a_pointer_shows_the_way_in_what_was_sent(
    steps: list[int | str], body: object, pointer: list[int | str]
) -> None:
    assert list(in_body(steps, body)) == pointer


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/v1/nowhere", 404, "Dit adres bestaat niet."),
        ("/v1/events/none", 401, "U bent niet aangemeld."),
        ("/v1/openapi.json/x", 404, "Dit adres bestaat niet."),
    ],
)
async def test_a_browser_gets_a_page_where_a_program_gets_json(
    app: Running, path: str, status: int, title: str
) -> None:
    page = await app.client.get(path, headers=BROWSER)
    assert (page.status_code, page.headers["content-type"][:9]) == (status, "text/html")
    assert f"<h1>{title}</h1>" in page.text
    assert "urn:" not in page.text
    plain = await app.client.get(path)
    assert plain.headers["content-type"] == "application/problem+json"
    assert (plain.status_code, plain.json()["title"]) == (status, title)
