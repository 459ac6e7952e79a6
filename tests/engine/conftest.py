"""One real hub for all tests of this room, each with a page and a profile of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.hub_process import HubProcess
from tests.support.shop_floor import ShopFloor, new_profile
from tests.support.street import Street

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def shared_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A hub that stays up for the whole session."""
    hub = HubProcess(tmp_path_factory.mktemp("hub")).start()
    yield hub
    hub.kill()


@pytest.fixture
def own_hub(tmp_path: Path) -> Iterator[HubProcess]:
    """A hub that the test may kill."""
    hub = HubProcess(tmp_path / "own-hub").start()
    yield hub
    hub.kill()


@pytest.fixture
def shop(shared_hub: HubProcess, tmp_path: Path) -> Iterator[ShopFloor]:
    """A shop with a page on the shared hub."""
    floor = ShopFloor(shared_hub, shared_hub.add_page(f"Bottega {next(_numbers)}"), new_profile(tmp_path / "desktop"))
    yield floor.start()
    floor.stop()


@pytest.fixture
def lone_shop(own_hub: HubProcess, tmp_path: Path) -> Iterator[ShopFloor]:
    """A shop with a hub of its own."""
    floor = ShopFloor(own_hub, own_hub.add_page(), new_profile(tmp_path / "desktop"))
    yield floor.start()
    floor.stop()


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    """A hub, a shop and people in this process, stepped by hand."""
    made = Street(tmp_path)
    yield made
    made.close()
