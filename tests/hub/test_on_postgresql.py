"""The same hub on a real PostgreSQL: the room's tests of behaviour once more, on the server's database."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from tests.hub import (
    test_access,
    test_customer_page,
    test_event_stream,
    test_gate_rules,
    test_graph,
    test_hostile_input,
    test_leaving,
    test_sending_once,
)
from tests.support.hub_process import HubProcess

from vetrina.hub.store.database import Place

ROOMS: list[ModuleType] = [
    test_access,
    test_customer_page,
    test_event_stream,
    test_gate_rules,
    test_graph,
    test_hostile_input,
    test_leaving,
    test_sending_once,
]
USER = "postgres"


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


def _as_server_user() -> list[str]:
    """PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam(USER)
    except KeyError:
        pytest.skip("no user postgres to run the server as")
    return ["runuser", "-u", USER, "--"]


class ServerHub(HubProcess):
    """A hub whose store is a server's."""

    url = ""

    def _key_option(self) -> str:
        return f"--database={self.url}"

    def place(self) -> Place:
        return Place(self.folder, None, self.url)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL of its own, reached through a socket in its folder; its address."""
    pytest.importorskip("psycopg")
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    user = _as_server_user()
    with tempfile.TemporaryDirectory(prefix="vetrina-pg-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        place = folder / "run"
        place.mkdir()
        if user:
            shutil.chown(place, USER)
        data = str(place / "data")
        options = f"-k {place} -c listen_addresses= -c fsync=off"

        def run(name: str, *words: str) -> None:
            subprocess.run([*user, str(programs / name), *words], check=True, stdout=subprocess.DEVNULL)

        run("initdb", "-D", data, "-A", "trust", "-U", USER)
        run("pg_ctl", "-D", data, "-w", "-l", str(place / "log"), "-o", options, "start")
        try:
            run("createdb", "-h", str(place), "-U", USER, "hub")
            yield f"postgresql+psycopg://{USER}@/hub?host={place}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")


@pytest.fixture(scope="module")
def server_hub(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A hub on that server."""
    ServerHub.url = server
    running = ServerHub(tmp_path_factory.mktemp("server") / "data").start()
    try:
        yield running
    finally:
        running.kill()


def _behaviour() -> list[Callable[[HubProcess], None]]:
    """The tests of the other rooms that need nothing but a hub."""
    return [
        test
        for room in ROOMS
        for name, test in vars(room).items()
        if name.startswith("test_") and callable(test) and list(test.__annotations__) == ["hub", "return"]
    ]


@pytest.mark.parametrize("behaviour", _behaviour(), ids=lambda test: test.__name__)
def test_behaves_the_same(server_hub: HubProcess, behaviour: Callable[[HubProcess], None]) -> None:
    behaviour(server_hub)
