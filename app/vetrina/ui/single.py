"""One window per profile: a second start brings the first window to the front and ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 2_000


class SingleInstance(QObject):
    """The right to show windows of a profile. `first` is False when another program has it."""

    def __init__(self, runtime: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        runtime.mkdir(parents=True, exist_ok=True)
        # A name, not a path: the longest path of a local socket is about 100 bytes.
        self._name = f"vetrina-{hashlib.sha256(str(runtime.resolve()).encode()).hexdigest()[:24]}"
        self._lock = QLockFile(str(runtime / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self.first = self._lock.tryLock(0)

    def listen(self, come_to_front: Callable[[], object]) -> None:
        """Call `come_to_front()` whenever somebody starts the program again."""
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        if not server.listen(self._name):
            return
        self._server = server

        def asked() -> None:
            while server.hasPendingConnections():
                socket = server.nextPendingConnection()
                socket.disconnected.connect(socket.deleteLater)
                socket.disconnectFromServer()
            come_to_front()

        server.newConnection.connect(asked)

    def wake_first(self) -> bool:
        """Ask the first one to show itself; False when it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        reached = socket.waitForConnected(ANSWER_MS)
        socket.abort()
        return reached

    def release(self) -> None:
        """Give the right back."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()
