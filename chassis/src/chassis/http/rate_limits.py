"""How often one address may ask what is open to all."""

import math
import time
from ipaddress import ip_network
from typing import Final

from fastapi import Request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from chassis.http.problems import TooManyRequests

READS_PER_WRITE: Final = 15


class RateLimit:
    """A moving window per client, in the memory of this process."""

    def __init__(self, rate: str) -> None:
        self._rate = parse(rate)
        amount, _, period = rate.partition("/")
        self._reading = parse(f"{int(amount) * READS_PER_WRITE}/{period}")
        self._windows = MovingWindowRateLimiter(MemoryStorage())

    def take(self, address: str, reads: bool = False) -> None:
        """Reading is counted apart, and may be done more often: a town hall has one address."""
        client, rate = _client(address), self._reading if reads else self._rate
        kind = "reads" if reads else "writes"
        if self._windows.hit(rate, client, kind):
            return
        frees_at = self._windows.get_window_stats(rate, client, kind).reset_time
        wait = max(1, math.ceil(frees_at - time.time()))
        raise TooManyRequests(
            "too-many-requests",
            "U stuurt te veel verzoeken.",
            f"Probeer het over {wait} seconden opnieuw.",
            headers={"Retry-After": str(wait)},
        )


def _client(address: str) -> str:
    """An IPv6 client has a whole /64 to ask from."""
    try:
        return str(ip_network(f"{address}/64" if ":" in address else address, strict=False))
    except ValueError:
        return address


async def rate_limited(request: Request) -> None:
    limit: RateLimit = request.app.state.form_rate
    address = request.client.host if request.client else ""
    limit.take(address, reads=request.method in {"GET", "HEAD"})
