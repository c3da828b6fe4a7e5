"""4. Money from the sports agreement: 600 euro for the leads, then more than there is (S2, F08)."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from story.cast import POS_OFFICE, POS_TOWN, SPORTS_COMPANY
from story.stage import Body, Stage

CEILING, GRANT = 250_000, 60_000  # cents
CROWD = 8  # applications at once, for the three and a sixth that are left


async def play(stage: Stage) -> None:
    tell = stage.timeline
    tell.chapter("4. Gouda: geld uit het Sportakkoord")
    line_id = str(uuid4())
    await _set_budget(stage, line_id)
    tell.step(f"Het budget is {euros(CEILING)}; wie het laatst komt, krijgt de rest", "BudgetSet")
    await _apply(stage, line_id, POS_OFFICE, "first")
    approved = await stage.witness.first("FundingApproved", _of(line_id))
    tell.step(
        f"{euros(approved['awarded_cents'])} eenmalig voor de kartrekkers van {POS_OFFICE}",
        "FundingApproved",
    )
    for mail in await stage.mail(stage.address(POS_OFFICE), 3):
        if "€" in mail["text"]:
            tell.mail(mail["subject"], POS_OFFICE)
    await asyncio.gather(
        *[_apply(stage, line_id, SPORTS_COMPANY, f"crowd-{number}") for number in range(CROWD)]
    )
    tell.step(f"{CROWD} aanvragen van {euros(GRANT)} tegelijk, uit {CROWD} clients")
    await _count(stage, line_id)


async def _count(stage: Stage, line_id: str) -> None:
    tell = stage.timeline
    approvals, rejections = await _decided(stage, line_id)
    for approval in approvals[1:]:
        part = " (de rest)" if approval["partial"] else ""
        tell.step(f"toegekend {euros(approval['awarded_cents'])}{part}", "FundingApproved")
    tell.step(f"{len(rejections)} keer afgewezen: het plafond is bereikt", "FundingRejected")
    awarded = sum(approval["awarded_cents"] for approval in approvals)
    tell.check(f"toegekend is precies {euros(CEILING)}", awarded == CEILING)
    tell.check("één aanvraag kreeg de rest", sum(a["partial"] for a in approvals) == 1)
    path = f"/budget-lines/{line_id}/reconciliation"
    books = await stage.ask("funding", "GET", path, role="administrator")
    tell.check("het grootboek klopt tot op de cent", books["exact"])
    stage.euros = awarded, books["balance"]["available_cents"]


async def _decided(stage: Stage, line_id: str) -> tuple[list[Body], list[Body]]:
    """Every application has its decision; first those before, then the crowd."""
    wanted, where = CROWD + 1, _of(line_id)
    witness = stage.witness
    async with asyncio.timeout(30), witness.more:
        await witness.more.wait_for(
            lambda: (
                len(witness.seen("FundingApproved", where))
                + len(witness.seen("FundingRejected", where))
                >= wanted
            )
        )
    return witness.seen("FundingApproved", where), witness.seen("FundingRejected", where)


async def _set_budget(stage: Stage, line_id: str) -> None:
    year = datetime.now(UTC).year
    body = {
        "municipality_code": POS_TOWN,
        "programme": {
            "code": "sports_agreement",
            "starts": f"{year}-01-01",
            "ends": f"{year}-12-31",
        },
        "ceiling_cents": CEILING,
        "rules": {
            "legal_forms": ["association", "foundation", "none", "private_company"],
            "maximum_cents": 100_000,
            "mandate_up_to_cents": GRANT,
            "when_short": "the_rest",
            "one_off": True,
        },
    }
    await stage.ask("funding", "PUT", f"/budget-lines/{line_id}", body, role="administrator")


async def _apply(stage: Stage, line_id: str, organisation: str, key: str) -> Any:
    body = {
        "budget_line_id": line_id,
        "requested_cents": GRANT,
        "purpose": "grow_membership",
        "legal_form": "none",
        "expected_result": {"indicator": "members", "increase": 20},
    }
    return await stage.ask(
        "funding",
        "POST",
        "/applications",
        body,
        role="partner",
        of=organisation,
        key=f"{stage.run}-{key}",
    )


def _of(line_id: str) -> Any:
    return lambda data: data["budget_line_id"] == line_id


def euros(cents: int) -> str:
    """As people in the Netherlands write it."""
    whole = f"{cents // 100:,}".replace(",", ".")
    return f"€ {whole},{cents % 100:02}"
