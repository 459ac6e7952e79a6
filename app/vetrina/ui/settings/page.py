"""The Settings page: sections at the left, the chosen one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QStringListModel, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from vetrina.domain.events import Topic
from vetrina.ui.icons import paint_icon
from vetrina.ui.page import Page
from vetrina.ui.settings.channels import ChannelsSection
from vetrina.ui.settings.data import DataSection
from vetrina.ui.settings.look import LookSection
from vetrina.ui.settings.section import Section
from vetrina.ui.settings.shop import ShopSection
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.cards import PageHead, Panel, Scroll
from vetrina.ui.widgets.layouts import column, fixed, row
from vetrina.ui.widgets.list_table import Index, OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import paint_text, rounded

if TYPE_CHECKING:
    from vetrina.ui.bridge import Topics
    from vetrina.ui.main_window import MainWindow


class _Rows(RowDelegate):
    bar = False
    line = False

    def __init__(self, icons: list[str]) -> None:
        super().__init__()
        self._icons = icons

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        t, px = theme(), theme().px
        painter.fillRect(rect, t.color("surface"))
        body = rect.adjusted(px(8), 0, -px(8), -px(2))
        if chosen:
            rounded(painter, body, px(6), t.color("accent_soft"))
        tone = Tone.ACCENT if chosen else Tone.TEXT2
        icon_y = body.y() + (body.height() - px(16)) / 2
        paint_icon(painter, self._icons[index.row()], body.x() + px(10), icon_y, 16, tone)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        role = Type.NAME if chosen else Type.BODY
        paint_text(painter, body.adjusted(px(34), 0, -px(8), 0), words, role, tone if chosen else Tone.TEXT)


class SettingsPage(Page):
    """Opens at "Your shop"; `shown_id(n)` opens the n-th section (1 is the first)."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.sections: list[Section] = [
            ShopSection(window),
            ChannelsSection(window),
            LookSection(window),
            DataSection(window),
        ]
        self.list = OneColumnTable(self.tr("Sections"), 38, _Rows([one.icon for one in self.sections]))
        self.list.setModel(QStringListModel([one.title for one in self.sections], self))
        self.head = PageHead("")
        self.stack = QStackedWidget()
        for section in self.sections:
            scroll = Scroll(margins=(20, 16, 20, 16))
            scroll.add(section)
            self.stack.addWidget(scroll)
        left = Panel("r", "surface")
        left.body.addWidget(PageHead(self.tr("Settings")))
        left.body.addLayout(column(self.list, margins=(0, 8, 0, 0)), 1)
        fixed(left, width=220)
        right = column(gap=0)
        right.addWidget(self.head)
        right.addWidget(self.stack, 1)
        layout = row(left, gap=0)
        layout.addLayout(right, 1)
        self.setLayout(layout)
        self.list.picked.connect(self._open)
        self.list.choose(0)

    def entered(self) -> None:
        """Show the settings in force; focus on the sections."""
        self._refresh()
        self.list.setFocus()

    def shown_id(self, number: int) -> None:
        """Open a section."""
        self.list.choose(number - 1)

    def changed(self, topics: Topics) -> None:
        """Another part of the program changed a setting, or a channel's state did."""
        if any(topic in (Topic.SETTINGS, Topic.HUB, Topic.CHANNEL) for topic, _ in topics):
            self._refresh_open()

    def focus_stops(self) -> list[QWidget]:
        """Sections, then the open one."""
        return [self.list, self.sections[self.stack.currentIndex()]]

    def _open(self, row: int) -> None:
        if row < 0:
            return
        section = self.sections[row]
        self.stack.setCurrentIndex(row)
        self.head.set_title(section.title, section.below)
        section.show_settings(self.window_.settings)

    def _refresh(self) -> None:
        self._open(max(self.list.row(), 0))

    def _refresh_open(self) -> None:
        section = self.sections[self.stack.currentIndex()]
        if isinstance(section, ChannelsSection):
            section.show_settings(self.window_.settings)
