"""A candidate with a real browser: what is typed is read at once, and survives reload and a killed server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def begin(visitor) -> Page:  # type: ignore[no-untyped-def]
    """A self-test in mathematics, at its first question with a field to type in."""
    page = visitor.open("/self-test?role=everything&level=junior&minutes=60")
    page.get_by_role("button", name="Start the self-test").click()
    page.wait_for_selector("text=answered", timeout=60_000)
    visitor.settle()
    return page


def to_typed_question(page: Page, visitor) -> None:  # type: ignore[no-untyped-def]
    """Skips to a question that takes a number: those of an attempt are drawn, some ask for a matrix."""
    other_kind = page.get_by_text(re.compile("^Give an? "))
    for _ in range(20):
        if page.get_by_label("Your answer").count() and not other_kind.count():
            return
        page.get_by_role("button", name="Skip").click()
        visitor.settle()
    raise AssertionError("no question with a field to type in")


def test_an_answer_is_read_while_it_is_typed_and_nothing_is_lost(visitor, app) -> None:  # type: ignore[no-untyped-def]
    page = begin(visitor)
    to_typed_question(page, visitor)
    field = page.get_by_label("Your answer").first
    field.press_sequentially("17/3", delay=40)
    expect(page.locator(".katex").filter(has_text="17").last).to_be_visible(timeout=10_000)
    visitor.shot("self-test-reading")

    page.set_viewport_size({"width": 390, "height": 844})
    reading, helps = (page.get_by_text(text).first for text in ("We read this as", "How to type mathematics"))
    visitor.settle()
    assert reading.bounding_box()["y"] < helps.bounding_box()["y"], "on a phone the reading stands first"
    visitor.shot("self-test-reading-phone")
    page.set_viewport_size({"width": 1280, "height": 900})

    page.reload()
    visitor.settle()
    expect(page.get_by_label("Your answer").first).to_have_value("17/3")

    app.kill()
    app.start()
    page.goto(page.url)
    page.wait_for_selector("h1", timeout=60_000)
    visitor.settle()
    expect(page.get_by_label("Your answer").first).to_have_value("17/3")

    page.get_by_role("button", name="Commit answer").first.click()
    expect(page.get_by_text("How it was marked").first).to_be_visible(timeout=20_000)
    visitor.settle()
    visitor.shot("self-test-verdict")
    visitor.assert_calm()


def test_who_comes_back_to_the_page_finds_the_test_under_way(visitor) -> None:  # type: ignore[no-untyped-def]
    begin(visitor)
    page = visitor.open("/self-test")
    expect(page.get_by_text("You have a self-test under way")).to_be_visible()
    visitor.shot("self-test-start")
    page.get_by_role("button", name="Continue").first.click()
    visitor.settle()
    page.get_by_role("button", name="Finish and see the summary").click()
    page.get_by_role("button", name="Finish all the same").click()
    expect(page.get_by_text("What to learn next")).to_be_visible(timeout=20_000)
    visitor.settle()
    visitor.shot("self-test-summary")
    visitor.assert_calm()
