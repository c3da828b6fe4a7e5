"""What organisations write to each other and to members, and what an asker adds by its own link."""

from datetime import UTC, datetime
from uuid import uuid4

from planting import HERE, Network


async def speak(network: Network) -> None:
    """Words that only vaults may hold."""
    await _circular(network)
    signal_id = await _signal(network)
    await _advice(network, signal_id)


async def _circular(network: Network) -> None:
    """To an office of which the organisation itself is the member."""
    must, office = network.administrator.must, str(uuid4())
    entry = {"kind": "pos_office", "name": "Een POS-kantoor", "municipality_codes": [HERE]}
    await must("routing", "put", f"/organisations/{office}", entry)
    about = {"municipality_codes": [HERE], "size": "small", "initiated_by": "both"}
    await must("routing", "put", f"/pos-offices/{office}", {**about, "state": "active"})
    membership = {
        "parent_organisation_id": office,
        "member_organisation_id": network.organisation_id,
        "started_on": datetime.now(UTC).date().isoformat(),
    }
    await must("routing", "put", f"/memberships/{uuid4()}", membership)
    words = network.canaries.text("circular")
    letter = {"office_organisation_id": office, "municipality_code": HERE, "text": words}
    await network.until_taken("notifications", "/circulars", letter)


async def _signal(network: Network) -> str:
    told = {
        "municipality_code": HERE,
        "theme": "governance",
        "words": network.canaries.text("signal words"),
    }
    reported = await network.partner.must("routing", "post", "/signals", told)
    return str(reported["signal_id"])


async def _advice(network: Network, signal_id: str) -> None:
    """To another organisation: the sports council advises the municipality."""
    municipality = str(uuid4())
    entry = {"kind": "municipality", "name": "Een gemeente", "municipality_codes": [HERE]}
    await network.administrator.must("routing", "put", f"/organisations/{municipality}", entry)
    told = {
        "municipality_code": HERE,
        "theme": "governance",
        "signal_id": signal_id,
        "to_organisation_id": municipality,
        "words": network.canaries.text("advice words"),
    }
    await network.partner.must("routing", "post", "/advice", told)
