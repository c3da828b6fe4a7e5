"""The tables that routing owns."""

from routing.assignment import tables as deciding
from routing.case import tables as handovers
from routing.case_page import tables as notes
from routing.exchange.peers import tables as peers
from routing.exchange.signals import tables as signals
from routing.handovers.replies import tables as replies
from routing.network.tables import offices, platforms, register
from routing.network.tables import organisations as network
from routing.network.tables import supporters as support
from routing.shared.table_parts import metadata
from routing.timeline import tables as timeline
from routing.worklist import tables as worklist

__all__ = [
    "deciding",
    "handovers",
    "metadata",
    "network",
    "notes",
    "offices",
    "peers",
    "platforms",
    "register",
    "replies",
    "signals",
    "support",
    "timeline",
    "worklist",
]
