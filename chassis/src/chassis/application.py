"""The HTTP application of a service: its own routes, and those that all services have."""

from fastapi import APIRouter, FastAPI

from chassis import announced
from chassis.http import create_app
from chassis.runtime import Runtime


def application(runtime: Runtime) -> FastAPI:
    service = runtime.service
    router = APIRouter()
    router.include_router(service.router)
    router.include_router(announced.router)
    return create_app(service.title, service.version, service.description, router, runtime)
