"""A link's token leaves the address on a shared server, and stays in it on one's own machine."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from touchstone.ui.parts.in_browser import ASSET, FORMS, LEFT
from touchstone.ui.shell.seats import Seats, leave

T = TypeVar("T")

TOKEN = "a" * 32
SHARED = {"host": "hire.example.org"}


async def _app(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"the page"})


def answered(target: str, headers: dict[str, str], method: str = "GET") -> tuple[int, dict[str, str]]:
    """Status and headers of the answer to a request."""
    path, _, query = target.partition("?")
    sent: list[Any] = []
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "root_path": "",
        "scheme": "http",
        "server": ("127.0.0.1", 8501),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    waited_for(Seats(_app)(scope, receive, send))
    held = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    if sent[0]["status"] == 200 and held:
        held["body"] = sent[1]["body"].decode()
    return sent[0]["status"], held


def waited_for(work: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: where browser tests ran before, this one has a loop that runs already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@pytest.mark.parametrize(
    ("target", "location"),
    [
        (f"/scorecards?seat={TOKEN}", "/scorecards"),
        (f"/scorecards?interview=s-1&seat={TOKEN}&view=a%20b", "/scorecards?interview=s-1&view=a+b"),
        (f"//evil.example/?seat={TOKEN}", "/evil.example/"),
    ],
)
def test_a_link_is_exchanged_for_a_cookie_that_no_script_reads(target: str, location: str) -> None:
    status, headers = answered(target, SHARED)
    assert (status, headers["location"]) == (303, location)
    cookie = headers["set-cookie"].lower()
    assert cookie.startswith(f"touchstone-seat={TOKEN};")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    encrypted = answered(target, {**SHARED, "x-forwarded-proto": "https"})[1]["set-cookie"]
    assert "Secure" in encrypted


@pytest.mark.parametrize(
    ("target", "headers", "method"),
    [
        (f"/scorecards?seat={TOKEN}", {"host": "127.0.0.1:8501"}, "GET"),  # whoever sits there needs no link
        ("/scorecards?seat=short", SHARED, "GET"),
        ("/scorecards?seat=" + "é" * 32, SHARED, "GET"),
        ("/scorecards?seat=" + "a" * 31 + "%0a", SHARED, "GET"),
        (f"/scorecards?seat={TOKEN}", SHARED, "POST"),
        ("/scorecards", SHARED, "GET"),
    ],
)
def test_all_else_goes_to_the_page(target: str, headers: dict[str, str], method: str) -> None:
    status, answer = answered(target, headers, method)
    assert (status, answer) == (200, {})


@pytest.mark.parametrize(
    ("target", "there"),
    [
        (f"/posting?seat={TOKEN}&level=mid", '"/posting?level=mid"'),
        (f"//evil.example/?seat={TOKEN}", '"/evil.example/"'),
        (f"/\\evil.example/?seat={TOKEN}", '"/%5Cevil.example/"'),
        (f"/</script><script>alert(1)//?seat={TOKEN}", '"/%3C/script%3E%3Cscript%3Ealert(1)//"'),
        (f"/posting?seat={TOKEN}&a=</script>&b=%22);alert(1)//", None),
    ],
)
def test_the_link_of_another_person_forgets_the_forms_of_the_one_before(
    target: str, there: str | None
) -> None:
    cookie = {"cookie": f"touchstone-seat={'b' * 32}"}
    status, headers = answered(target, SHARED | cookie)
    assert (status, headers.get("location")) == (200, None)
    assert headers["set-cookie"].startswith(f"touchstone-seat={TOKEN};")
    page = headers["body"]
    assert page.count("<script>") == page.count("</script>") == 1
    assert all(f'"{name}"' in page for name in FORMS)
    if there is not None:
        assert f"location.replace({there});" in page
    again, _ = answered(target, SHARED | {"cookie": f"touchstone-seat={TOKEN}"})
    assert again == 303  # the same person: nothing is lost


def test_a_browser_can_forget() -> None:
    answer = waited_for(leave(None))  # type: ignore[arg-type]
    assert answer.status_code == 200
    assert b'location.replace("./");' in answer.body
    assert all(name.encode() in answer.body for name in FORMS)
    assert 'touchstone-seat=""' in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert LEFT in ASSET.read_text("utf-8")
