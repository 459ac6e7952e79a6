"""`vetrina hub …` as the owner and scripts meet it: sentences, exit codes, files, ends."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.support.hub_process import (
    Desktop,
    HubDied,
    HubProcess,
    PageAccess,
    Refused,
    hub_command,
    hub_environment,
)
from tests.support.scene import Scene

from vetrina.hub import pages
from vetrina.hub.serving import idle
from vetrina.hub.store.database import Place, open_database


def _run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        hub_command(*words), input=given, capture_output=True, text=True, timeout=60, env=hub_environment()
    )


KEY = "ab" * 32


def test_pages_are_added_listed_and_removed_also_beside_a_running_hub(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data").start()
    try:
        page = hub.add_page("Bottega Aurora")
        second = hub.add_page("Bottega  Aurora ")
        assert page.customer_link == f"{hub.customers}/s/bottega-aurora"
        assert (second.slug, second.name) == ("bottega-aurora-2", "Bottega Aurora")
        assert page.page_id.isdigit()
        assert page.page_access_token not in (page.app_secret, second.page_access_token)

        async def play() -> None:
            scene = Scene(hub, "Third")
            scene.page = page
            async with scene:
                assert (await scene.desktop.ask("GET", "/me"))["name"] == "Bottega Aurora"

        asyncio.run(play())
        listed = json.loads(hub.command_line("page", "list", "--json").stdout)
        assert [row["slug"] for row in listed] == ["bottega-aurora", "bottega-aurora-2", "third"]
        assert page.page_access_token not in json.dumps(listed)
        asyncio.run(_removed_while_known(hub, second))
        gone = hub.command_line("page", "remove", second.page_id)
        assert gone.returncode == 2
        assert "There is no page" in gone.stderr
        assert "name of 1 to 80" in hub.command_line("page", "add", "  ").stderr
    finally:
        hub.kill()


async def _removed_while_known(hub: HubProcess, page: PageAccess) -> None:
    """Its token is in the hub's memory when the page goes, and no longer right after."""
    desktop = Desktop(hub, page)
    try:
        await desktop.ask("GET", "/desktop/ads")
        assert hub.command_line("page", "remove", page.page_id).returncode == 0
        with pytest.raises(Refused) as refused:
            await desktop.ask("GET", "/desktop/ads")
        assert refused.value.status == 401
    finally:
        await desktop.close()


def test_a_removed_pages_token_went_on_for_seconds(tmp_path: Path) -> None:
    database = open_database(Place(tmp_path / "data", None))
    try:
        with database.writing.begin() as connection:
            made = pages.add_page(connection, "Bottega", 1)

        def ask(query: Callable[[Any], pages.Page | None]) -> pages.Page | None:
            with database.reading.begin() as connection:
                return query(connection)

        directory = pages.Directory(ask, database.folder)
        found = directory.by_token(made.token)
        assert found is not None
        with database.writing.begin() as connection:
            pages.remove_page(connection, found.id)
        pages.tell_changed(tmp_path / "data")
        assert directory.by_token(made.token) is None
    finally:
        database.close()


def test_a_taken_port_is_said_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = _run(
            "serve", "--data", str(tmp_path / "d"), "--key-stdin", "--customers", f"127.0.0.1:{port}", given=KEY + "\n"
        )
    assert done.returncode == 3
    assert f"Port {port} on 127.0.0.1 is taken by another program" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "d" / "endpoint.json").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--graph", "0.0.0.0:0", "--key-stdin"], "this computer only"),
        (["--customers", "0.0.0.0:0", "--rate-limits", "off", "--key-stdin"], "127.0.0.1 only"),
        (["--graph", "nonsense", "--key-stdin"], "HOST:PORT"),
        (["--graph", "127.0.0.1:99999", "--key-stdin"], "HOST:PORT"),
        (["--tls-cert", "x.pem", "--key-stdin"], "both --tls-cert and --tls-key"),
        (["--tls-cert", "x.pem", "--tls-key", "y.pem", "--key-stdin"], "cannot be read"),
        ([], "--key-stdin"),
        (["--key-stdin", "--no-encryption"], "not allowed with"),
        (["--invented"], "unrecognized"),
    ],
)
def test_a_wrong_option_gets_a_sentence(tmp_path: Path, words: list[str], sentence: str) -> None:
    done = _run("serve", "--data", str(tmp_path / "d"), *words, given=KEY + "\n")
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_key_that_is_none_and_the_wrong_key_get_a_sentence(tmp_path: Path) -> None:
    folder = str(tmp_path / "d")
    assert "not 64 hex digits" in _run("page", "list", "--data", folder, "--key-stdin", given="short\n").stderr
    assert _run("page", "add", "Shop", "--data", folder, "--key-stdin", given=KEY + "\n").returncode == 0
    wrong = _run("page", "list", "--data", folder, "--key-stdin", given="cd" * 32 + "\n")
    assert wrong.returncode == 4
    assert "not the key" in wrong.stderr


def test_a_second_hub_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data").start()
    try:
        with pytest.raises(HubDied, match="already runs"):
            HubProcess(tmp_path / "data", key=hub.key).start()
    finally:
        hub.kill()


def test_the_endpoint_file_is_private_names_the_process_and_goes_with_it(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data").start()
    file = hub.folder / "endpoint.json"
    try:
        known = json.loads(file.read_text())
        assert hub.process is not None
        assert known["pid"] == hub.process.pid
        assert file.stat().st_mode & 0o777 == 0o600

        async def play() -> None:
            async with Scene(hub) as scene:
                found = await scene.desktop.ask("GET", "/health")
                assert found == {"ok": True, "version": known["version"], "pid": known["pid"]}

        asyncio.run(play())
        hub.stop()
        assert not file.exists()
    finally:
        hub.kill()


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_even_with_open_sockets(tmp_path: Path, name: signal.Signals) -> None:
    hub = HubProcess(tmp_path / "data").start()

    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = await scene.customer()
            async with giulia.frames("/events") as page, scene.desktop.frames("/desktop/events") as desktop:
                await page.next("hello")
                await desktop.next("hello")
                assert hub.process is not None
                os.kill(hub.process.pid, name)
                assert (await page.socket.receive(timeout=10)).type.name in ("CLOSE", "CLOSED", "CLOSING")

    try:
        asyncio.run(play())
        assert hub.process is not None
        hub.output()
        assert hub.process.returncode == 0
    finally:
        hub.kill()


def test_it_ends_some_time_after_the_last_desktop_left(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", ("--rate-limits", "off", "--idle-exit", "1")).start()

    async def play() -> None:
        async with Scene(hub) as scene, scene.desktop.frames("/desktop/events") as desktop:
            await desktop.next("hello")

    try:
        asyncio.run(play())
        assert hub.process is not None
        hub.process.wait(timeout=20)
        assert hub.process.returncode == 0
    finally:
        hub.kill()


def test_it_does_not_end_while_a_desktop_is_there() -> None:
    class Desks:
        def __init__(self) -> None:
            self.desktops: set[object] = {"one"}
            self.desktop_came, self.desktop_left = asyncio.Event(), asyncio.Event()

    async def play() -> None:
        desks = Desks()
        waiting = asyncio.create_task(idle(desks, 0.05))  # type: ignore[arg-type]
        done, _ = await asyncio.wait({waiting}, timeout=0.3)
        assert not done
        desks.desktops.clear()
        desks.desktop_left.set()
        await asyncio.wait_for(waiting, 10)

    asyncio.run(play())


def test_it_ends_with_its_parent_when_asked_to(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", ("--stdin-alive",)).start()
    try:
        assert hub.process is not None
        assert hub.process.stdin is not None
        hub.process.stdin.close()
        hub.process.stdin = None
        hub.process.wait(timeout=20)
        assert hub.process.returncode == 0
    finally:
        hub.kill()


def test_the_log_has_no_words_names_tokens_or_keys(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", ("--rate-limits", "off", "--log-level", "debug")).start()

    async def play() -> list[str]:
        async with Scene(hub) as scene:
            giulia = await scene.customer("Giulia Canary", writes="canary words")
            await scene.desktop.send(giulia.psid, "canary answer")
            for body in (b"canary{", b'{"canary":1}', b'{"recipient":"canary"}'):
                headers = scene.desktop.headers | {"Content-Type": "application/json"}
                async with scene.desktop.http.post(f"{hub.graph}/me/messages", data=body, headers=headers):
                    pass
            return [scene.page.page_access_token, scene.page.app_secret, giulia.headers["Authorization"].split()[1]]

    try:
        secrets = asyncio.run(play())
        said = hub.stop()
        assert "anary" not in said
        for secret in (*secrets, hub.key):
            assert secret not in said
    finally:
        hub.kill()
