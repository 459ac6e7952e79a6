"""Data and backup: where everything lies, and a locked copy of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from vetrina import __version__
from vetrina.engine.commands import BackUp, CancelJob
from vetrina.ui import moment
from vetrina.ui.phrases import sentence_of
from vetrina.ui.settings.section import Section, setting_card
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button, ButtonKind
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column
from vetrina.ui.widgets.progress import ProgressCard

if TYPE_CHECKING:
    from vetrina.ui.main_window import MainWindow


class DataSection(Section):
    """The copy is locked with the shop's key; the recovery code opens it elsewhere."""

    icon = "hard-drive"

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.title = self.tr("Data and backup")
        self.below = self.tr("Everything is on this computer, locked.")
        self.save = Button(self.tr("Save a copy…"), ButtonKind.MAIN, icon="download").on_click(self._ask_place)
        self.running = ProgressCard(self.tr("Saving a copy"))
        self.running.stopped.connect(lambda: self.bridge.ask(CancelJob("backup"), owner=self))
        self.running.hide()
        self.said = Banner(Kind.OK, "")
        self.said.hide()
        self.bridge.progress.connect(self._progress)
        self.setLayout(
            column(
                setting_card(
                    self.tr("A copy of everything"),
                    self.tr("Messages, people, permissions, ads. Keep it on a stick, away from this computer."),
                    self.save,
                ),
                self.running,
                self.said,
                PlainLabel(f"Vetrina {__version__}", Type.SMALL, Tone.TEXT3),
                None,
                gap=12,
            )
        )

    def save_to(self, place: Path) -> None:
        """Write the copy and say how it went."""
        self.said.hide()
        self.running.show()
        self.bridge.ask(BackUp(place), lambda rows: self._saved(place, rows), self._not_saved, owner=self)

    def _ask_place(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        day = datetime.fromtimestamp(moment.now() / 1000, moment.zone())
        suggestion = str(Path(folder) / f"vetrina-{day:%Y-%m-%d}.backup")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save a copy"), suggestion, "*.backup")
        if name:
            self.save_to(Path(name))

    def _progress(self, job: str, done: int, total: int) -> None:
        if job == "backup":
            self.running.set_progress(done, total)

    def _saved(self, place: Path, rows: int) -> None:
        self.running.hide()
        self.said.kind = Kind.OK
        words = self.tr("%n entries checked one by one.", "", rows)
        self.said.say(self.tr("Saved as %s.").replace("%s", place.name), words)
        self.said.show()

    def _not_saved(self, trouble: Exception) -> None:
        self.running.hide()
        self.said.kind = Kind.WARN
        self.said.say(sentence_of(trouble))
        self.said.show()
