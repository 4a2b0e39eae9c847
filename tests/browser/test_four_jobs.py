"""The four jobs that people come for, from the page to the thing in their hands, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.support.browser import Visitor

pytestmark = pytest.mark.browser


def fill(page: Page, visitor: Visitor, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    page.get_by_label(label, exact=True).press("Tab")
    visitor.settle()


def download(page: Page, label: str) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).first.click()
    return Path(waiting.value.path())


def test_draft_a_posting(visitor: Visitor) -> None:
    page = visitor.open("/posting?role=data_scientist&level=mid&place=PL")
    fill(page, visitor, "Organisation", "Zielone Dane")
    document = page.locator(".st-key-document")
    expect(document.get_by_text("Zielone Dane").first).to_be_visible()
    for heading in ("Daily duties", "Weekly duties", "Monthly duties"):
        expect(document.get_by_role("heading", name=heading)).to_be_visible()
    visitor.shot("job-posting")
    page.get_by_role("button", name="Download").click()
    saved = download(page, "Markdown")
    assert "Zielone Dane" in saved.read_text(encoding="utf-8")
    for label, start in {"PDF": b"%PDF", "Word": b"PK", "All of these": b"PK"}.items():
        assert download(page, label).read_bytes().startswith(start)
    visitor.assert_calm()


def test_what_is_typed_into_a_posting_stays_text(visitor: Visitor) -> None:
    page = visitor.open("/posting?role=data_scientist&level=mid&place=PL")
    fill(
        page,
        visitor,
        "Organisation",
        "<img src=x onerror=alert(1)> ![x](http://spy.example/a.png) [y](javascript:1)",
    )
    document = page.locator(".st-key-document")
    expect(document.get_by_text("<img src=x").first).to_be_visible()
    assert document.locator("img").count() == 0
    assert document.locator("a[href^='javascript']").count() == 0
    visitor.assert_calm()


def test_print_an_interview_kit_and_a_brief_without_keys(visitor: Visitor) -> None:
    page = visitor.open("/interviews?role=machine_learning_engineer&level=mid")
    expect(page.get_by_role("tab").first).to_be_visible(timeout=30_000)
    visitor.shot("job-interview")
    page.get_by_role("tab", name="kit").first.click()
    visitor.settle()
    visitor.shot("job-interview-kit")
    visitor.assert_calm()


def test_compare_pay_between_regions(visitor: Visitor) -> None:
    page = visitor.open("/salaries?role=data_scientist&level=senior&region=US,US-CA,PL")
    expect(page.locator("[data-testid='stVegaLiteChart']").first).to_be_visible(timeout=30_000)
    table = page.locator("table").first
    expect(table.get_by_text("Poland").first).to_be_visible()
    visitor.shot("job-salaries")
    visitor.assert_calm()


def test_the_four_jobs_fit_a_phone(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/posting", "/interviews", "/salaries", "/self-test"):
        visitor.open(address)
        visitor.shot(f"phone-{address.strip('/')}")
        visitor.assert_fits()
    visitor.assert_calm()
