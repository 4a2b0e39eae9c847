"""Downloads: what takes time is made on a click, and the archive holds each format once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from touchstone.access.people import Person, Right
from touchstone.bootstrap import services
from touchstone.core.ids import file_name
from touchstone.documents.posting_files import SHAPES, name_parts
from touchstone.postings.drafted import Draft
from touchstone.postings.employer import load_employer
from touchstone.roles.profile import Level
from touchstone.ui.parts.downloads import Download, Gone, _noted, guarded
from touchstone.ui.parts.private_files import PRIVATE, PrivateFiles
from touchstone.ui.parts.scorecards.who import COOKIE
from touchstone.ui.parts.self_test.place import SHARED
from touchstone.ui.shell.media import PrivateMedia
from touchstone.ui.shell.server import MIDDLEWARE

DAY = date(2026, 11, 23)
STEM = "posting-machine-learning-engineer-senior-us-ca-2026-11-23"
EMPLOYER = Path(__file__).parents[1] / "postings" / "harbour.yaml"


@pytest.fixture(scope="module")
def draft() -> Draft:
    content = services().content
    employer, _ = load_employer(EMPLOYER)
    assert employer is not None
    profile = content.catalogue.profiles["machine_learning_engineer"]
    made = content.desk.draft(profile, Level("senior"), employer, as_of=DAY, places=None, style="standard")
    assert isinstance(made, Draft)
    return made


def test_the_archive_holds_every_format_and_is_the_same_each_time(draft: Draft) -> None:
    archive = SHAPES["zip"].make(draft)
    assert isinstance(archive, bytes)
    with ZipFile(BytesIO(archive)) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    assert set(held) == {
        f"{STEM}.{e}" for e in ("md", "html", "docx", "pdf", "ats.html", "txt", "jsonld", "yaml")
    }
    assert held[f"{STEM}.pdf"].startswith(b"%PDF")
    assert held[f"{STEM}.docx"].startswith(b"PK")
    assert SHAPES["zip"].make(draft) == archive


@pytest.mark.parametrize(
    ("places", "name"),
    [
        (("US-CA",), "us-ca"),
        (("US-CA", "DE"), "us-ca-de"),
        (("US-CA", "DE", "FR"), "us-ca-and-2-more"),
        ((), ""),
    ],
)
def test_files_of_one_role_at_several_places_have_names_of_their_own(
    draft: Draft, places: tuple[str, ...], name: str
) -> None:
    full = file_name(name_parts(replace(draft, places=places)), "md", DAY)
    middle = f"-{name}" if name else ""
    assert full == f"posting-machine-learning-engineer-senior{middle}-2026-11-23.md"


def test_content_is_made_when_asked_for() -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"x"

    file = Download("A", "a", make, "text/plain")
    assert made == []
    assert (file.content, Download("B", "b", "text", "text/plain").content) == (b"x", "text")


def test_names_sort() -> None:
    assert (
        file_name(["interview kit", "Data scientist"], "pdf", DAY)
        == "interview-kit-data-scientist-2026-11-23.pdf"
    )


def test_a_file_is_made_only_while_whoever_clicks_has_the_rights_they_had() -> None:
    ana = Person("ana", "Ana", frozenset({Right.ORGANISE, Right.INTERVIEW}))
    visitors: list[Person | None] = [ana, ana, replace(ana, rights=frozenset({Right.INTERVIEW})), None]
    (file,) = guarded([Download("A", "a", "text", "text/plain")], lambda: visitors.pop(0))
    assert file.content == "text"
    for _ in range(2):
        with pytest.raises(Gone):
            _ = file.content


@pytest.mark.parametrize(
    ("asks", "goes"),
    [
        ({"token": "ana"}, True),
        ({"token": "ana", "parts": "bytes=0-3"}, True),  # the whole, and never a part that nobody knows
        ({"token": ""}, False),
        ({"token": "bob"}, False),
        ({"token": "ana", "after": 59.0}, True),
        ({"token": "ana", "after": 61.0}, False),
        ({"token": "ana", "may": False}, False),
        ({"token": "", "host": "localhost"}, False),  # on a shared server no name is one's own machine
        ({"token": "", "parts": "bytes=0-3"}, False),
        # Streamlit compresses what a browser takes compressed: then its hash is another.
        ({"token": "ana", "packed": "gzip, br"}, True),
        ({"token": "", "packed": "gzip, br"}, False),
        ({"token": "bob", "packed": "gzip"}, False),
        ({"token": "ana", "packed": "gzip", "may": False}, False),
        ({"token": "", "packed": "always"}, False),
        ({"token": "ana", "packed": "always"}, False),
    ],
)
def test_a_private_file_goes_to_who_clicked_and_to_nobody_else(
    monkeypatch: pytest.MonkeyPatch, asks: dict[str, Any], goes: bool
) -> None:
    monkeypatch.setenv("TOUCHSTONE_SHARED", "1")
    now, mays = [0.0], [True]
    private = PrivateFiles(lambda: now[0])
    private.clicked("Ines,170000", "ana", lambda: mays[0])
    now[0], mays[0] = asks.get("after", 1.0), asks.get("may", True)
    headers = {"host": asks.get("host", "a.example")}
    headers |= {"cookie": f"{COOKIE}={asks['token']}"} if asks["token"] else {}
    headers |= {"range": asks["parts"]} if "parts" in asks else {}
    headers |= {"accept-encoding": asks["packed"]} if "packed" in asks else {}
    headers |= {"x-packed": "1"} if asks.get("packed") == "always" else {}
    status, said, told = get(private, "x.csv", headers)
    assert (status, said) == ((200, "Ines,170000") if goes else (404, "Not found"))
    assert not goes or told["cache-control"] == "no-store"
    assert get(private, "public.csv", {})[:2] == (200, "public")


def test_on_ones_own_machine_no_cookie_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SHARED:
        monkeypatch.delenv(name, raising=False)
    private = PrivateFiles()
    private.clicked(b"Ines,170000", "", lambda: True)
    for host, status in (("localhost", 200), ("a.example", 404)):
        assert get(private, "x.csv", {"host": host})[0] == status


async def _served(scope: Scope, receive: Receive, send: Send) -> None:
    """As Streamlit serves a file: parts of it too, and compressed where that is taken (or always)."""
    asked = Headers(scope=scope)
    said = "public" if scope["path"].endswith("public.csv") else "Ines,170000"
    answer = PlainTextResponse(said[:4] if "range" in asked else said)
    if "x-packed" in asked:
        scope = {**scope, "headers": [(b"accept-encoding", b"gzip")]}
    await GZipMiddleware(answer, minimum_size=1)(scope, receive, send)


def get(private: PrivateFiles, name: str, headers: dict[str, str]) -> tuple[int, str, Headers]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http", "method": "GET", "path": f"/media/{name}", "query_string": b"", "headers": pairs,
    }  # fmt: skip
    asyncio.run(PrivateMedia(_served, private)(scope, receive, send))
    start, body = sent
    return start["status"], body["body"].decode(), Headers(raw=start["headers"])


def test_what_is_guarded_is_private_from_the_click_on_and_the_app_asks_at_its_door() -> None:
    ana = Person("ana", "Ana", frozenset({Right.ORGANISE}))
    (file,) = guarded([Download("A", "a", "text of Ana alone", "text/plain")], lambda: ana)
    assert file.may is not None
    assert not PRIVATE.known(b"text of Ana alone")
    assert _noted(file, "ana", file.may) == "text of Ana alone"
    assert PRIVATE.known(b"text of Ana alone")
    assert PRIVATE.may_go(b"text of Ana alone", "ana", here=False)
    assert PrivateMedia in [one.cls for one in MIDDLEWARE]
