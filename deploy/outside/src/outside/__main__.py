import sys

import uvicorn

from outside.application import application
from outside.settings import Settings


def main() -> None:
    settings = Settings()
    print(
        "Local stand-ins for what lies outside Sportloket: anyone can make any token here, "
        "mail goes nowhere. For the demo, tests and laptops, never for production.",
        file=sys.stderr,
        flush=True,
    )
    uvicorn.run(
        application(settings),
        host=settings.http_host,
        port=settings.http_port,
        log_level="warning",
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    main()
