"""The Posting page in a real browser: a reload loses nothing of what was typed."""

from __future__ import annotations

import pytest
import yaml
from playwright.sync_api import Locator, Page, TimeoutError, expect
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


def test_two_tabs_lose_nothing_of_each_other(visitor: Visitor) -> None:
    address = "/posting?role=data_engineer&level=mid&place=DE"
    first = visitor.open(address)
    first.get_by_label("Organisation").fill("Harbour Analytics")
    first.get_by_label("Organisation").press("Enter")
    first.wait_for_function("(localStorage.getItem('touchstone-posting') ?? '').includes('Harbour')")
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.get_by_label("Organisation")).to_have_value("Harbour Analytics", timeout=30_000)
    goals = second.get_by_label("Goals")
    goals.fill("A goal of this year.\n" * 1_200)  # longer than a field once was allowed to be
    goals.press("Control+Enter")
    second.wait_for_function("(localStorage.getItem('touchstone-posting') ?? '').includes('A goal')")
    first.get_by_label("Mission", exact=True).fill("We help workers.")
    first.get_by_label("Mission", exact=True).press("Enter")
    first.wait_for_function("(localStorage.getItem('touchstone-posting') ?? '').includes('workers')")
    assert "A goal" in first.evaluate("localStorage.getItem('touchstone-posting')")
    second.reload()
    expect(second.get_by_label("Organisation")).to_have_value("Harbour Analytics", timeout=30_000)
    assert second.get_by_label("Goals").input_value().startswith("A goal")
    second.close()


def test_the_slower_of_two_tabs_keeps_what_it_types_next(visitor: Visitor) -> None:
    """Both tabs hold another text in one field, so that joining changes nothing in the slower one."""
    address = "/posting?role=data_engineer&level=mid&place=DE"
    kept = "(localStorage.getItem('touchstone-posting') ?? '')"
    first = visitor.open(address)
    for label, text in (("Organisation", "Harbour Analytics"), ("Mission", "Mission of the first.")):
        first.get_by_label(label, exact=True).fill(text)
        first.get_by_label(label, exact=True).press("Enter")
    first.wait_for_function(f"{kept}.includes('of the first')")
    second = first.context.new_page()
    second.goto(first.url)
    mission = second.get_by_label("Mission", exact=True)
    expect(mission).to_have_value("Mission of the first.", timeout=30_000)
    mission.fill("Mission of the second.")
    mission.press("Enter")
    second.wait_for_function(f"{kept}.includes('of the second')")
    first.get_by_label("Goals").fill("A goal of the first.")
    first.get_by_label("Goals").press("Control+Enter")
    first.wait_for_function(f"{kept}.includes('goal of the first')")
    first.reload()
    expect(first.get_by_label("Goals, one a line")).to_have_value("A goal of the first.", timeout=30_000)
    second.close()


def test_a_reload_gives_back_a_profile_that_is_being_adapted(visitor: Visitor) -> None:
    page = visitor.open("/roles?role=data_engineer")
    page.get_by_text("Adapt this role: Data engineer").click()
    name = page.get_by_label("Its name")
    name.fill("Harbour engineer")
    name.press("Enter")
    page.wait_for_function("(localStorage.getItem('touchstone-roles') ?? '').includes('Harbour')")
    page.reload()
    expect(page.get_by_label("Its name")).to_have_value("Harbour engineer", timeout=30_000)
    page.get_by_role("button", name="Back to the base").click()
    page.wait_for_function("localStorage.getItem('touchstone-roles') === null")
    visitor.assert_calm()


def test_what_is_typed_after_a_new_start_of_the_server_is_kept(visitor: Visitor) -> None:
    """A page that stays open knows nothing of the new server: its next word must not be its last."""
    page = visitor.open("/posting?role=data_engineer&level=mid&place=DE")
    kept = "(localStorage.getItem('touchstone-posting') ?? '')"
    name, mission = page.get_by_label("Organisation"), page.get_by_label("Mission", exact=True)
    name.fill("Harbour Analytics")
    name.press("Enter")
    page.wait_for_function(f"{kept}.includes('Harbour')")
    for n in range(2):
        visitor.app.kill()
        visitor.app.start()
        mission.fill(f"We make {n} ports calmer.")
        mission.press("Enter")
        page.wait_for_function(f"{kept}.includes('{n} ports') && {kept}.includes('Harbour')", timeout=90_000)
        expect(page.get_by_text(f"We make {n} ports calmer.").first).to_be_visible(timeout=30_000)
    page.reload()
    expect(mission).to_have_value("We make 1 ports calmer.", timeout=30_000)
    expect(name).to_have_value("Harbour Analytics")
    visitor.assert_calm()


def test_an_adapted_profile_outlives_a_new_start_of_the_server(visitor: Visitor) -> None:
    page = visitor.open("/roles?role=data_engineer")
    page.get_by_text("Adapt this role: Data engineer").click()
    name, day = page.get_by_label("Its name"), page.get_by_label("Daily duties, one sentence a line")
    name.fill("Harbour engineer")
    name.press("Enter")
    page.wait_for_function("(localStorage.getItem('touchstone-roles') ?? '').includes('Harbour')")
    visitor.app.kill()
    visitor.app.start()
    day.fill("You watch the tides.")
    day.press("Control+Enter")
    page.wait_for_function("localStorage.getItem('touchstone-roles').includes('tides')", timeout=90_000)
    visitor.settle()
    page.reload()
    expect(page.get_by_label("Its name")).to_have_value("Harbour engineer", timeout=30_000)
    expect(day).to_have_value("You watch the tides.")
    visitor.assert_calm()


def _open_first_line(page: Page, table: Locator, field: Locator) -> None:
    """The table is drawn on a canvas, and moves as long as the page above it is filled: so try again."""
    for _ in range(10):
        at = table.bounding_box()
        assert at is not None
        page.mouse.dblclick(at["x"] + 170, at["y"] + 52)
        try:
            field.wait_for(state="visible", timeout=3_000)
        except TimeoutError:
            continue
        return
    raise AssertionError("the first line could not be opened")


def test_a_line_that_is_changed_on_a_phone_keeps_its_source(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 400, "height": 1000})
    page = visitor.open("/posting?role=machine_learning_engineer&level=senior&place=DE")
    page.get_by_text("Change the text").click()
    table = page.locator('[data-testid="stDataFrame"] canvas').first
    table.scroll_into_view_if_needed()
    visitor.settle()
    field = page.locator("#portal textarea").first
    _open_first_line(page, table, field)
    expect(field).to_be_in_viewport(ratio=1)
    field.fill("We look for an engineer; women are preferred.")
    field.press("Enter")
    expect(page.locator(".st-key-document").get_by_text("women are preferred")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Germany, equal treatment").first).to_be_visible()
    visitor.settle()
    visitor.assert_fits()
    page.get_by_text("Download the posting").click()
    with page.expect_download(timeout=30_000) as download:
        page.get_by_role("button", name="The posting, to go on with later").click()
    line = yaml.safe_load(download.value.path().read_text("utf-8"))["lines"][0]
    assert line["source"] == "profile.levels.senior.title"
    assert line["text"] == "We look for an engineer; women are preferred."
    assert "is looking for a senior machine-learning engineer." in line["made"]
    visitor.assert_calm()


def test_a_replacement_leaves_the_list_of_findings_as_it_was(visitor: Visitor) -> None:
    page = visitor.open("/posting?role=data_engineer&level=mid&place=DE&task=check")
    field = page.get_by_label("Your posting")
    field.fill(
        "We want ninjas.\n\nYou own a car, and you are a digital native.\n\nLoyal, competent, dominant gurus!"
    )
    field.press("Control+Enter")
    for label in ("findings to look at", "remarks for your information"):
        fold = page.get_by_test_id("stExpander").filter(has_text=label)
        summary = fold.locator("summary")
        expect(summary).to_be_visible(timeout=30_000)
        visitor.settle()
        if fold.locator("details[open]").count() == 0:
            summary.click()
        apply = fold.get_by_role("button", name="Apply")
        expect(apply.first).to_be_visible()
        for _ in range(2):
            visitor.settle()  # buttons come one by one
            before, offered = summary.inner_text(), apply.count()
            apply.first.click()
            expect(apply).to_have_count(offered - 1, timeout=30_000)
            expect(summary).not_to_have_text(before)
            expect(apply.first).to_be_visible(visible=offered > 1)
        summary.click()
        expect(fold.locator("details[open]")).to_have_count(0)
    visitor.assert_calm()


def test_the_form_folds_and_a_whole_one_comes_back_folded(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 400, "height": 900})
    page = visitor.open("/posting?role=data_engineer&level=mid&place=DE")
    name, fold = page.get_by_label("Organisation"), page.get_by_role("button", name="Fold these fields")
    for label, said in (
        ("Organisation", "Harbour"),
        ("Mission", "We make ports calmer."),
        ("Goals, one a line", "grow"),
    ):
        field = page.get_by_role("textbox", name=label, exact=True)
        field.fill(said)
        field.press("Tab")
        visitor.settle()
    page.wait_for_function("(localStorage.getItem('touchstone-posting') ?? '').includes('grow')")
    fold.click()
    expect(name).not_to_be_visible(timeout=30_000)
    expect(page.get_by_text("Harbour is looking for").first).to_be_visible()
    visitor.assert_fits()
    page.reload()
    expect(page.get_by_text("Harbour is looking for").first).to_be_visible(timeout=30_000)
    expect(name).not_to_be_visible(timeout=30_000)
    page.get_by_text("Your organisation and the post").click()
    expect(name).to_have_value("Harbour", timeout=30_000)
    expect(name).to_be_visible()
    visitor.assert_calm()
