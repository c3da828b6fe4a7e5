"""What was compared when a question was placed: kept, so that the choice can be explained."""

from dataclasses import dataclass
from uuid import UUID

from routing.assignment.domain.commitments import Ground
from routing.assignment.domain.obstacles import Weighed


@dataclass(frozen=True, slots=True)
class Consideration:
    """`handover_id` None: nobody could be asked; `ground` None: nothing says who could."""

    consideration_id: UUID
    question_id: UUID
    handover_id: UUID | None
    ground: Ground | None
    weighed: tuple[Weighed, ...]
