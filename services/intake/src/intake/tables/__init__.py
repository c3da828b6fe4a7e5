"""The tables that intake owns."""

from intake.tables import desks, municipalities, people, providers, questions
from intake.tables.base import metadata

__all__ = ["desks", "metadata", "municipalities", "people", "providers", "questions"]
