"""The HTTP application of a service: its own routes, and those that all services have."""

from fastapi import FastAPI

from chassis.http.application import create_app
from chassis.http.router import Process
from chassis.process.service import Service


def application(service: Service, process: Process) -> FastAPI:
    return create_app(service.title, service.version, service.description, service.routes, process)
