"""Which service hears which topic."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from chassis.process.service import Service
from contracts.catalogue import TOPICS
from local_runtime.environment import SERVICES


@cache
def hearers() -> Mapping[str, tuple[str, ...]]:
    """By topic the services with a handler for something that is said there."""
    services: list[Service] = [import_module(f"{name}.service").service for name in SERVICES]
    return {
        topic.name: tuple(
            service.name
            for service in services
            if any(event.topic == topic.name for each in service.handlers for event in each.events)
        )
        for topic in TOPICS
    }
