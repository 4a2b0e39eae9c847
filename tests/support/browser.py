"""A real app on a free port, and a person who visits it with a real Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "tests" / "screenshots"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


_WIDTHS = """() => [document.documentElement, ...document.querySelectorAll('.stMain')]
  .map(part => [part.className, part.scrollWidth, part.clientWidth])"""


class App:
    """The app as a process of its own, which a test may kill and start again on the same data."""

    def __init__(self, data: Path, **env: str) -> None:
        self.data = data
        self.env = env
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env = {**kept, "TOUCHSTONE_DATA": str(self.data), **self.env}
        words = [sys.executable, "-m", "touchstone", "serve", "--port", str(self.port)]
        log = (self.data / "app.log").open("ab")
        self.process = subprocess.Popen(words, cwd=ROOT, env=env, stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2).close()
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"the app did not start: {(self.data / 'app.log').read_text()[-2000:]}")

    def kill(self) -> None:
        """As a crash would: nothing gets a chance to tidy up."""
        self.process.kill()
        self.process.wait()


class Visitor:
    """A person at the app: opens pages, waits until they stand still, keeps screenshots."""

    def __init__(self, app: App, page: Page, shots: Path = SHOTS) -> None:
        self.app = app
        self.page = page
        self.shots = shots
        self.strangers: list[str] = []
        self.blocked: list[str] = []
        page.on("request", self._seen)
        page.on("console", self._heard)

    def _seen(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.app.url, f"ws://127.0.0.1:{self.app.port}", "data:", "blob:")):
            self.strangers.append(url)

    def _heard(self, message: ConsoleMessage) -> None:
        """What our own headers kept the page from fetching: the browser makes no request of it."""
        if "Content Security Policy" in message.text:
            self.blocked.append(message.text)

    def open(self, address: str = "/") -> Page:
        self.page.goto(self.app.url + address)
        self.page.wait_for_selector("h1", timeout=30_000)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until no script runs (Streamlit marks one in its app element) and no grey bar is left."""
        self.page.wait_for_timeout(300)
        self.page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=60_000)
        self.page.wait_for_selector('[data-testid="stSkeleton"]', state="detached", timeout=60_000)
        self.page.wait_for_timeout(200)

    def assert_fits(self) -> None:
        """Nothing is wider than the window: neither the page nor its main part, which scrolls by itself."""
        wide = self.page.evaluate(_WIDTHS)
        assert all(inside <= outside for _, inside, outside in wide), wide

    def shot(self, name: str) -> None:
        self.shots.mkdir(exist_ok=True)
        self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)

    def assert_calm(self) -> None:
        """No error box, no traceback, and nothing was asked of any other host."""
        assert self.page.locator('[data-testid="stException"]').count() == 0
        assert self.page.get_by_text("This page could not finish").count() == 0
        assert self.strangers == self.blocked == []
