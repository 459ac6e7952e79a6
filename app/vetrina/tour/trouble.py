"""What can go wrong in a day: a message is deleted, the hub is killed while the owner writes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vetrina.tour.stage import Stage, must
from vetrina.tour.talking import GIULIA, send


def delete(stage: Stage) -> None:
    """Giulia deletes one message of the shop: it is gone for her, and nothing else is."""
    giulia = stage.people[GIULIA]
    before = giulia.talk()
    gone = next(one for one in before if one["from"] == "shop")
    giulia.delete(gone["mid"])
    after = [one["mid"] for one in giulia.talk()]
    must(gone["mid"] not in after, "the deleted message is still on the phone")
    must(len(after) == len(before) - 1, "more than one message went")
    stage.until(lambda: any(frame.get("type") == "removed" for frame in list(giulia.pushed)), "the removal pushed")
    page = stage.open_talk(GIULIA)
    stage.until(lambda: len(page.messages) > 0, "the thread")
    stage.picture("inbox-deleted")
    stage.see(before=len(before), after=len(after))


def offline(stage: Stage) -> None:
    """The hub dies. The owner goes on writing; what waits is shown, and goes out in order when the hub is back."""
    from vetrina.domain.talk import MessageState

    giulia, page = stage.people[GIULIA], stage.open_talk(GIULIA)
    lines = [stage.says(*pair) for pair in (("One", "Uno"), ("Two", "Due"), ("Three", "Tre"))]
    with _hub_gone(stage.host.profile.hub) as killed:
        stage.until(lambda: stage.main.is_offline, "the window saying that it is offline", 30)
        for words in lines:
            send(stage, page, words)
        stage.until(lambda: [m.content.text for m in page.messages[-3:]] == lines, "the three messages in the thread")
        states = {message.state for message in page.messages[-3:]}
        must(states == {MessageState.WAITING}, f"messages written offline should wait, but are {states}")
        stage.until(lambda: "3" in stage.main.status.waiting.text(), "three messages waiting in the status bar")
        said = stage.main.status.waiting.text()
        stage.picture("offline")
    stage.until(lambda: not stage.main.is_offline, "the window back online", 60)

    def arrived() -> list[str]:
        got = [one["text"] for one in giulia.heard("shop") if one["text"] in lines]
        return got if len(got) >= len(lines) else []

    got = stage.until(arrived, "the three messages on the phone", 30)
    must(got == lines, f"the messages came as {got}")
    good = {MessageState.SENT, MessageState.DELIVERED, MessageState.SEEN}
    stage.until(lambda: {message.state for message in page.messages[-3:]} <= good, "the three messages sent")
    stage.picture("back-online")
    must(got == arrived(), "a message came twice")
    stage.see(killed=killed, waiting_said=said, arrived=got)


@contextmanager
def _hub_gone(folder: Path) -> Iterator[int]:
    """Kill the hub, and hold its folder's lock so that no new one starts before the end of the block."""
    from vetrina.engine.hub_process import read_endpoint

    endpoint = read_endpoint(folder)
    must(endpoint is not None, "the hub has no endpoint file")
    assert endpoint is not None
    os.kill(endpoint.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    with (folder / "hub.lock").open("a") as held:
        _lock(held.fileno())
        yield endpoint.pid


def _lock(descriptor: int) -> None:
    """Waits until the dead process has let go."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)
