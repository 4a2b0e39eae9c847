"""An interviewer with a phone: notes survive a lost server and a reload; scores open when all are in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.test_shell import barriers
from tests.support.browser import App, Visitor

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
EVIDENCE = "Said that a left join keeps every row."


def put_down(visitor: Visitor, code: str, stage: str = "manager") -> str:
    """A candidate on the questions of a stage, scored by who sits here and by Ana; Ana's link."""
    page = visitor.open(f"/interviews?role=data_scientist&level=mid&view=loop&stage={stage}")
    page.get_by_text("Put a candidate on this form").click()
    visitor.settle()
    page.get_by_placeholder("C-2026-014").fill(code)
    page.get_by_label("Other interviewers").fill("Ana Silva")
    if (name := page.get_by_role("textbox", name="Your name, as the others read it")).count():  # asked once
        name.fill("Kim Lead")
    page.get_by_role("button", name="Put candidate on this form").click()
    visitor.settle()
    links = page.locator("[data-testid=stCode]").filter(has_text="seat=")
    link = links.inner_text() if links.count() else ""  # Ana has hers after the first time
    page.get_by_role("link", name="Open the scorecard").click()
    expect(page.get_by_role("button", name="Start the clock")).to_be_visible(timeout=20_000)
    visitor.settle()
    return link.strip()


def score_all(page: Page, scores: list[int]) -> None:
    for place, score in enumerate(scores, start=1):
        page.get_by_role("button", name=re.compile(f"^Question {place}:")).click()
        page.locator(f".anchor input[value='{score}']").check()
        page.get_by_label("Evidence, in the candidate's words").fill(EVIDENCE)
    expect(page.get_by_text("Everything is saved.")).to_be_visible(timeout=20_000)


def submit(page: Page, visitor: Visitor) -> None:
    for choice in ("rather yes", "fairly", "No"):
        page.locator("label").filter(has=page.get_by_text(choice, exact=True)).last.click()
        visitor.settle()
    page.get_by_role("button", name="Look it over and submit").click()
    visitor.settle()
    visitor.shot("second-look")
    page.get_by_role("button", name="Submit and lock").click()
    expect(page.get_by_text("The scorecard is submitted and can't be changed.").first).to_be_visible()
    visitor.settle()
    expect(page.get_by_role("link", name="Debrief")).to_be_visible()
    for clock in ("Start the clock", "Pause", "Go on"):
        expect(page.get_by_role("button", name=clock)).to_be_hidden()


def test_a_panel_scores_alone_and_then_talks(visitor: Visitor, app: App, browser: Browser) -> None:
    link = put_down(visitor, "C-1")
    page = visitor.page
    score_all(page, [4, 2, 3])
    visitor.shot("scorecard")
    submit(page, visitor)

    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    phone = Visitor(app, context.new_page(), visitor.shots)
    phone.page.goto(link)
    phone.page.get_by_role("link", name="Score", exact=True).click()
    expect(phone.page.get_by_role("button", name="Start the clock")).to_be_visible(timeout=20_000)
    phone.settle()
    phone.page.get_by_role("button", name="Start the clock").click()
    expect(phone.page.get_by_text("0:02 of 30 min")).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert "C-1: Manager" in phone.page.locator("h1").inner_text()
    assert barriers(phone.page) == []
    survive(phone, app)
    score_all(phone.page, [2, 2, 3])
    submit(phone.page, phone)

    page.goto(app.url + "/scorecards?candidate=C-1")
    expect(page.get_by_text("Talk about these, evidence first")).to_be_visible(timeout=20_000)
    visitor.settle()
    visitor.shot("debrief")
    assert barriers(page) == []
    visitor.assert_calm()
    phone.assert_calm()
    context.close()


def survive(phone: Visitor, app: App) -> None:
    """A server that dies in the middle of a word loses no letter, nor does a reload afterwards."""
    note = phone.page.get_by_label("Seen or heard that speaks for 3")
    note.fill("Asked what the goal was.")
    saved = phone.page.get_by_text("Everything is saved.")
    expect(saved).to_be_visible(timeout=20_000)
    for place, letter in enumerate(LATER):
        if place == len("Asked"):
            app.kill()
        note.press_sequentially(letter, delay=20)
    expect(phone.page.get_by_text("Not connected.")).to_be_visible(timeout=20_000)
    expect(note).to_have_value("Asked what the goal was." + LATER)
    phone.shot("scorecard-phone-offline")
    app.start()
    expect(saved).to_be_visible(timeout=40_000)
    phone.page.reload()
    again = phone.page.get_by_label("Seen or heard that speaks for 3")
    expect(again).to_have_value("Asked what the goal was." + LATER, timeout=20_000)
    phone.shot("scorecard-phone")


LATER = " Asked how it is measured, and by whom."


def test_two_windows_of_one_person_write_one_text(visitor: Visitor, app: App) -> None:
    put_down(visitor, "C-2")
    here = visitor.page
    other = Visitor(app, here.context.new_page(), visitor.shots)
    there = other.page
    there.goto(here.url)
    expect(there.get_by_role("button", name="Start the clock")).to_be_visible(timeout=20_000)
    other.settle()
    notes = [page.get_by_label("Evidence, in the candidate's words") for page in (here, there)]
    for page, note, text in ((here, notes[0], "Drew a tree."), (there, notes[1], "Named the root.")):
        note.press_sequentially(text, delay=5)
        expect(page.get_by_text("Everything is saved.")).to_be_visible(timeout=20_000)
    notes[0].press_sequentially(" Cut two branches.", delay=5)
    both = "Drew a tree.\nNamed the root.\nCut two branches."
    expect(notes[0]).to_have_value(both, timeout=20_000)
    there.locator(".anchor input[value='3']").check()
    for note in notes[1:]:
        expect(note).to_have_value(both, timeout=20_000)
    here.reload()
    expect(here.get_by_label("Evidence, in the candidate's words")).to_have_value(both, timeout=20_000)
    expect(here.locator(".anchor input[value='3']")).to_be_checked()
    visitor.assert_calm()
    other.assert_calm()


def test_a_hint_is_read_with_its_cost_before_it_counts_as_given(visitor: Visitor) -> None:
    put_down(visitor, "C-3", "technical")
    page = visitor.page
    page.locator("summary", has_text="Hints, in this order").locator("visible=true").last.click()
    visitor.shot("hints")
    costs = page.locator(".hints em")
    expect(costs.first).to_have_text("If you give it: 3 at most.")
    page.get_by_role("button", name="I gave hint 1").click()
    expect(costs.first).to_have_text("Given: 3 at most.")
    page.get_by_role("button", name="Not given after all").click()
    expect(costs.first).to_have_text("If you give it: 3 at most.")
    expect(page.get_by_text("Everything is saved.")).to_be_visible(timeout=20_000)
    visitor.assert_calm()
