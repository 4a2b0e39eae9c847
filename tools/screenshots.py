"""Takes the README's screenshots from the running app: `python tools/screenshots.py [NAME…]`.

Starts the app on a free port with an empty data folder, opens the pages named below and writes
`docs/images/NAME.png`. Needs the test requirements and Chromium.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.browser import CHROMIUM, FLAGS, App, Visitor  # noqa: E402

SHOTS = {
    "home": "/",
    "posting": "/posting?role=data_scientist&level=senior&place=DE",
    "salaries": "/salaries?role=data_scientist&level=senior&region=US,US-CA,GB",
    "interviews": "/interviews?role=machine_learning_engineer&level=mid",
    "self-test": "/self-test?role=everything&level=junior&minutes=60",
}


def main(names: list[str]) -> None:
    """Take the named screenshots, or all."""
    images = ROOT / "docs" / "images"
    images.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        app = App(Path(data))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 860})
        visitor = Visitor(app, context.new_page(), images)
        for name in names or SHOTS:
            visitor.open(SHOTS[name])
            if name == "self-test":
                answer_one(visitor)
            visitor.page.screenshot(path=images / f"{name}.png")
            print(f"docs/images/{name}.png")
        browser.close()
        app.kill()


def answer_one(visitor: Visitor) -> None:
    """Begin the self-test, go to a question with a field, and type into it."""
    page = visitor.page
    page.get_by_role("button", name="Start the self-test").click()
    page.wait_for_selector("text=answered", timeout=60_000)
    visitor.settle()
    plain = page.get_by_label("Your answer", exact=True)
    while not plain.count() or page.get_by_text(re.compile("^(Give|Names)")).count():
        page.get_by_role("button", name="Skip").click()
        visitor.settle()
    plain.first.press_sequentially("1 - (3/4)^2", delay=20)
    page.wait_for_timeout(2_000)
    visitor.settle()
    page.mouse.move(0, 0)


if __name__ == "__main__":
    main(sys.argv[1:])
