"""What the provider said later of passing its details on: it counts for who has the question."""

from dataclasses import replace

from contracts.vocabulary import ConsentGround

from routing.case.decision import Case, Decision


def record_consent(case: Case, consent: ConsentGround) -> Decision:
    changed = Case(replace(case.question, consent=consent), case.handovers)
    handover = case.open
    return Decision(changed.having(replace(handover, consent=consent)) if handover else changed)
