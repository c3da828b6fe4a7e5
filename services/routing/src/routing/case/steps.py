"""Every step of a handover, with all that belongs to it: whoever adds a step declares it here.

What else asks something of a step (what is allowed, forms, history, facts) reads it from `STEPS`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from contracts.passing_on import HandoverFact
from contracts.vocabulary import (
    DeclineReason,
    FailReason,
    HandoverOutcome,
    HoldReason,
    IntroductionMeans,
    ReturnReason,
)

from contracts import routing as facts
from routing.case.states import RUNS_IN, Party, State
from routing.case.step_forms import DIVERT_HINT, RECEIVER_FIELDS, RIGHT_THEME, Field, Form


class Step(StrEnum):
    REQUEST = "request"
    ACKNOWLEDGE = "acknowledge"
    REQUEST_INFORMATION = "request_information"
    PROVIDE_INFORMATION = "provide_information"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"
    MAKE_CONTACT = "make_contact"
    REPORT_PROGRESS = "report_progress"
    PUT_ON_HOLD = "put_on_hold"
    RESUME = "resume"
    RETURN = "return"
    COMPLETE = "complete"
    FAIL = "fail"
    REQUEST_CANCELLATION = "request_cancellation"
    CONFIRM_CANCELLATION = "confirm_cancellation"
    DIVERT = "divert"
    """It does not belong here: a report of what is not safe, most of all."""
    CANCEL = "cancel"
    """By the system itself: the question is no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDeclaration:
    step: Step
    leads: Mapping[State, State]
    """From each state in which it can be taken, to the state after it."""
    fact: type[HandoverFact]
    """What is announced of it."""
    infinitive: str
    """For who may take it: "contact melden"."""
    past: str
    """In the history of a case: "contact gelegd"."""
    taken_by: frozenset[Party] = frozenset({Party.RECEIVER})
    needs: str | None = None
    """The member of the move that must be filled in."""
    form: Form | None = None
    acknowledges: bool = False
    """Whether a request may be answered by it at once: it then counts as seen, too."""
    asks_another: bool = False
    """Whether another organisation is asked after it."""


_SYSTEM: Final = frozenset({Party.SYSTEM})
_FOR_THE_SENDER: Final = frozenset({Party.SENDER, Party.COORDINATOR})
_BUSY: Final = (State.ACCEPTED, State.CONTACT_MADE, State.IN_PROGRESS)
_DECLARATIONS: Final = (
    StepDeclaration(
        step=Step.REQUEST,
        leads={},
        taken_by=_SYSTEM,
        fact=facts.HandoverRequested,
        infinitive="aanvragen",
        past="overdracht gevraagd",
    ),
    StepDeclaration(
        step=Step.ACCEPT,
        leads={State.ACKNOWLEDGED: State.ACCEPTED},
        needs="receiver_ref",
        acknowledges=True,
        fact=facts.HandoverAccepted,
        infinitive="accepteren",
        past="overgenomen",
        form=Form("Wij nemen de vraag over", "Overnemen", RECEIVER_FIELDS),
    ),
    StepDeclaration(
        step=Step.DECLINE,
        leads={State.ACKNOWLEDGED: State.DECLINED},
        needs="reason",
        acknowledges=True,
        asks_another=True,
        fact=facts.HandoverDeclined,
        infinitive="weigeren",
        past="geweigerd",
        form=Form(
            "Wij nemen de vraag niet over",
            "Niet overnemen",
            (Field("reason", "Waarom niet?", DeclineReason), RIGHT_THEME),
        ),
    ),
    StepDeclaration(
        step=Step.ACKNOWLEDGE,
        leads={State.REQUESTED: State.ACKNOWLEDGED},
        fact=facts.HandoverAcknowledged,
        infinitive="ontvangst melden",
        past="ontvangst gemeld",
        form=Form("Wij hebben de vraag gezien en beslissen later", "Gezien"),
    ),
    StepDeclaration(
        step=Step.REQUEST_INFORMATION,
        leads=dict.fromkeys((State.REQUESTED, State.ACKNOWLEDGED), State.INFO_REQUESTED),
        fact=facts.HandoverInformationRequested,
        infinitive="om informatie vragen",
        past="om informatie gevraagd",
        form=Form(
            "Wij willen eerst meer weten",
            "Om informatie vragen",
            (Field("text", "Wat wilt u weten? De vraagsteller leest dit", is_long=True),),
        ),
    ),
    StepDeclaration(
        step=Step.PROVIDE_INFORMATION,
        leads={State.INFO_REQUESTED: State.REQUESTED},
        taken_by=_FOR_THE_SENDER | _SYSTEM,
        fact=facts.HandoverInformationProvided,
        infinitive="informatie geven",
        past="informatie gegeven",
    ),
    StepDeclaration(
        step=Step.EXPIRE,
        leads=dict.fromkeys((State.REQUESTED, State.ACKNOWLEDGED), State.EXPIRED),
        taken_by=_SYSTEM,
        needs="reason",
        asks_another=True,
        fact=facts.HandoverExpired,
        infinitive="laten verlopen",
        past="verlopen",
    ),
    StepDeclaration(
        step=Step.MAKE_CONTACT,
        leads={State.ACCEPTED: State.CONTACT_MADE},
        needs="introduction",
        fact=facts.HandoverContactMade,
        infinitive="contact melden",
        past="contact gelegd",
        form=Form(
            "Wij hebben contact met de aanbieder",
            "Contact melden",
            (Field("introduction", "Hoe was het contact?", IntroductionMeans),),
        ),
    ),
    StepDeclaration(
        step=Step.REPORT_PROGRESS,
        leads=dict.fromkeys((State.CONTACT_MADE, State.IN_PROGRESS), State.IN_PROGRESS),
        fact=facts.HandoverProgressReported,
        infinitive="voortgang melden",
        past="voortgang gemeld",
        form=Form("Wij zijn ermee bezig", "Voortgang melden"),
    ),
    StepDeclaration(
        step=Step.COMPLETE,
        leads=dict.fromkeys((State.IN_PROGRESS, State.CANCELLATION_REQUESTED), State.COMPLETED),
        needs="outcome",
        fact=facts.HandoverCompleted,
        infinitive="afronden",
        past="afgerond",
        form=Form(
            "Wij zijn klaar",
            "Afronden",
            (Field("outcome", "Wat is de uitkomst?", HandoverOutcome),),
        ),
    ),
    StepDeclaration(
        step=Step.PUT_ON_HOLD,
        leads={State.IN_PROGRESS: State.ON_HOLD},
        needs="reason",
        fact=facts.HandoverPutOnHold,
        infinitive="aanhouden",
        past="aangehouden",
        form=Form("Wij wachten even", "Aanhouden", (Field("reason", "Waarom?", HoldReason),)),
    ),
    StepDeclaration(
        step=Step.RESUME,
        leads={State.ON_HOLD: State.IN_PROGRESS},
        fact=facts.HandoverResumed,
        infinitive="hervatten",
        past="hervat",
        form=Form("Wij gaan weer verder", "Verdergaan"),
    ),
    StepDeclaration(
        step=Step.RETURN,
        leads=dict.fromkeys(_BUSY, State.RETURNED),
        needs="reason",
        asks_another=True,
        fact=facts.HandoverReturned,
        infinitive="teruggeven",
        past="teruggegeven",
        form=Form(
            "Wij geven de vraag terug",
            "Teruggeven",
            (Field("reason", "Waarom?", ReturnReason), RIGHT_THEME),
        ),
    ),
    StepDeclaration(
        step=Step.FAIL,
        leads={State.IN_PROGRESS: State.FAILED},
        needs="reason",
        fact=facts.HandoverFailed,
        infinitive="als mislukt melden",
        past="mislukt",
        form=Form(
            "Het is niet gelukt",
            "Als mislukt melden",
            (Field("reason", "Waarom niet?", FailReason),),
        ),
    ),
    StepDeclaration(
        step=Step.REQUEST_CANCELLATION,
        leads={
            state: State.CANCELLATION_REQUESTED
            for state in RUNS_IN
            if state is not State.CANCELLATION_REQUESTED
        },
        taken_by=_FOR_THE_SENDER,
        fact=facts.HandoverCancellationRequested,
        infinitive="om intrekking vragen",
        past="om intrekking gevraagd",
    ),
    StepDeclaration(
        step=Step.CONFIRM_CANCELLATION,
        leads={State.CANCELLATION_REQUESTED: State.CANCELLED},
        # a receiver that stays silent would keep the question for ever: then a person decides
        taken_by=frozenset({Party.RECEIVER, Party.COORDINATOR}),
        fact=facts.HandoverCancelled,
        infinitive="intrekking bevestigen",
        past="intrekking bevestigd",
        form=Form("Wij zijn gestopt, zoals gevraagd", "Stoppen bevestigen"),
    ),
    StepDeclaration(
        step=Step.DIVERT,
        leads=dict.fromkeys(RUNS_IN, State.CANCELLED),
        fact=facts.HandoverDiverted,
        infinitive="melden dat de vraag hier niet hoort",
        past="gemeld dat de vraag hier niet hoort",
        form=Form("Dit hoort niet hier", "Meteen weghalen", hint=DIVERT_HINT),
    ),
    StepDeclaration(
        step=Step.CANCEL,
        leads=dict.fromkeys(RUNS_IN, State.CANCELLED),
        taken_by=_SYSTEM,
        fact=facts.HandoverCancelled,
        infinitive="intrekken",
        past="ingetrokken",
    ),
)

STEPS: Final[Mapping[Step, StepDeclaration]] = {each.step: each for each in _DECLARATIONS}
"""In the order in which a page offers them."""

ALLOWED: Final[Mapping[State, Mapping[Step, State]]] = {
    state: {each.step: each.leads[state] for each in _DECLARATIONS if state in each.leads}
    for state in State
}
TAKEN_BY: Final[Mapping[Step, frozenset[Party]]] = {
    step: declared.taken_by for step, declared in STEPS.items()
}
