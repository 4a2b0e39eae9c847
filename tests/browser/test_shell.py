"""Every page opens at its address, alone, calm, and without asking anything of another host."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from tests.support.barriers import barriers

from touchstone.ui.shell.navigation import PAGES

pytestmark = pytest.mark.browser
ADDRESSES = ["/" if entry.default else f"/{entry.address}" for entry in PAGES]


@pytest.mark.parametrize("address", ADDRESSES)
def test_opens(visitor, address: str) -> None:  # type: ignore[no-untyped-def]
    page = visitor.open(address)
    assert page.locator("h1").count() == 1
    visitor.shot(f"page-{address.strip('/') or 'home'}")
    visitor.assert_calm()
    assert barriers(page) == []


@pytest.mark.parametrize("address", ["/", "/self-test", "/salaries", "/handover"])
def test_has_no_barriers_in_the_dark(visitor, address: str) -> None:  # type: ignore[no-untyped-def]
    visitor.page.emulate_media(color_scheme="dark")
    assert barriers(visitor.open(address)) == []


def test_the_headers_keep_others_out(app) -> None:  # type: ignore[no-untyped-def]
    with urllib.request.urlopen(f"{app.url}/healthz") as answer:
        assert answer.headers["x-frame-options"] == "DENY"
        assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_only_loopback_is_listened_on(app) -> None:  # type: ignore[no-untyped-def]
    """The kernel's own table: local address 127.0.0.1 is written 0100007F, state 0A is listening."""
    listening = [
        row.split()[1]
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for row in Path(table).read_text().splitlines()[1:]
        if row.split()[3] == "0A" and row.split()[1].endswith(f":{app.port:04X}")
    ]
    assert listening == [f"0100007F:{app.port:04X}"]


def test_role_and_level_travel_from_page_to_page(visitor) -> None:  # type: ignore[no-untyped-def]
    page = visitor.open("/posting?role=data_engineer&level=staff&place=DE,US-NYC")
    for name, address in (("Salaries", "salaries"), ("Interviews", "interviews"), ("Roles", "roles")):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(f"**/{address}?**")
        visitor.settle()
        assert "role=data_engineer" in page.url
        assert "level=staff" in page.url
        # what is shown, not only what the address says
        boxes = [box.input_value() for box in page.get_by_role("combobox").all()]
        assert "Data engineer" in boxes, boxes
        assert "Staff" in boxes, boxes
