"""The sender as a part of the service's process: `run` starts it, `run sender` it alone."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import cast

from chassis.database.engine import create_single, disposing
from chassis.observability.health import Pulse
from chassis.process.runtime import Runtime
from chassis.process.service import BackgroundTask

from notifications.sending.attempts import Attempts
from notifications.sending.calls import calling
from notifications.sending.mails import mailing
from notifications.sending.network import Guard
from notifications.sending.retention import keep_forgetting
from notifications.sending.sender import Sender
from notifications.sending.webhooks import Webhooks
from notifications.settings import Settings


async def send_deliveries(runtime: Runtime, pulse: Pulse) -> None:
    settings = cast(Settings, runtime.settings)
    url = settings.database_url.get_secret_value()
    guard = Guard(settings.webhook_allowed_hosts)
    async with AsyncExitStack() as stack:
        engine = await stack.enter_async_context(
            disposing(create_single(url, f"{runtime.service}-sender"))
        )
        calls = await stack.enter_async_context(calling(guard, settings.attempt_timeout))
        mails = await stack.enter_async_context(mailing(runtime.engine, settings))
        attempts = Attempts(Webhooks(calls), mails, settings, runtime.telemetry)
        sender = Sender(runtime.begin, attempts, settings, pulse)
        age = timedelta(days=settings.delivery_retention_days)
        async with asyncio.TaskGroup() as both:  # stopped, it waits until the sender is done
            both.create_task(sender.run(engine))
            both.create_task(keep_forgetting(runtime.begin, age))


SENDER = BackgroundTask("sender", send_deliveries)
