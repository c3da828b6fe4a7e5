"""The tables that intake owns."""

from intake.details import tables as details
from intake.help_desks import tables as help_desks
from intake.network import tables as network
from intake.providers import tables as providers
from intake.questions import tables as questions
from intake.shared.table_parts import metadata

__all__ = ["details", "help_desks", "metadata", "network", "providers", "questions"]
