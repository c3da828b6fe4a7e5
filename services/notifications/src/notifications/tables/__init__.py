"""The tables that notifications owns."""

from notifications.tables import known, offices, sending
from notifications.tables.base import metadata

__all__ = ["known", "metadata", "offices", "sending"]
