import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from outside.mailbox import Mailbox
from outside.settings import Settings
from outside.signing import signing_key
from outside.tokens import TokenIssuer
from outside.webhooks import WebhookReceiver


def application(settings: Settings) -> FastAPI:
    """The three stand-ins behind one address; the SMTP port is open while it runs."""
    mailbox = Mailbox(settings.kept)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        server = await asyncio.get_running_loop().create_server(
            mailbox.protocol, settings.smtp_host, settings.smtp_port
        )
        yield
        server.close()

    app = FastAPI(title="Outside Sportloket: local stand-ins", lifespan=lifespan)
    app.include_router(TokenIssuer(settings, signing_key(settings.key_file)).routes())
    app.include_router(mailbox.routes())
    app.include_router(WebhookReceiver(settings.kept).routes())
    app.add_api_route("/health/ready", ready, methods=["GET"])
    return app


async def ready() -> dict[str, str]:
    return {"status": "ready"}
