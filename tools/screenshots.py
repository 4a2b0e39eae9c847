"""Takes the README's screenshots from the running app: `python tools/screenshots.py`.

Starts the app on a free port with an empty data folder, opens the pages named below and writes
`docs/images/NAME.png`. Needs the test requirements and Chromium.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.browser import CHROMIUM, FLAGS, App, Visitor  # noqa: E402

SHOTS = {
    "home": "/",
    "posting": "/posting",
    "salaries": "/salaries",
    "interviews": "/interviews",
    "self-test": "/self-test",
}


def main(names: list[str]) -> None:
    """Take the named screenshots, or all."""
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        app = App(Path(data))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 860}, device_scale_factor=1)
        visitor = Visitor(app, context.new_page(), ROOT / "docs" / "images")
        for name in names or SHOTS:
            visitor.open(SHOTS[name])
            visitor.page.screenshot(path=visitor.shots / f"{name}.png")
            print(f"docs/images/{name}.png")
        browser.close()
        app.kill()


if __name__ == "__main__":
    main(sys.argv[1:])
