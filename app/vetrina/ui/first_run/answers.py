"""Brings the outcome of a future to the UI thread, before there is a bridge."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal


class _Answer(QObject):
    came = Signal(object)

    def __init__(self, future: Future[Any], then: Callable[[object], None], owner: QObject) -> None:
        super().__init__(owner)
        self.came.connect(then, Qt.ConnectionType.QueuedConnection)
        future.add_done_callback(self._tell)

    def _tell(self, future: Future[Any]) -> None:
        if not future.cancelled():
            self.came.emit(future.exception() or future.result())


def wait_for(future: Future[Any], then: Callable[[object], None], owner: QObject) -> None:
    """Call `then(result or exception)` on the UI thread while `owner` lives."""
    _Answer(future, then, owner)
