"""The Roles page in a real browser: what is chosen stands in the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.support.browser import Visitor

pytestmark = pytest.mark.browser


def test_the_size_of_the_team_is_kept_in_the_address(visitor: Visitor) -> None:
    page = visitor.open("/roles?role=data_engineer")
    tabs = page.get_by_role("tab")
    titles = tabs.all_inner_texts()
    last = page.get_by_role("tab", name=titles[-1], exact=True)
    last.click()
    expect(last).to_have_attribute("aria-selected", "true")
    expect(page).to_have_url(re.compile(r"[?&]maturity=\w+"), timeout=30_000)
    visitor.settle()
    address = page.url
    again = page.context.new_page()
    again.goto(address)
    opened = again.get_by_role("tab", name=titles[-1], exact=True)
    expect(opened).to_have_attribute("aria-selected", "true", timeout=30_000)
    expect(again.get_by_role("tabpanel").get_by_text("Watches the models in production").last).to_be_visible()
    page.reload()
    expect(last).to_have_attribute("aria-selected", "true", timeout=30_000)
    page.goto(re.sub(r"maturity=\w+", "maturity=none_such", address))
    expect(page.get_by_text("none_such").first).to_be_visible(timeout=30_000)
    expect(tabs.first).to_have_attribute("aria-selected", "true")
    visitor.assert_calm()
