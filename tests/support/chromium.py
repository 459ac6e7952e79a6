"""A real Chromium for tests: started once, a window of its own for each test; nothing leaves this computer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
WIFI_NAME = "shop.test"
"""A name of this computer that a browser does not count as this computer: what a phone on the shop's Wi-Fi sees."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {WIFI_NAME} 127.0.0.1",
)


def chromium_program() -> str:
    """Where Chromium is; the test is skipped where it is not installed."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    pytest.skip("no Chromium here: apt-get install --no-install-recommends chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium. While it runs, its loop counts as running here: `asyncio.run` is refused in this thread."""
    program = chromium_program()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def phone(
    browser: Browser, *, width: int = 390, height: int = 844, dark: bool = False, language: str = "en-GB"
) -> BrowserContext:
    """A phone-sized context with its own cookies and storage; motion reduced, so that nothing is on its way."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale=language,
        timezone_id="Europe/Rome",
        accept_downloads=True,
    )
    context.set_default_timeout(10_000)
    return context
