"""What every program is told: the one place that names its environment variables."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local_runtime.kept import read_assignments
from local_runtime.places import ROOT
from local_runtime.ports import HOST, free_port

SERVICES = ("intake", "routing", "funding", "notifications")
JUDGING_SUBMISSIONS = ("intake", "routing")
"""Where each partner is registered."""
PORTS = {
    "intake": 8101,
    "routing": 8102,
    "funding": 8103,
    "notifications": 8104,
    "outside": 8105,
    "smtp": 8125,
    "kafka": 9092,
    "postgres": 5433,
}
AUDIENCE = "sportloket"
PARTNER = {
    "slug": "sportraad-hoeksche-waard",
    "source": "urn:nld:kvknr:00000001:systeem:sportraad",
    "organisation": "63999d71-2776-5dd9-8a53-f306e21bf250",
}
HOEKSCHE_WAARD = ["GM1963"]
CLAIMS: dict[str, dict[str, object]] = {
    "partner": {"organisation_id": PARTNER["organisation"], "municipalities": HOEKSCHE_WAARD},
    "coordinator": {"municipalities": HOEKSCHE_WAARD},
    "administrator": {},
    "core_team": {},
    "service": {},
}
"""What a token says of its bearer besides the role."""


SECRETS = ("postgres", "pseudonyms", "askers", "links", *SERVICES)
FOR_THE_STORY = read_assignments(ROOT / "deploy" / "story.env")


@dataclass(frozen=True)
class Places:
    """Where everything listens, and where it keeps its things."""

    ports: Mapping[str, int]
    passwords: Mapping[str, str]
    data: Path

    @property
    def kafka(self) -> str:
        return f"{HOST}:{self.ports['kafka']}"

    def http(self, program: str) -> str:
        return f"http://{HOST}:{self.ports[program]}"

    def database(self, service: str, scheme: str = "postgresql") -> str:
        server = f"{HOST}:{self.ports['postgres']}"
        return f"{scheme}://{service}:{self.passwords[service]}@{server}/{service}"


def free_ports() -> dict[str, int]:
    """The usual ones; another where somebody listens already."""
    return {program: free_port(port) for program, port in PORTS.items()}


def told_to_service(service: str, places: Places) -> dict[str, str]:
    usual = {
        "KAFKA": places.kafka,
        "DATABASE_URL": places.database(service, "postgresql+asyncpg"),
        "HTTP_HOST": HOST,
        "HTTP_PORT": str(places.ports[service]),
        "PUBLIC_URL": f"{places.http(service)}/v1",
        "JWKS_URL": f"{places.http('outside')}/jwks",
        "TOKEN_ISSUER": places.http("outside"),
        "TOKEN_AUDIENCE": AUDIENCE,
    }
    told = usual | _of_its_own(places).get(service, {})
    return {f"{service.upper()}_{name}": value for name, value in told.items()} | FOR_THE_STORY


def _of_its_own(places: Places) -> dict[str, dict[str, str]]:
    return {
        "intake": {
            "PSEUDONYM_KEY": places.passwords["pseudonyms"],
            "ASKER_KEY": places.passwords["askers"],
        },
        "routing": {
            "PSEUDONYM_KEY": places.passwords["pseudonyms"],
            "LINK_KEY": places.passwords["links"],
            "INTAKE_URL": places.http("intake"),
            "TOKEN_URL": f"{places.http('outside')}/token",
            "CLIENT_SECRET": places.passwords["routing"],
        },
        "notifications": {
            "SMTP_HOST": HOST,
            "SMTP_PORT": str(places.ports["smtp"]),
            "INTAKE_URL": places.http("intake"),
            "ROUTING_URL": places.http("routing"),
            "TOKEN_URL": f"{places.http('outside')}/token",
            "CLIENT_ID": "notifications",
            "CLIENT_SECRET": places.passwords["notifications"],
            "WEBHOOK_ALLOWED_HOSTS": f'["{HOST}"]',
        },
    }


def told_to_outside(places: Places) -> dict[str, str]:
    return {
        "OUTSIDE_HTTP_HOST": HOST,
        "OUTSIDE_HTTP_PORT": str(places.ports["outside"]),
        "OUTSIDE_SMTP_HOST": HOST,
        "OUTSIDE_SMTP_PORT": str(places.ports["smtp"]),
        "OUTSIDE_ISSUER": places.http("outside"),
        "OUTSIDE_AUDIENCE": AUDIENCE,
        "OUTSIDE_KEY_FILE": str(places.data / "signing-key.pem"),
    }


def told_to_clients(places: Places, tokens: Mapping[str, str]) -> dict[str, str]:
    """What an outside client needs; the same names for any place where Sportloket runs."""
    outside = places.http("outside")
    return {
        "SPORTLOKET_KAFKA": places.kafka,
        **{f"SPORTLOKET_{name.upper()}_URL": places.http(name) for name in SERVICES},
        **{f"SPORTLOKET_{name.upper()}_DATABASE": places.database(name) for name in SERVICES},
        "SPORTLOKET_OUTSIDE_URL": outside,
        "SPORTLOKET_MAILBOX_URL": f"{outside}/mails",
        "SPORTLOKET_WEBHOOKS_URL": f"{outside}/webhooks",
        **{f"SPORTLOKET_TOKEN_{role.upper()}": token for role, token in tokens.items()},
    }
