"""The Posting page in a real browser: a reload loses nothing of what was typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.support.browser import Visitor

pytestmark = pytest.mark.browser


def test_a_reload_gives_back_the_form_until_it_is_emptied(visitor: Visitor) -> None:
    page = visitor.open("/posting?role=data_engineer&level=mid&place=DE")
    name, least = page.get_by_label("Organisation"), page.get_by_label("Pay from")
    name.fill("Harbour Analytics")
    name.press("Enter")
    visitor.settle()
    least.fill("60000")
    least.press("Enter")
    page.wait_for_function("(localStorage.getItem('touchstone-posting') ?? '').includes('60000')")
    page.reload()
    expect(name).to_have_value("Harbour Analytics", timeout=30_000)
    expect(least).to_have_value("60000")
    expect(page.get_by_text("Harbour Analytics is looking for").first).to_be_visible()
    page.get_by_role("button", name="Begin anew").click()
    expect(name).to_have_value("", timeout=30_000)
    page.wait_for_function("localStorage.getItem('touchstone-posting') === null")
    visitor.assert_calm()
