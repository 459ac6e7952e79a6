"""A campaign while it is made: every change is kept by itself, one save at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from vetrina.domain.campaigns import Campaign
from vetrina.engine.commands import SaveCampaign
from vetrina.ui import moment
from vetrina.ui.bridge import Bridge

KEEPS_AFTER_MS = 500


class Draft(QObject):
    """`campaign` is what is on screen. `kept` after each save, `trouble(exception)` when one did not work."""

    kept = Signal()
    trouble = Signal(object)

    def __init__(self, bridge: Bridge, campaign: Campaign, parent: QObject) -> None:
        super().__init__(parent)
        self.campaign = campaign
        self.kept_at: int | None = campaign.changed_at or None
        self._bridge = bridge
        self._dirty = self._saving = False
        self._waiting: list[Callable[[], object]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEPS_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def edit(self, campaign: Campaign) -> None:
        """Take a change; it is kept half a second after the last one."""
        self.campaign = replace(campaign, id=self.campaign.id, key=self.campaign.key)
        self._dirty = True
        self._timer.start()

    def keep(self) -> None:
        """Keep what changed now."""
        self._timer.stop()
        if self._dirty and not self._saving:
            self._save()

    def then(self, act: Callable[[], object]) -> None:
        """Run `act` once everything is kept (a campaign not kept yet gets its id first)."""
        self._timer.stop()
        if not self._saving and not self._dirty and self.campaign.id:
            act()
            return
        self._waiting.append(act)
        if not self._saving:
            self._save()

    def leave(self) -> None:
        """Keep the last change, then go."""
        if self._dirty or self._saving:
            self.then(self.deleteLater)
        else:
            self.deleteLater()

    def _save(self) -> None:
        self._saving, self._dirty = True, False
        self._bridge.ask(SaveCampaign(self.campaign), self._stored, self._failed, owner=self)

    def _stored(self, stored: Campaign) -> None:
        self._saving = False
        self.campaign = replace(self.campaign, id=stored.id, key=stored.key)
        self.kept_at = stored.changed_at or moment.now()
        if self._dirty:
            self._save()
            return
        self.kept.emit()
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _failed(self, trouble: Exception) -> None:
        self._saving, self._dirty = False, True
        self._waiting.clear()
        self.trouble.emit(trouble)
