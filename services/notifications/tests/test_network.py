"""No webhook reaches what is not public."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from notifications.sending.calls import NoAnswer, calling
from notifications.sending.network import Guard, is_public

from .outside_world import Outside

TIMEOUT = timedelta(seconds=5)
INSIDE = [
    "0.0.0.0",  # noqa: S104
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_an_address_of_the_internet_is(address: str) -> None:
    assert is_public(address)


async def call(guard: Guard, url: str) -> str:
    """Why it did not come about."""
    async with calling(guard, TIMEOUT) as calls:
        with pytest.raises(NoAnswer) as nothing:
            await calls("POST", url, {}, b"{}")
    return nothing.value.reason


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "2130706433", "0x7f.1", "127.1"],
)
async def test_no_way_of_writing_this_machine_s_address_reaches_it(
    host: str, outside: Outside
) -> None:
    url = outside.url().replace("127.0.0.1", host)
    assert await call(Guard([]), url) == "forbidden_address"
    assert await outside.webhooks() == []


async def test_a_name_of_which_one_address_is_inside_is_not_called(outside: Outside) -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["8.8.8.8", "127.0.0.1"]

    url = outside.url().replace("127.0.0.1", "partner.example")
    assert await call(Guard([], resolve), url) == "forbidden_address"


async def test_a_name_that_turns_to_an_address_inside_gains_nothing(outside: Outside) -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])

    async def resolve(host: str, port: int) -> Sequence[str]:
        return next(answers)

    guard = Guard([], resolve)
    assert [place["host"] for place in await guard.resolve("partner.example")] == ["8.8.8.8"]
    url = outside.url().replace("127.0.0.1", "partner.example")
    assert await call(guard, url) == "forbidden_address"
    assert await outside.webhooks() == []


async def test_the_address_that_was_judged_is_the_one_that_is_called(outside: Outside) -> None:
    asked: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    url = outside.url().replace("127.0.0.1", "partner.example")
    async with calling(Guard(["partner.example"], resolve), TIMEOUT) as calls:
        assert (await calls("POST", url, {}, b"{}")).status == 204
    assert asked == ["partner.example"]
    (arrival,) = await outside.webhooks()
    assert arrival["headers"]["host"].startswith("partner.example:")


async def test_a_name_that_does_not_exist_is_unreachable() -> None:
    assert await call(Guard([]), "https://nowhere.invalid/") == "unreachable"


def test_only_a_host_that_we_trust_may_do_without_https() -> None:
    guard = Guard(["outside"])
    assert guard.allows("https://partner.example/")
    assert guard.allows("http://outside:8105/webhooks/x")
    assert not guard.allows("http://partner.example/")
