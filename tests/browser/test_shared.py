"""A server that others use: who opened their own link is known, and nobody else is let in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.support.browser import ROOT, App, Visitor

pytestmark = pytest.mark.browser


def admin(app: App, *words: str) -> str:
    env = {**os.environ, "TOUCHSTONE_DATA": str(app.data)}
    said = subprocess.run(
        [sys.executable, "-m", "touchstone", "admin", *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.strip()


def test_a_link_opens_once_and_is_known_from_then_on(tmp_path: Path, browser: Browser) -> None:
    app = App(tmp_path, TOUCHSTONE_SHARED="1")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visitor = Visitor(app, context.new_page(), tmp_path)
    page = visitor.page
    closed = page.get_by_text("This page opens through your own link.")
    try:
        visitor.open("/scorecards?interview=forged")
        expect(closed).to_be_visible()
        link = admin(app, "invite", "Kim Lead", "--organise", "--address", app.url)
        page.goto(link)
        expect(page.get_by_text("No interview waits for you.")).to_be_visible(timeout=30_000)
        assert "seat" not in page.url
        visitor.open("/interviews?role=data_scientist&level=mid&view=loop")
        page.get_by_text("Set up the whole loop").click()
        expect(page.get_by_text("nobody knows under which address others reach this server")).to_be_visible()
        visitor.open("/scorecards")
        with context.expect_page() as left:
            page.get_by_role("link", name="Forget it on this device").click()
        left.value.wait_for_load_state()
        visitor.open("/scorecards")
        expect(closed).to_be_visible()
        page.goto(link)
        expect(page.get_by_text("No interview waits for you.")).to_be_visible(timeout=30_000)
        admin(app, "revoke", "Kim Lead")
        page.reload()
        expect(page.get_by_text("Your link was taken away on")).to_be_visible(timeout=30_000)
        visitor.assert_calm()
    finally:
        context.close()
        app.kill()


def test_who_leaves_takes_what_was_typed_along(tmp_path: Path, browser: Browser) -> None:
    app = App(tmp_path, TOUCHSTONE_SHARED="1")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visitor = Visitor(app, context.new_page(), tmp_path)
    kept = "localStorage.getItem('touchstone-posting')"
    try:
        kim, ana = (
            admin(app, "invite", name, "--organise", "--address", app.url)
            for name in ("Kim Lead", "Ana Silva")
        )
        visitor.page.goto(kim)
        page = visitor.open("/posting?role=data_engineer&level=mid&place=DE")
        name = page.get_by_label("Organisation")
        for leave in (f"{app.url}/leave", ana):
            name.fill("Harbour Analytics")
            name.press("Enter")
            page.wait_for_function(f"({kept} ?? '').includes('Harbour')")
            left = context.new_page()
            left.goto(leave)
            left.wait_for_selector("h1", timeout=30_000)
            assert left.evaluate(kept) is None
            expect(name).to_have_value("", timeout=30_000)  # the other tab, too
            visitor.settle()
            assert page.evaluate(kept) is None
            left.close()
            left = context.new_page()
            left.goto(kim)
            left.wait_for_selector("h1", timeout=30_000)
            left.close()
            visitor.settle()
        visitor.assert_calm()
    finally:
        context.close()
        app.kill()
