"""The map and the files of the salaries page in a real browser, which may ask no other host for anything."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.support.browser import Visitor

pytestmark = pytest.mark.browser


def test_figures_on_a_map_and_taken_away(visitor: Visitor) -> None:
    page = visitor.open("/salaries?role=data_scientist&level=senior&region=US,CA,GB,US-CA&to=CA")
    page.get_by_text("On a map").click()
    expect(page.locator("[data-testid='stVegaLiteChart']")).to_have_count(2, timeout=30_000)
    assert page.locator('[data-testid="stElementToolbar"]:visible').count() == 0  # a picture without a source
    page.get_by_text("What if: move, change level, or set your pay beside it").click()
    expect(page.get_by_text("-11 %")).to_be_visible()
    visitor.shot("salaries-map")
    for button, start in (
        ("Excel workbook (XLSX)", b"PK\x03\x04"),
        ("Chart as a picture (PNG)", b"\x89PNG"),
        ("Chart as a drawing (SVG)", b"<svg"),
    ):
        page.get_by_role("button", name="Download", exact=True).click()
        with page.expect_download(timeout=60_000) as waiting:
            page.get_by_role("button", name=button).click()
        taken = waiting.value
        assert taken.suggested_filename.startswith("salaries-data-scientist-senior-")
        assert Path(taken.path()).read_bytes().startswith(start)
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Comma-separated (CSV)").click()
    with open(waiting.value.path(), encoding="utf-8", newline="") as file:
        asked = [line["asked_for"] for line in csv.DictReader(file)]
    assert list(dict.fromkeys(asked)) == ["US", "CA", "GB", "US-CA"]
    page.keyboard.press("Escape")
    visitor.assert_calm()


def test_on_paper_the_sources_and_all_places_are_there_and_the_table_breaks_between_pages(
    visitor: Visitor,
) -> None:
    page = visitor.open("/salaries?role=data_scientist&level=senior&region=US,CA,GB,PL,CBSA-41940,US-CA")
    licence = page.get_by_text("CC0-1.0").first
    expect(page.locator("table").first).to_be_visible(timeout=30_000)
    expect(licence).not_to_be_visible()
    page.emulate_media(media="print")
    expect(licence).to_be_visible()
    expect(page.locator("table").first).to_have_css("display", "table")
    heading = page.locator(
        "[data-testid='stElementContainer']", has=page.get_by_role("heading", name="Every figure")
    )
    expect(heading).to_have_css("break-after", "avoid")
    expect(page.get_by_label("San Jose metro, CA").first).to_be_in_viewport()


def test_what_is_dark_on_the_screen_is_dark_letters_on_white_paper(visitor: Visitor) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    page = visitor.open("/salaries?role=data_scientist&level=senior&region=US")
    heading, root = page.get_by_role("heading", name="Every figure"), page.locator(".stApp")
    expect(heading).to_be_visible(timeout=30_000)
    ink, none = "rgb(27, 36, 48)", "rgba(0, 0, 0, 0)"
    expect(heading).not_to_have_css("color", ink)
    page.emulate_media(media="print", color_scheme="dark")
    expect(heading).to_have_css("color", ink)
    expect(root).to_have_css("background-color", none)
    expect(page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")
