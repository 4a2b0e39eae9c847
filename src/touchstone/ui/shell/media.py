"""What Streamlit serves under /media, less what is private and not the asker's."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from touchstone.ui.parts.private_files import PRIVATE, PrivateFiles
from touchstone.ui.parts.scorecards.who import COOKIE
from touchstone.ui.parts.self_test.place import from_here


class PrivateMedia:
    """Looks at the whole content of an answer before any of it leaves: by its hash it is known as private."""

    def __init__(self, app: ASGIApp, private: PrivateFiles = PRIVATE) -> None:
        self.app, self.private = app, private

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "/media/" not in scope["path"]:
            await self.app(scope, receive, send)
            return
        # A part of a file has another hash, and so has what was compressed on its way.
        plain = [pair for pair in scope["headers"] if pair[0].lower() not in (b"range", b"accept-encoding")]
        whole = {**scope, "headers": plain}
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)

        await self.app(whole, receive, hold)
        content = b"".join(message.get("body", b"") for message in held)
        if any(name.lower() == b"content-encoding" for name, _ in held[0].get("headers", ())):
            await PlainTextResponse("Not found", 404)(
                scope, receive, send
            )  # nobody could know it by its hash
            return
        if self.private.known(content):
            request = Request(scope)
            if not self.private.may_go(
                content, request.cookies.get(COOKIE, ""), here=from_here(request.headers)
            ):
                await PlainTextResponse("Not found", 404)(scope, receive, send)
                return
            start = held[0]
            start["headers"] = [*start.get("headers", []), (b"cache-control", b"no-store")]
        for message in held:
            await send(message)
