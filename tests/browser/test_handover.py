"""The Hand-over page in a real browser: its tables and hashes stay inside the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.support.browser import Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [400, 1280])
def test_the_contract_fits_the_window(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 900})
    page = visitor.open("/handover")
    expect(page.get_by_text("SHA-256 of the artefact")).to_be_attached(timeout=30_000)
    visitor.shot(f"handover-{width}")
    visitor.assert_fits()
    page.get_by_text("Download the contract").click()
    with page.expect_download(timeout=30_000) as download:
        page.get_by_role("button", name="Web page").click()
    paper = page.context.new_page()
    paper.set_viewport_size({"width": width, "height": 900})
    paper.set_content(download.value.path().read_text("utf-8"))
    expect(paper.get_by_text("SHA-256 of the artefact")).to_be_attached()
    assert paper.evaluate("document.documentElement.scrollWidth") == width
    page.keyboard.press("Escape")
    page.get_by_text("One with planted defects").click()
    expect(page.get_by_text("16 defects keep this model")).to_be_visible(timeout=30_000)
    visitor.settle()
    visitor.assert_fits()
    visitor.assert_calm()
