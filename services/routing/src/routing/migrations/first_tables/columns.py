"""Columns that many of the first tables have."""

from typing import Any

import sqlalchemy as sa


def key(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid, primary_key=True)


def required(name: str, kind: Any) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False)


def instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def period() -> tuple[sa.Column[object], sa.Column[object]]:
    return required("valid_from", sa.Date), sa.Column("valid_until", sa.Date)


def refers(name: str, to: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid, sa.ForeignKey(to), nullable=False)
