"""The few pages that people without an account read: plain HTML, made from a service's templates.

No script, no cookie, nothing from elsewhere: a page with a form works in every browser.
"""

from functools import cache
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",  # the address of a page may be a secret
    "X-Robots-Tag": "noindex",
}


@cache
def _environment(package: str) -> Environment:
    return Environment(
        loader=PackageLoader(package, "pages"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def wants_page(request: Request) -> bool:
    """Browsers name HTML; programs take what there is."""
    return "text/html" in request.headers.get("accept", "")


def page(package: str, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """`<package>/pages/<template>.html`, filled in; what is filled in is escaped."""
    text = _environment(package).get_template(f"{template}.html").render(**values)
    return HTMLResponse(text, status, HEADERS)
