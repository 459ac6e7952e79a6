"""One real hub for all tests of the room; each test has pages of its own on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support.hub_process import HubProcess


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A hub process without rate limits."""
    running = HubProcess(tmp_path_factory.mktemp("hub") / "data").start()
    try:
        yield running
    finally:
        running.kill()
