"""A person's own link on a shared server: exchanged for a cookie, so that no history or screen shows it."""

from __future__ import annotations

import json
import re
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from touchstone.access.people import MOST_DAYS
from touchstone.ui.parts.in_browser import FORMS, LEFT
from touchstone.ui.parts.scorecards.who import COOKIE, SEAT
from touchstone.ui.parts.self_test.place import from_here

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
LASTS_S = MOST_DAYS * 24 * 3600  # as long as any link; one that ends or is taken away opens nothing at once


class Seats:
    """Answers an address with somebody's token by the same address without it, and a cookie that scripts
    can't read. On one's own machine links work as they are: the cookie would hide who sits there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _exchanged(scope)
        await (answer or self.app)(scope, receive, send)


def _exchanged(scope: Scope) -> Response | None:
    if scope["type"] != "http" or scope["method"] != "GET" or b"seat=" not in scope["query_string"]:
        return None
    request = Request(scope)
    token = request.query_params.get(SEAT, "")
    if not _TOKEN.fullmatch(token) or from_here(request.headers):
        return None
    rest = [(name, value) for name, value in request.query_params.multi_items() if name != SEAT]
    # One slash: two would name another host.
    path = "/" + request.url.path.lstrip("/")
    target = f"{path}?{urlencode(rest)}" if rest else path
    before = request.cookies.get(COOKIE, token)
    answer = RedirectResponse(target, 303) if before == token else _forgetting(target)
    answer.set_cookie(COOKIE, token, LASTS_S, httponly=True, samesite="lax", secure=_encrypted(request))
    answer.headers["cache-control"] = "no-store"
    return answer


def _encrypted(request: Request) -> bool:
    forwarded = request.headers.get("X-Forwarded-Proto", "").split(",")[0].strip()
    return (forwarded or request.url.scheme) == "https"


async def leave(request: Request) -> Response:
    """`/leave`: this browser forgets whose link it opened, and the forms; the link itself still opens."""
    answer = _forgetting("./")
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    answer.headers["cache-control"] = "no-store"
    return answer


def _forgetting(target: str) -> Response:
    """Goes to an address without the forms of the person before; other tabs are loaded anew."""
    # As a redirect quotes it: a backslash is a slash to browsers, and a quote would end the script's text.
    there = quote(target, safe=":/%#?=@[]!$&'()*+,;")
    return HTMLResponse(_PAGE % {"names": json.dumps(FORMS), "left": LEFT, "there": json.dumps(there)})


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Touchstone</title>
<script>
  try {
    for (const name of %(names)s) localStorage.removeItem(name);
    localStorage.setItem("%(left)s", String(Date.now()));
  } catch { /* a browser that keeps nothing has nothing to forget */ }
  location.replace(%(there)s);
</script>
"""


ROUTES = [Route("/leave", leave)]
