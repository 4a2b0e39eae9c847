"""The HTTP side of the app: health, security headers, warm-up, and what a person sees when a page fails."""

from __future__ import annotations

import gc
import importlib
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from touchstone.ui.shell import media, seats

log = logging.getLogger("touchstone")

# What pages need sooner or later. Imported behind the first page, so that serving starts at once.
WARM = ("pandas", "altair", "pydantic", "scipy.optimize", "ibis", "duckdb", "sqlalchemy", "jinja2")

# `unsafe-inline` and `unsafe-eval` are Streamlit's own needs (its bundle, Vega); the rest stays here.
HEADERS = {
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"content-security-policy": (
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        b"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        b"connect-src 'self' ws: wss:; worker-src 'self' blob:; form-action 'self'; "
        b"frame-ancestors 'none'; base-uri 'self'; object-src 'none'"
    ),
}


class SecurityHeaders:
    """Adds our headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message.get("headers", [])}
                extra = [(name, value) for name, value in HEADERS.items() if name not in present]
                message["headers"] = [*message.get("headers", []), *extra]
            await send(message)

        await self.app(scope, receive, with_headers)


async def health(request: Request) -> JSONResponse:
    """`/healthz`: the process answers. Says nothing about anyone."""
    return JSONResponse({"ok": True})


def warm_up() -> None:
    """Import what pages need, build the services, then hide all of it from the collector.

    A full collection after each script run walks every live object; frozen ones are skipped, which takes 50
    busy sessions from seconds to milliseconds.
    """
    for name in WARM:
        try:
            importlib.import_module(name)
        except ImportError:
            log.warning("%s could not be imported ahead of time", name)
    try:
        from touchstone.bootstrap import services

        services().warm()
    except Exception:
        log.exception("the services could not be built ahead of time")
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:
    """Warms up in a thread while the first page is already being served."""
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield {}


def show_error(error: Exception) -> bool:
    """One sentence and a reference for the person; the traceback goes to the log under that reference."""
    import streamlit as st

    reference = uuid4().hex[:8]
    log.error("page failed, reference %s", reference, exc_info=error)
    st.error(
        f"This page could not finish. What was saved is safe. Reload the page; if it happens again, "
        f"give reference **{reference}** to whoever runs this app.",
        icon=":material/report:",
    )
    return True


ROUTES = [Route("/healthz", health), *seats.ROUTES]
MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(seats.Seats), Middleware(media.PrivateMedia)]
