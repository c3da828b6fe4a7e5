"""Whether a handover was warm: computed from what happened, never ticked (S1, P18)."""

from contracts.vocabulary import ColdReason

from routing.case.handover import Handover


def contact_in_time(handover: Handover) -> bool:
    return (
        handover.contact_at is not None
        and handover.contact_by is not None
        and handover.contact_at <= handover.contact_by
    )


def cold_because(handover: Handover) -> tuple[ColdReason, ...]:
    """What is missing to warmth at its end; nothing when it is warm.

    Consent is not among it: without, nobody has the question. Of the end the sender is told by the
    very fact that says it.
    """
    missing = {
        ColdReason.NO_NAMED_RECEIVER: handover.receiver_ref is None,
        ColdReason.NO_INTRODUCTION: handover.introduction is None,
        ColdReason.CONTACT_TOO_LATE: not contact_in_time(handover),
        ColdReason.NO_FEEDBACK_TO_SENDER: handover.sender_told_at is None,
    }
    return tuple(reason for reason, is_missing in missing.items() if is_missing)
