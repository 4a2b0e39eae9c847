"""The Hand-over page in a real browser: its tables and hashes stay inside the window."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect
from tests.support.browser import ROOT, Visitor

pytestmark = pytest.mark.browser
EXAMPLES = ROOT / "examples" / "handover"


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


def test_what_was_typed_outlives_the_server_and_files_are_asked_for_again(visitor: Visitor) -> None:
    names = ("contract-with-defects.yaml", "predictions.csv", "labels.csv", "latency.csv")
    page = visitor.open("/handover")
    page.locator('input[type="file"]').set_input_files([EXAMPLES / name for name in names])
    page.get_by_role("button", name="Go on in the form").click(timeout=30_000)
    expect(page.get_by_text("16 defects keep this model")).to_be_visible(timeout=30_000)
    visitor.settle()
    page.wait_for_function("(localStorage.getItem('touchstone-handover') ?? '').includes('Amina')")
    before = json.loads(page.evaluate("localStorage.getItem('touchstone-handover')"))
    visitor.app.kill()
    visitor.app.start()
    purpose = page.get_by_label("What it is for")  # the page knows nothing of the new server until it asks
    purpose.fill("Ranks the berths.")
    purpose.press("Enter")
    expect(page.get_by_text("Hand in again: contract-with-defects.yaml").first).to_be_visible(timeout=90_000)
    visitor.settle()
    assert page.get_by_test_id("stFileUploaderFile").count() == 0
    page.wait_for_function("localStorage.getItem('touchstone-handover').includes('berths')")
    visitor.shot("handover-after-restart")
    after = json.loads(page.evaluate("localStorage.getItem('touchstone-handover')"))
    assert after["tables"] == before["tables"]
    assert len(after["tables"]) == 5
    assert after["base"] == before["base"]
    assert after["fields"] == before["fields"] | {"purpose": "Ranks the berths."}
    page.locator('input[type="file"]').set_input_files([EXAMPLES / name for name in names])
    expect(page.get_by_text("16 defects keep this model")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Hand in again")).to_have_count(0)
    page.reload()
    expect(page.get_by_label("What it is for")).to_have_value("Ranks the berths.", timeout=30_000)
    expect(page.get_by_text("Hand in again: contract-with-defects.yaml").first).to_be_visible()
    visitor.assert_calm()
