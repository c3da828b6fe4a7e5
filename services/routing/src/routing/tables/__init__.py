"""The tables that routing owns."""

from routing.tables import (
    cases,
    deciding,
    handovers,
    network,
    offices,
    peers,
    platforms,
    register,
    replies,
    signals,
    support,
)
from routing.tables.base import metadata

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
