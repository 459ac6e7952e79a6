"""One hub with a shop for all browser tests, one Chromium for each file; each test brings its own person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from tests.e2e.live_shop import LiveShop, live_shop
from tests.e2e.visitor import Visitor
from tests.support.chromium import chromium, phone


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium. Not for the session: while it runs, no other test of this process could use `asyncio.run`."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveShop]:
    """A hub process with one open shop."""
    with live_shop(tmp_path_factory.mktemp("hub")) as (opened, _hub):
        yield opened


@pytest.fixture
def pocket(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with nothing on it."""
    context = phone(browser)
    yield context
    context.close()


@pytest.fixture
def visitor(pocket: BrowserContext, shop: LiveShop) -> Iterator[Visitor]:
    """Giulia on her phone, joined and following, looking at the offers; fails the test if her page had trouble."""
    who = Visitor(pocket.new_page(), shop)
    who.join("Giulia")
    yield who
    who.check_clean()


_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
