"""Why steps are taken, where the vocabulary of events leaves it to us."""

from enum import StrEnum


class HoldReason(StrEnum):
    WAITING_FOR_PROVIDER = "waiting_for_provider"
    WAITING_FOR_PARTNER = "waiting_for_partner"
    WAITING_FOR_DECISION = "waiting_for_decision"
    NO_CAPACITY = "no_capacity"
    OUT_OF_SEASON = "out_of_season"
    OTHER = "other"


class ReturnReason(StrEnum):
    NO_CAPACITY = "no_capacity"
    WRONG_THEME = "wrong_theme"
    WRONG_AREA = "wrong_area"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    OTHER_EXPERTISE_NEEDED = "other_expertise_needed"
    NO_CONSENT = "no_consent"
    OTHER = "other"


class FailReason(StrEnum):
    PROVIDER_NOT_REACHABLE = "provider_not_reachable"
    PROVIDER_STOPPED = "provider_stopped"
    NO_SOLUTION = "no_solution"
    NO_MEANS = "no_means"
    OTHER = "other"
