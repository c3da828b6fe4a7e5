"""The tables that routing owns."""

from routing.assignment import tables as deciding
from routing.case import tables as handovers
from routing.exchange.peers import tables as peers
from routing.exchange.signals import tables as signals
from routing.handovers.replies import tables as replies
from routing.network.tables import offices, platforms, register
from routing.network.tables import organisations as network
from routing.network.tables import supporters as support
from routing.shared.table_parts import metadata
from routing.timeline import tables as cases

__all__ = [
    "cases",
    "deciding",
    "handovers",
    "metadata",
    "network",
    "offices",
    "peers",
    "platforms",
    "register",
    "replies",
    "signals",
    "support",
]
