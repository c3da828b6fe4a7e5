"""All outlets together: which have room for more, and whose turn it is."""

from collections import deque
from collections.abc import Iterable
from uuid import UUID

from notifications.domain.deliveries import MAIL_OUTLET
from notifications.repository.queue import Taken
from notifications.repository.receivers import Receiver
from notifications.sending.outlet import Outlet

WINDOW = 100  # lanes of an outlet in memory
MAILS_AT_ONCE = 4  # addresses are looked up side by side; the mail server takes one by one


class Outlets:
    def __init__(self, most: int) -> None:
        """`most`: webhooks of a subscription under way at once."""
        self._most = most
        self._outlets = {MAIL_OUTLET: Outlet(MAILS_AT_ONCE)}
        self._turns = deque([MAIL_OUTLET])

    def learn(self, receivers: Iterable[Receiver]) -> None:
        """These are all receivers that there are now."""
        known = {receiver.id: receiver for receiver in receivers}
        for gone in self._outlets.keys() - known.keys() - {MAIL_OUTLET}:
            del self._outlets[gone]
        for name, receiver in known.items():
            self._outlets.setdefault(name, Outlet(self._most)).receiver = receiver
        if set(self._turns) != self._outlets.keys():
            self._turns = deque(self._outlets)

    def drop(self, names: Iterable[UUID]) -> None:
        for name in names:
            self._outlets.pop(name, None)

    def forget_waiting(self) -> None:
        for outlet in self._outlets.values():
            outlet.forget_waiting()

    def rooms(self, now: float) -> dict[UUID, int]:
        """How many more lanes each may have; only where it is worth asking."""
        return {
            name: WINDOW - len(outlet.lanes)
            for name, outlet in self._outlets.items()
            if len(outlet.lanes) <= WINDOW // 2 and now >= outlet.paused_until
        }

    def lanes(self) -> set[str]:
        return {lane for outlet in self._outlets.values() for lane in outlet.lanes}

    def load(self, deliveries: Iterable[Taken]) -> None:
        for taken in deliveries:
            self._outlets[taken.delivery.outlet].load(taken)

    def next(self, now: float) -> tuple[Outlet, Taken] | None:
        """One of each outlet in turn."""
        for _ in range(len(self._turns)):
            self._turns.rotate(-1)
            outlet = self._outlets.get(self._turns[-1])
            if outlet and (taken := outlet.next(now)):
                return outlet, taken
        return None
