"""Adds what must be sent."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.deliveries import Delivery

ADD = text("""
    INSERT INTO deliveries (
        id, means, outlet, lane, state, organisation_id, municipality_code, event_id, event_type,
        correlation_id, traceparent, body, template, recipient, about
    )
    SELECT
        id, means, outlet, lane, state, organisation_id, municipality_code, event_id, event_type,
        correlation_id, traceparent, body, template, recipient::jsonb, about::jsonb
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:means AS text[]), CAST(:outlets AS uuid[]),
        CAST(:lanes AS text[]), CAST(:states AS text[]), CAST(:organisation_ids AS uuid[]),
        CAST(:municipality_codes AS text[]), CAST(:event_ids AS uuid[]),
        CAST(:event_types AS text[]), CAST(:correlation_ids AS text[]),
        CAST(:traceparents AS text[]), CAST(:bodies AS text[]), CAST(:templates AS text[]),
        CAST(:recipients AS text[]), CAST(:abouts AS text[])
    ) WITH ORDINALITY AS added (
        id, means, outlet, lane, state, organisation_id, municipality_code, event_id, event_type,
        correlation_id, traceparent, body, template, recipient, about, place
    )
    ORDER BY place
""")


class Deliveries:
    def __init__(self, db: AsyncConnection) -> None:
        self.db = db

    async def add(self, deliveries: Sequence[Delivery]) -> None:
        """In the order given, which is the order within each lane."""
        if not deliveries:
            return
        abouts, mails = [one.about for one in deliveries], [one.mail for one in deliveries]
        await self.db.execute(
            ADD,
            {
                "ids": [one.id for one in deliveries],
                "means": [one.means for one in deliveries],
                "outlets": [one.outlet for one in deliveries],
                "lanes": [one.lane for one in deliveries],
                "states": [one.state for one in deliveries],
                "organisation_ids": [one.organisation_id for one in deliveries],
                "municipality_codes": [about.municipality_code for about in abouts],
                "event_ids": [about.event_id for about in abouts],
                "event_types": [about.event_type for about in abouts],
                "correlation_ids": [about.correlation_id for about in abouts],
                "traceparents": [about.traceparent for about in abouts],
                "bodies": [one.body for one in deliveries],
                "templates": [mail and mail.template for mail in mails],
                "recipients": [mail and json.dumps(asdict(mail.recipient)) for mail in mails],
                "abouts": [mail and json.dumps(dict(mail.about)) for mail in mails],
            },
        )
