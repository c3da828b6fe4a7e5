"""The tables that routing owns."""

from routing.tables import handovers, network
from routing.tables.base import metadata

__all__ = ["handovers", "metadata", "network"]
