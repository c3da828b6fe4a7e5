"""Clusters of signals about the same, as people made them (S1, P09)."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.vocabulary import PolicyDomain, Theme
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

ADD = text("""
    INSERT INTO clusters
        (cluster_id, municipality_code, theme, policy_domain, made_by_organisation_id, made_at)
    VALUES
        (:cluster_id, :municipality_code, :theme, :policy_domain, :made_by_organisation_id,
         :made_at)
""")

ONE = text("SELECT * FROM clusters WHERE cluster_id = :cluster_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    cluster_id: UUID
    municipality_code: str
    theme: Theme
    policy_domain: PolicyDomain | None
    made_by_organisation_id: UUID | None
    made_at: datetime


@dataclass(frozen=True)
class Clusters:
    db: AsyncConnection

    async def add(self, cluster: Cluster) -> None:
        await self.db.execute(ADD, {f.name: getattr(cluster, f.name) for f in fields(cluster)})

    async def one(self, cluster_id: UUID) -> Cluster | None:
        row = (await self.db.execute(ONE, {"cluster_id": cluster_id})).one_or_none()
        return _cluster(row) if row else None


def _cluster(row: Row[Any]) -> Cluster:
    domain = row.policy_domain and PolicyDomain.read(row.policy_domain)
    return Cluster(**{**row._mapping, "theme": Theme.read(row.theme), "policy_domain": domain})
