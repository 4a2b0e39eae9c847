"""Every page opens at its address, alone, calm, and without asking anything of another host."""

from __future__ import annotations

import urllib.request

import pytest

from touchstone.ui.shell.navigation import PAGES

pytestmark = pytest.mark.browser
ADDRESSES = ["/" if entry.default else f"/{entry.address}" for entry in PAGES]


@pytest.mark.parametrize("address", ADDRESSES)
def test_opens(visitor, address: str) -> None:  # type: ignore[no-untyped-def]
    page = visitor.open(address)
    assert page.locator("h1").count() == 1
    visitor.shot(f"page-{address.strip('/') or 'home'}")
    visitor.assert_calm()


def test_the_headers_keep_others_out(app) -> None:  # type: ignore[no-untyped-def]
    with urllib.request.urlopen(f"{app.url}/healthz") as answer:
        assert answer.headers["x-frame-options"] == "DENY"
        assert "default-src 'self'" in answer.headers["content-security-policy"]
