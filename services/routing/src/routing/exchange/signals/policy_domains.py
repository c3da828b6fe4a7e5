"""Which organisations of other fields of policy hear of signals in theirs (S1, P10 and A09)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from contracts.vocabulary import PolicyDomain
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

CLEAR = text("DELETE FROM policy_domain_interests WHERE organisation_id = :organisation_id")

ADD = text("""
    INSERT INTO policy_domain_interests (organisation_id, policy_domain)
    SELECT :organisation_id, policy_domain
    FROM unnest(CAST(:domains AS text[])) AS domains (policy_domain)
""")

OF = text("""
    SELECT policy_domain FROM policy_domain_interests
    WHERE organisation_id = :organisation_id ORDER BY policy_domain
""")

LISTENERS = text("""
    SELECT organisation_id FROM policy_domain_interests JOIN organisations USING (organisation_id)
    WHERE policy_domain = :policy_domain AND kind = 'cross_domain'
      AND municipality_codes @> ARRAY[CAST(:code AS text)]
    ORDER BY organisation_id LIMIT :most
""")


@dataclass(frozen=True)
class PolicyDomains:
    db: AsyncConnection

    async def set(self, organisation_id: UUID, domains: Iterable[PolicyDomain]) -> None:
        """These, and no others."""
        whose = {"organisation_id": organisation_id}
        await self.db.execute(CLEAR, whose)
        await self.db.execute(ADD, {**whose, "domains": list(domains)})

    async def of(self, organisation_id: UUID) -> list[PolicyDomain]:
        rows = await self.db.execute(OF, {"organisation_id": organisation_id})
        return [PolicyDomain.read(row.policy_domain) for row in rows]

    async def listeners(self, domain: PolicyDomain, code: str, most: int) -> list[UUID]:
        """Who works in the municipality and wants to hear of it."""
        parameters = {"policy_domain": domain, "code": code, "most": most}
        return [row.organisation_id for row in await self.db.execute(LISTENERS, parameters)]
