"""The terms that are watched: each is a kind of clock."""

from enum import StrEnum


class Term(StrEnum):
    """The kinds of clocks."""

    ACKNOWLEDGEMENT = "acknowledgement_term"
    REPLY = "reply_term"
    INFORMATION = "information_term"
    CONTACT = "contact_term"
    PROGRESS = "progress_term"
    CANCELLATION = "cancellation_term"
    DECISION = "decision_term"
    """Of a question that waits for a person to decide."""
    PROVIDER_SILENCE = "provider_silence_term"
    """After which a person decides without what the provider was asked for."""
    PROVIDER_CHECK = "provider_check_term"
    """In which the provider may say that the answer did not help; intake has the clock."""
