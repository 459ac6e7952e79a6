"""Data and backup: where everything lies, and a locked copy of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from vetrina import __version__
from vetrina.engine.commands import BackUp, CancelJob
from vetrina.settings import Settings
from vetrina.ui import moment
from vetrina.ui.first_run.answers import wait_for
from vetrina.ui.first_run.code_step import CodeStep
from vetrina.ui.phrases import cannot_write
from vetrina.ui.settings.section import Section, setting_card
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button, ButtonKind
from vetrina.ui.widgets.dialog import Dialog, ask_to
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
        self.code_button = Button(self.tr("Make a new code…")).on_click(self._ask_new_code)
        self.code_card = setting_card(
            self.tr("Recovery code"),
            self.tr("It opens the shop when this computer has forgotten its key. If yours is lost, make a new one."),
            self.code_button,
        )
        self.setLayout(
            column(
                setting_card(
                    self.tr("A copy of everything"),
                    self.tr("Messages, people, permissions, ads. Keep it on a stick, away from this computer."),
                    self.save,
                ),
                self.code_card,
                self.running,
                self.said,
                PlainLabel(f"Vetrina {__version__}", Type.SMALL, Tone.TEXT3),
                None,
                gap=12,
            )
        )

    def show_settings(self, settings: Settings) -> None:
        """The code is offered where there is a key to ask about."""
        self.code_card.setVisible(self.window_.key_host is not None)

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
        words = self.tr("%n entries checked one by one.", "", rows)
        if self.window_.key_host is None:
            self._say_saved(place, words)
            return

        def kept(outcome: object) -> None:
            if isinstance(outcome, Path):
                beside = self.tr("Keep %s beside it: the recovery code opens the copy only with that file.")
                self._say_saved(place, f"{words} {beside.replace('%s', outcome.name)}")
            elif isinstance(outcome, Exception):
                self._not_saved(outcome)

        wait_for(self.window_.key_host.key_file_beside(place), kept, self)

    def _say_saved(self, place: Path, words: str) -> None:
        self.running.hide()
        self.said.kind = Kind.OK
        self.said.say(self.tr("Saved as %s.").replace("%s", place.name), words)
        self.said.show()

    def _not_saved(self, trouble: Exception) -> None:
        self.running.hide()
        self.said.kind = Kind.WARN
        self.said.say(cannot_write(trouble))
        self.said.show()

    def _ask_new_code(self) -> None:
        ask_to(
            self,
            self.tr("Make a new recovery code?"),
            self.tr("The old code then opens this shop no more. Copies that you saved before still need the old one."),
            self.tr("Make a new code"),
            self.make_new_code,
            self.tr("Keep the old one"),
        )

    def make_new_code(self) -> None:
        """Make a code and show it, once."""
        if self.window_.key_host is not None:
            self.said.hide()
            self.code_button.turn_off(self.tr("The new code is being made."))
            wait_for(self.window_.key_host.new_recovery_code(), self._made_code, self)

    def _made_code(self, outcome: object) -> None:
        self.code_button.turn_on()
        if isinstance(outcome, str):
            step = CodeStep()
            step.done.hide()
            step.show_code(outcome)
            dialog = Dialog(self, self.tr("The new recovery code"), width=560)
            dialog.body.addWidget(step)
            dialog.open()
            return
        self.said.kind = Kind.WARN
        self.said.say(
            self.tr("The new code could not be kept."),
            self.tr("Make room on the disk and make one again; until then neither code is sure to open the shop."),
        )
        self.said.show()
