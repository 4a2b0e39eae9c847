"""A candidate's whole loop set up in one go, by whoever does it at their own machine."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect
from tests.support.browser import App, Visitor

pytestmark = pytest.mark.browser


def test_a_whole_loop_is_set_up_at_one_click(app: App, browser: Browser, visitor: Visitor) -> None:
    visitor.page.set_default_timeout(60_000)
    page = visitor.open("/interviews?view=loop&role=machine_learning_engineer&level=senior")
    page.get_by_text("Set up the whole loop").click()
    visitor.settle()
    page.get_by_label("Technical", exact=True).fill("Ida Olsen, me")
    page.get_by_label("Manager", exact=True).fill("Ben Okri")
    visitor.settle()
    called = page.get_by_label("Your name, as the others read it")
    if called.count():  # who gave a name in an earlier test isn't asked again
        called.first.fill("Kim Lead")
    page.get_by_label("Candidate code (no name)").first.fill("C-77")
    page.keyboard.press("Enter")
    visitor.settle()
    expect(page.get_by_text("A new link is made for Ida Olsen, Ben Okri.")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    visitor.assert_fits()
    visitor.shot("loop-shown")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Set up all 5 interviews").click()
    visitor.settle()
    expect(page.get_by_text("C-77 is put down for all 5 interviews.")).to_be_visible()
    expect(page.get_by_text("Set up all 5 interviews")).to_have_count(0)
    visitor.shot("loop-made")
    links = [code for code in page.locator("code").all_inner_texts() if "seat=" in code]
    assert len(links) == 2
    other = browser.new_context(viewport={"width": 390, "height": 844})
    try:
        ana = Visitor(app, other.new_page())
        opened = ana.open(links[0].strip().removeprefix(app.url))
        expect(opened.get_by_text(re.compile("Technical: Senior machine-learning engineer"))).to_be_visible()
        ana.assert_fits()
        ana.assert_calm()
    finally:
        other.close()
    page.reload()
    visitor.settle()
    page.get_by_text("Set up the whole loop").click()
    page.get_by_label("Candidate code (no name)").first.fill("c-77")
    page.keyboard.press("Enter")
    visitor.settle()
    expect(page.get_by_text("C-77 is put down for all of these already.")).to_be_visible()
    assert not [code for code in page.locator("code").all_inner_texts() if "seat=" in code]
    visitor.assert_calm()
