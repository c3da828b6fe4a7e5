"""The HTTP application of a service: its own routes, and those that all services have."""

from fastapi import APIRouter, FastAPI

from chassis.http import events
from chassis.http.application import create_app
from chassis.http.router import Process
from chassis.process.service import Service


def application(service: Service, process: Process) -> FastAPI:
    router = APIRouter()
    router.include_router(service.router)
    router.include_router(events.router)
    return create_app(service.title, service.version, service.description, router, process)
