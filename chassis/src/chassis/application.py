"""The HTTP application of a service: its own routes, and those that all services have."""

from fastapi import FastAPI

from chassis.http import create_app
from chassis.runtime import Runtime


def application(runtime: Runtime) -> FastAPI:
    service = runtime.service
    return create_app(service.title, service.version, service.description, service.routes, runtime)
