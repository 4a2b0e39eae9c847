"""The calendar file of a loop leads, in another browser, to the very kit that was on the screen."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from tests.support.browser import App, Visitor

pytestmark = pytest.mark.browser
FOOTED = re.compile(r"form-[0-9a-f]{12}")


def kept(page: Page, which: str) -> str:
    """A calendar file out of the open menu, its lines put together again."""
    with page.expect_download() as download:
        page.get_by_role("button", name=which).click()
    return Path(download.value.path()).read_bytes().decode().replace("\r\n ", "")


def on_screen(page: Page) -> tuple[set[str], str]:
    """The form's id and its kit, numbers of the variants and all."""
    page.get_by_text("How this form was checked").click()
    page.wait_for_selector("text=/form-[0-9a-f]{12}, seed/")
    kit = page.get_by_role("tabpanel").first.inner_text()
    return set(FOOTED.findall(page.inner_text("body"))), kit


def field(calendar: str, name: str) -> list[str]:
    return re.findall(rf"^{name}:(.*)\r$", calendar, re.MULTILINE)


def test_the_links_open_the_kit_that_was_on_screen(app: App, browser: Browser, visitor: Visitor) -> None:
    visitor.page.set_default_timeout(90_000)  # a swap tries every question of the bank
    page = visitor.open(
        "/interviews?view=loop&role=data_scientist&level=mid&stage=technical&set=13&forms=2&form=1"
    )
    page.get_by_role("radio", name="Form 2").click()
    visitor.settle()
    page.get_by_text("Swap a question").click()
    visitor.settle()
    page.get_by_role("button", name="Swap", exact=True).click()
    page.get_by_role("button", name="Undo all swaps").wait_for()
    visitor.settle()
    page.get_by_text("Set up the whole loop").click()
    visitor.settle()
    page.get_by_role("button", name="Download calendar").click()
    inside, outside = "For interviewers, with links to the kits", "For the candidate"
    interviewers, again, candidates = kept(page, inside), kept(page, inside), kept(page, outside)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=outside).wait_for(state="hidden")
    ids, kit = on_screen(page)
    assert len(ids) == 1
    links = field(interviewers, "URL")
    assert [parse_qs(urlsplit(one).query)["stage"][0] for one in links] == [
        *("screen", "technical", "case", "behavioural", "manager")
    ]
    assert not field(candidates, "URL")
    uids = field(interviewers, "UID")
    assert uids == field(again, "UID")
    assert len({*uids, *field(candidates, "UID")}) == 10
    other = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        colleague = Visitor(app, other.new_page())
        colleague.page.set_default_timeout(90_000)
        opened = colleague.open(links[1].removeprefix(app.url))
        assert on_screen(opened) == (ids, kit)
        assert opened.get_by_text("not the set that this address was made with").count() == 0
        colleague.assert_calm()
    finally:
        other.close()
    visitor.assert_calm()
