"""`vetrina hub …`: serve a hub, and add, list and remove its pages."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import json
import logging
import signal
import ssl
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from vetrina.hub.pictures import WORKER_COMMAND
from vetrina.hub.pictures import work as make_picture_anew

if TYPE_CHECKING:
    from vetrina.hub.core import HubOptions
    from vetrina.hub.serving import Address
    from vetrina.hub.store.database import Place

EXIT_OK: Final = 0
EXIT_USAGE: Final = 2
EXIT_CANNOT_LISTEN: Final = 3
EXIT_STORE: Final = 4
EXIT_RUNNING: Final = 5

log = logging.getLogger(__name__)


def clock() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


class _Stop(Exception):
    """End with this sentence and exit code."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


def main(argv: Sequence[str]) -> int:
    """Run ``vetrina hub`` with the words after ``hub``. Exit codes: 2 usage, 3 port, 4 store, 5 runs already."""
    if list(argv[:1]) == [WORKER_COMMAND]:
        return make_picture_anew()
    chosen = _parser().parse_args(list(argv))
    try:
        return int(chosen.run(chosen))
    except _Stop as stop:
        print(stop, file=sys.stderr)  # noqa: T201 -- the command line's answer
        return stop.code


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_USAGE, f"{message}\nSee: {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="vetrina hub", description="The platform between the shop and its customers.")
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_serve(commands.add_parser("serve", help="run the hub until it is told to stop"))
    page = commands.add_parser("page", help="the shops on this hub").add_subparsers(required=True, metavar="action")
    add = page.add_parser("add", help="add a shop; prints its access token once")
    add.add_argument("name", help="the shop's name")
    add.set_defaults(run=_add_page)
    listing = page.add_parser("list", help="list the shops")
    listing.set_defaults(run=_list_pages)
    remove = page.add_parser("remove", help="remove a shop with its people and talks")
    remove.add_argument("page_id")
    remove.set_defaults(run=_remove_page)
    for action in (add, listing, remove):
        _add_place(action)
        action.add_argument("--json", action="store_true", help="answer in JSON")
    return parser


def _add_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the hub's folder")
    parser.add_argument("--database", default="", metavar="URL", help="postgresql+psycopg://… instead of a file")
    key = parser.add_mutually_exclusive_group()
    key.add_argument(
        "--key-stdin", action="store_true", help="read the store's key (64 hex digits) from standard input"
    )
    key.add_argument("--no-encryption", action="store_true", help="keep the store in plain text (servers only)")


def _add_serve(parser: argparse.ArgumentParser) -> None:
    _add_place(parser)
    parser.add_argument("--graph", default="127.0.0.1:0", metavar="HOST:PORT", help="for desktops and bots")
    parser.add_argument("--customers", default="127.0.0.1:0", metavar="HOST:PORT", help="for the shop's page")
    parser.add_argument(
        "--customer-host", action="append", default=[], metavar="NAME[:PORT]", help="a further name of it"
    )
    parser.add_argument("--graph-host", action="append", default=[], metavar="NAME[:PORT]", help=argparse.SUPPRESS)
    parser.add_argument("--tls-cert", type=Path, metavar="FILE")
    parser.add_argument("--tls-key", type=Path, metavar="FILE")
    parser.add_argument(
        "--idle-exit", type=float, default=0.0, metavar="SECONDS", help="stop so long after the last desktop"
    )
    parser.add_argument("--stdin-alive", action="store_true", help="stop when standard input closes")
    parser.add_argument("--rates", choices=("on", "off"), default="on", help=argparse.SUPPRESS)
    parser.add_argument("--rate-limits", dest="rates", choices=("on", "off"), help="off: loopback only, for tests")
    parser.add_argument("--bench-noop", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--log-level", default="info", choices=("debug", "info", "warning", "error"))
    parser.set_defaults(run=_serve)


# Pages ----------------------------------------------------------------------------------------------------------------


def _place(chosen: argparse.Namespace) -> Place:
    from vetrina.hub.store.database import Place

    if chosen.database:
        return Place(chosen.data, None, chosen.database)
    if chosen.no_encryption:
        return Place(chosen.data, None)
    if not chosen.key_stdin:
        raise _Stop(
            "The hub keeps its store encrypted. Give its key on standard input with --key-stdin, "
            "or choose --no-encryption on a server whose disk is encrypted.",
            EXIT_USAGE,
        )
    key = sys.stdin.readline().strip().lower()
    if len(key) != 64 or not all(letter in "0123456789abcdef" for letter in key):
        raise _Stop("The key on standard input is not 64 hex digits.", EXIT_USAGE)
    return Place(chosen.data, key)


def _opened(chosen: argparse.Namespace) -> Any:
    from vetrina.hub.store.database import StoreError, open_database

    try:
        return open_database(_place(chosen))
    except StoreError as fault:
        raise _Stop(str(fault), fault.code) from None
    except OSError as fault:
        raise _Stop(f"The folder {chosen.data} cannot be used: {fault.strerror}.", EXIT_STORE) from None


def _customer_link(chosen: argparse.Namespace, slug: str) -> str:
    from vetrina.hub.serving import ENDPOINT_FILE

    with contextlib.suppress(OSError, ValueError, KeyError):
        known = json.loads((chosen.data / ENDPOINT_FILE).read_text("utf-8"))["customers"]
        scheme = "https" if known.get("tls") else "http"
        return f"{scheme}://{known['host']}:{known['port']}/s/{slug}"
    return f"/s/{slug}"


def _add_page(chosen: argparse.Namespace) -> int:
    from vetrina.hub.pages import PageError, add_page, tell_changed

    database = _opened(chosen)
    try:
        with database.writing.begin() as connection:
            made = add_page(connection, chosen.name, clock())
        tell_changed(chosen.data)
    except PageError as fault:
        raise _Stop(str(fault), EXIT_USAGE) from None
    finally:
        database.close()
    _say(
        chosen,
        {
            "page_id": made.page_id,
            "page_access_token": made.token,
            "app_id": made.app_id,
            "app_secret": made.app_secret,
            "customer_link": _customer_link(chosen, made.slug),
            "slug": made.slug,
            "name": " ".join(chosen.name.split()),
        },
    )
    return EXIT_OK


def _list_pages(chosen: argparse.Namespace) -> int:
    from vetrina.hub.pages import list_pages

    database = _opened(chosen)
    try:
        with database.reading.begin() as connection:
            pages = list_pages(connection)
    finally:
        database.close()
    rows = [
        {"page_id": page.id, "name": page.name, "slug": page.slug, "customer_link": _customer_link(chosen, page.slug)}
        for page in pages
    ]
    _say(chosen, rows)
    return EXIT_OK


def _remove_page(chosen: argparse.Namespace) -> int:
    from vetrina.hub.pages import PageError, remove_page, tell_changed

    database = _opened(chosen)
    try:
        with database.writing.begin() as connection:
            remove_page(connection, chosen.page_id)
        tell_changed(chosen.data)
    except PageError as fault:
        raise _Stop(str(fault), EXIT_USAGE) from None
    finally:
        database.close()
    _say(chosen, {"removed": chosen.page_id})
    return EXIT_OK


def _say(chosen: argparse.Namespace, found: Any) -> None:
    if chosen.json:
        print(json.dumps(found))  # noqa: T201 -- the command line's answer
        return
    for row in found if isinstance(found, list) else [found]:
        print("\n".join(f"{name}: {value}" for name, value in row.items()), end="\n\n")  # noqa: T201 -- same


# Serving --------------------------------------------------------------------------------------------------------------


def _address(text: str, option: str) -> Address:
    from vetrina.hub.serving import Address

    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise _Stop(f"{option} {text}: write it as HOST:PORT, for example 127.0.0.1:8080", EXIT_USAGE)
    return Address(host.strip("[]"), int(port))


def _tls(chosen: argparse.Namespace) -> ssl.SSLContext | None:
    if not chosen.tls_cert and not chosen.tls_key:
        return None
    if not (chosen.tls_cert and chosen.tls_key):
        raise _Stop("TLS needs both --tls-cert and --tls-key.", EXIT_USAGE)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(chosen.tls_cert, chosen.tls_key)
    except (OSError, ssl.SSLError):
        raise _Stop(
            f"The certificate {chosen.tls_cert} and its key {chosen.tls_key} cannot be read or do not belong together.",
            EXIT_USAGE,
        ) from None
    return context


def _serve(chosen: argparse.Namespace) -> int:
    logging.basicConfig(level=chosen.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with _lock(chosen.data):
        return _run(_serving(chosen))


@contextlib.contextmanager
def _lock(folder: Path) -> Any:
    """One hub per folder; the lock goes with the process, however it ends."""
    from vetrina.paths import private_folder

    try:
        private_folder(folder)
        lock = folder / "hub.lock"
        lock.touch(mode=0o600)
        with lock.open("a") as held:
            if not _locked(held.fileno()):
                raise _Stop(f"A hub already runs on {folder}. Stop it first, or use another folder.", EXIT_RUNNING)
            yield
    except OSError as fault:
        raise _Stop(f"The folder {folder} cannot be used: {fault.strerror}.", EXIT_STORE) from None


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _run(work: Any) -> int:
    if sys.platform == "win32":
        return int(asyncio.run(work))
    import uvloop

    return int(uvloop.run(work))


async def _serving(chosen: argparse.Namespace) -> int:
    from vetrina.hub.core import Hub
    from vetrina.hub.housekeeping import keep_tidy
    from vetrina.hub.serving import CannotListen, Listener, Serving, remove_endpoint, write_endpoint

    graph, customers = _address(chosen.graph, "--graph"), _address(chosen.customers, "--customers")
    tls = _tls(chosen)
    options = _options(chosen, graph, customers, tls)
    stop = asyncio.Event()
    _stop_on_signals(stop)
    hub = Hub(_opened(chosen), clock, options)
    serving = Serving(
        hub,
        Listener(graph, secure=tls is not None, names=chosen.graph_host),
        Listener(customers, secure=tls is not None, names=chosen.customer_host),
        tls,
    )
    try:
        try:
            await serving.start()
        except CannotListen as fault:
            raise _Stop(str(fault), EXIT_CANNOT_LISTEN) from None
        write_endpoint(chosen.data, serving, clock())
        _settle_memory()
        tidying = asyncio.create_task(keep_tidy(hub))
        log.info("serving graph on %s, customers on %s", serving.graph.bound, serving.customers.bound)
        await _until_stopped(chosen, hub, stop)
        log.info("stopping")
        tidying.cancel()
    finally:
        remove_endpoint(chosen.data)
        await serving.stop()
        await hub.close()
    return EXIT_OK


def _settle_memory() -> None:
    """What is loaded stays; the collector need not look at it again, nor at every few hundred new objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _options(chosen: argparse.Namespace, graph: Address, customers: Address, tls: ssl.SSLContext | None) -> HubOptions:
    from vetrina.hub.core import HubOptions

    if tls is None and not graph.loopback():
        raise _Stop(
            "The side of desktops and bots speaks to this computer only. "
            "Use 127.0.0.1, or give --tls-cert and --tls-key.",
            EXIT_USAGE,
        )
    rates = chosen.rates != "off"
    if not rates and not (graph.loopback() and customers.loopback()):
        raise _Stop("--rate-limits off is for 127.0.0.1 only.", EXIT_USAGE)
    return HubOptions(rates=rates, secure=tls is not None, noop_route=chosen.bench_noop)


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))


def _stop_when_stdin_closes(stop: asyncio.Event) -> None:
    """A parent that dies takes its end of the pipe with it. A thread of its own: nothing waits for it at the end."""
    loop = asyncio.get_running_loop()

    def wait() -> None:
        sys.stdin.read()
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=wait, name="hub stdin", daemon=True).start()


async def _until_stopped(chosen: argparse.Namespace, hub: Any, stop: asyncio.Event) -> None:
    from vetrina.hub.serving import idle

    ends: list[asyncio.Task[Any]] = [asyncio.create_task(stop.wait())]
    if chosen.idle_exit > 0:
        ends.append(asyncio.create_task(idle(hub, chosen.idle_exit)))
    if chosen.stdin_alive:
        _stop_when_stdin_closes(stop)
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for end in ends:
        end.cancel()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
