"""What every section of Settings is: a title, a line below, and a body that reads and writes the settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLayout, QWidget

from vetrina.engine.commands import SaveSettings
from vetrina.settings import Settings
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.cards import Card
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from vetrina.ui.main_window import MainWindow


class Section(QWidget):
    """Base class. `title`, `below` and `icon` are for the list and the head."""

    title = ""
    below = ""
    icon = "settings"

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self.bridge = window.bridge

    def show_settings(self, settings: Settings) -> None:
        """Show the settings in force."""

    def keep(self, settings: Settings, then: Callable[[Settings], object] | None = None) -> None:
        """Keep changed settings; what is on screen follows when they are kept."""

        def kept(stored: Settings) -> None:
            self.window_.use_settings(stored)
            words = QCoreApplication.translate("Section", "Saved")
            self.window_.toast.say(words)
            if then is not None:
                then(stored)

        self.bridge.ask(SaveSettings(settings), kept, owner=self)


def setting_card(title: str, words: str, *controls: QWidget | QLayout) -> Card:
    """A card with a title, a sentence, and a control at the right."""
    card = Card(margins=(16, 14, 16, 14), gap=8)
    texts = column(PlainLabel(title, Type.NAME), gap=2)
    if words:
        texts.addWidget(PlainLabel(words, Type.BODY, Tone.TEXT2, wrap=True))
    line = row(gap=12)
    line.addLayout(texts, 1)
    for control in controls:
        if isinstance(control, QWidget):
            line.addWidget(control)
        else:
            line.addLayout(control)
    card.body.addLayout(line)
    return card
