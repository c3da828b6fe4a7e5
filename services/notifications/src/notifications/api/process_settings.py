"""The settings of the process that a request came to."""

from typing import Annotated, cast

from fastapi import Depends, Request

from notifications.settings import Settings


def process_settings(request: Request) -> Settings:
    return cast(Settings, request.app.state.process.settings)


ProcessSettings = Annotated[Settings, Depends(process_settings)]
