"""Wakes the sender of this process: there is something to send, or to write down."""

import asyncio

sender_has_work = asyncio.Event()
