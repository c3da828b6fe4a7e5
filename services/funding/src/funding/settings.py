"""What funding alone is told from outside."""

from chassis.clocks.terms import Term
from chassis.settings import ChassisSettings, PositiveInt
from pydantic import BaseModel
from pydantic_settings import SettingsConfigDict


class Terms(BaseModel):
    """How long each next step may take; proposals, save those with a source."""

    submit: Term = Term("20bd")
    allot: Term = Term("PT1M")
    check: Term = Term("5bd")
    """Hoorn: receipt within five working days."""
    decide: Term = Term("20bd")
    """Hoorn: a decision within four weeks, from the day that it came in."""
    supply: Term = Term("10bd")
    """Krimpenerwaard, VNG: two weeks."""
    decide_on_objection: Term = Term("30bd")
    meet_condition: Term = Term("65bd")
    order_payment: Term = Term("5bd")
    confirm_payment: Term = Term("5bd")
    start: Term = Term("20bd")
    report: Term = Term("130bd")
    """Hoorn: finished within six months."""
    settle: Term = Term("30bd")


class Settings(ChassisSettings):
    model_config = SettingsConfigDict(env_prefix="FUNDING_", env_nested_delimiter="__")

    terms: Terms = Terms()
    reconcile_every_seconds: PositiveInt = 3600
