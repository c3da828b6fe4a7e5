"""Peer matches: who sees which, and those that are locked for who is going to change them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.database.bulk import insert_into, replacing
from contracts.vocabulary import Channel, ProviderKind, Theme
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from routing.exchange.peers.domain import Answer, Match, MatchState, Peer, SubjectKind
from routing.exchange.peers.tables import peer_matches
from routing.shared.pagination import Page
from routing.shared.scope import Scope

KEEP = insert_into(peer_matches, replacing(peer_matches))

KEEP_PEER = text("""
    INSERT INTO peers
        (peer_id, match_id, subject_kind, subject_id, municipality_code, provider_id,
         provider_kind, details_ref, represented_by, agrees, channel)
    VALUES
        (:peer_id, :match_id, :subject_kind, :subject_id, :municipality_code, :provider_id,
         :provider_kind, :details_ref, CAST(:represented_by AS uuid[]), :agrees, :channel)
    ON CONFLICT (peer_id) DO UPDATE SET agrees = excluded.agrees, channel = excluded.channel
""")

VISIBLE = """EXISTS (
    SELECT FROM peers
    WHERE peers.match_id = peer_matches.match_id AND (
        CAST(:organisation_id AS uuid) = ANY(peers.represented_by)
        OR CAST(:everywhere AS boolean)
        OR peers.municipality_code = ANY(CAST(:municipalities AS text[]))
    )
)"""

MANY = text(f"""
    SELECT * FROM peer_matches
    WHERE {VISIBLE}
      AND (CAST(:code AS text) IS NULL OR municipality_code = :code)
      AND (CAST(:state AS text) IS NULL OR state = :state)
    ORDER BY proposed_at DESC, match_id
    LIMIT :most OFFSET :passed
""")  # noqa: S608

ONE = text(f"SELECT * FROM peer_matches WHERE match_id = :match_id AND {VISIBLE}")  # noqa: S608

LOCK = text(f"""
    SELECT * FROM peer_matches
    WHERE match_id = ANY(CAST(:ids AS uuid[])) AND {VISIBLE}
    ORDER BY match_id FOR UPDATE
""")  # noqa: S608

PEERS = text("""
    SELECT * FROM peers WHERE match_id = ANY(CAST(:ids AS uuid[])) ORDER BY match_id, subject_id
""")

EVERYTHING = Scope(None, None)
"""For the clocks."""


@dataclass(frozen=True)
class PeerMatches:
    db: AsyncConnection

    async def save(self, match: Match) -> None:
        first, second = sorted(peer.subject_id for peer in match.peers)
        row = {c.name: getattr(match, c.name, None) for c in peer_matches.columns}
        subjects = {"first_subject_id": first, "second_subject_id": second}
        await KEEP.write(self.db, [{**row, **subjects}])
        await self.db.execute(KEEP_PEER, [_row(peer, match.match_id) for peer in match.peers])

    async def visible_to(self, scope: Scope, state: MatchState | None, page: Page) -> list[Match]:
        """The latest first."""
        parameters = {**scope.parameters, **page.parameters, "state": state}
        return await self._whole((await self.db.execute(MANY, parameters)).all())

    async def one(self, match_id: UUID, scope: Scope) -> Match | None:
        parameters = {**scope.parameters, "match_id": match_id}
        found = await self._whole((await self.db.execute(ONE, parameters)).all())
        return found[0] if found else None

    async def locked(self, ids: Collection[UUID], scope: Scope = EVERYTHING) -> list[Match]:
        """Those that are in scope."""
        parameters = {**scope.parameters, "ids": list(ids)}
        return await self._whole((await self.db.execute(LOCK, parameters)).all())

    async def _whole(self, rows: Any) -> list[Match]:
        peers: dict[UUID, list[Peer]] = defaultdict(list)
        for row in await self.db.execute(PEERS, {"ids": [row.match_id for row in rows]}):
            peers[row.match_id].append(_peer(row))
        return [_match(row, peers[row.match_id]) for row in rows]


def _row(peer: Peer, match_id: UUID) -> dict[str, Any]:
    return {
        **{name: getattr(peer, name) for name in Peer.__dataclass_fields__ if name != "answer"},
        "match_id": match_id,
        "represented_by": list(peer.represented_by),
        "agrees": peer.answer and peer.answer.agrees,
        "channel": peer.answer and peer.answer.channel,
    }


def _peer(row: Row[Any]) -> Peer:
    values = {n: v for n, v in row._mapping.items() if n in Peer.__dataclass_fields__}
    answer = None
    if row.agrees is not None:
        answer = Answer(agrees=row.agrees, channel=Channel.read(row.channel))
    read = {
        "subject_kind": SubjectKind(row.subject_kind),
        "provider_kind": ProviderKind.read(row.provider_kind),
        "represented_by": tuple(row.represented_by),
    }
    return Peer(**{**values, **read, "answer": answer})


def _match(row: Row[Any], peers: list[Peer]) -> Match:
    values = {n: v for n, v in row._mapping.items() if n in Match.__dataclass_fields__}
    first, second = peers
    read = {
        "theme": Theme.read(row.theme),
        "state": MatchState(row.state),
        "peers": (first, second),
    }
    return Match(**{**values, **read})
