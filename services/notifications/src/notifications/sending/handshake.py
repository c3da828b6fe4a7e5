"""CloudEvents' HTTP 1.1 Web Hooks, section 4: nobody gets webhooks that did not agree to them."""

from notifications.sending.calls import NoAnswer, calling
from notifications.sending.network import Guard
from notifications.settings import Settings

WHY_NOT = {
    "forbidden_address": "Dit adres is niet openbaar.",
    "timeout": "Dit adres antwoordt niet op tijd.",
}


class Refused(Exception):
    """Why a receiver cannot be registered: a sentence for who asked."""


async def ask_for_consent(url: str, settings: Settings) -> None:
    """Returns when the receiver allows our webhooks, raises `Refused` when not."""
    guard = Guard(settings.webhook_allowed_hosts)
    if not guard.allows(url):
        raise Refused("Dit adres moet met https:// beginnen.")
    origin = settings.webhook_origin
    try:
        async with calling(guard, settings.attempt_timeout) as call:
            answer = await call("OPTIONS", url, {"WebHook-Request-Origin": origin})
    except NoAnswer as nothing:
        raise Refused(WHY_NOT.get(nothing.reason, "Dit adres is niet bereikbaar.")) from None
    allowed = answer.headers.get("webhook-allowed-origin", "")
    if not 200 <= answer.status < 300 or allowed not in {"*", origin}:
        raise Refused(
            "Dit adres staat onze berichten niet toe. Antwoord op OPTIONS met de header "
            f"WebHook-Allowed-Origin: {origin}."
        )
