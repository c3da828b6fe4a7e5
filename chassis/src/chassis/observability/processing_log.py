"""Logboek dataverwerkingen 1.0: a line for each person whose data were processed.

Never who looked: that is for another log. Never left out, never sampled.
"""

import hashlib
import hmac
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from opentelemetry import trace
from opentelemetry.trace import format_span_id, format_trace_id

from chassis.observability.traces import span

log = logging.getLogger("ldv")


def pseudonym(key: bytes, subject: str) -> str:
    """The same for the same person and key; nothing can be told from it without the key."""
    return hmac.new(key, subject.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Processing:
    """What was done with the data of one person.

    `activity_id` is a URI into the register of processing activities; `processor` whose call from
    elsewhere this was, if anybody's.
    """

    name: str
    activity_id: str
    subject_pseudonym: str
    subject_type: str
    started_at: datetime
    ended_at: datetime
    status: Literal["Unset", "Ok", "Error"] = "Ok"
    processor: str | None = None

    @property
    def attributes(self) -> dict[str, str]:
        named = {
            "dpl.core.processing_activity_id": self.activity_id,
            "dpl.core.data_subject_id": self.subject_pseudonym,
            "dpl.core.data_subject_id_type": self.subject_type,
            "dpl.core.foreign_operation.processor": self.processor,
        }
        return {name: value for name, value in named.items() if value}


def log_processing(processing: Processing) -> None:
    """A span and a line of its own for each person."""
    parent = trace.get_current_span().get_span_context()
    with span(processing.name) as step:
        context = step.get_span_context()
        log.info(
            {
                "name": processing.name,
                "trace_id": format_trace_id(context.trace_id),
                "span_id": format_span_id(context.span_id),
                "parent_span_id": format_span_id(parent.span_id) if parent.is_valid else None,
                "status": processing.status,
                "start_time": _milliseconds(processing.started_at),
                "end_time": _milliseconds(processing.ended_at),
                "attributes": processing.attributes,
            }
        )


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
