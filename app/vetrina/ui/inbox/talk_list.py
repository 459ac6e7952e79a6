"""The list of talks: one painted row per talk, loaded by and by, with a choice that follows its row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from vetrina.domain.talk import HeldBy
from vetrina.store.views import TalkRow
from vetrina.ui import moment
from vetrina.ui.icons import paint_icon
from vetrina.ui.inbox import words
from vetrina.ui.inbox.row_sync import Index, SyncedModel
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.labels import clean
from vetrina.ui.widgets.layouts import follow_theme
from vetrina.ui.widgets.list_table import OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import Face, count_width, paint_avatar, paint_count, rounded

ROW, ROW_WITH_CHIPS = 66, 79
LONGEST_LINE = 300


class TalksModel(SyncedModel[TalkRow]):
    """`more_wanted` asks the page for older talks when the view nears the end."""

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(lambda row: row.id)
        self.complete = True
        self._asked = False

    def show_rows(self, rows: Sequence[TalkRow], *, complete: bool, anew: bool) -> None:
        """Show these talks; `anew` when they belong to another tab or search."""
        self.complete, self._asked = complete, False
        if anew:
            self.reset(rows)
        else:
            self.sync(rows)

    def append(self, rows: Sequence[TalkRow], *, complete: bool) -> None:
        """Older talks, below the ones that are shown."""
        known = {row.id for row in self.rows}
        self.show_rows([*self.rows, *(row for row in rows if row.id not in known)], complete=complete, anew=False)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self.complete and not self._asked and bool(self.rows)

    def fetchMore(self, parent: Index) -> None:
        self._asked = True
        self.more_wanted.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return clean(row.name, LONGEST_LINE)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return clean(words.spoken_row(row), 1_000)
        return None

    def place_of(self, talk_id: int) -> int:
        """The row of a talk, -1 when it is not loaded."""
        return next((at for at, row in enumerate(self.rows) if row.id == talk_id), -1)


def has_chips(row: TalkRow) -> bool:
    """Whether a row needs its third line."""
    return bool(row.labels or row.blocked or words.closing(row))


def paint_line(painter: QPainter, rect: QRectF, text: str, font: QFont, ink: QColor) -> None:
    """One line of somebody's text, elided."""
    painter.setFont(font)
    painter.setPen(ink)
    line = clean(text, LONGEST_LINE).replace("\n", " ")
    shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, int(rect.width()))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, flags, shown)


class TalkRows(RowDelegate):
    """Avatar with channel, name and time, last line and unread count, labels."""

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, TalkRow):
            return
        px = theme().px
        ground = self.row_ground(index, chosen=chosen)
        face = Face(row.name, row.contact_id, row.channel)
        paint_avatar(painter, rect.left() + px(12), rect.top() + px(9), 40, face, ground)
        left, right = rect.left() + px(64), rect.right() - px(12)
        self._first_line(painter, left, right, rect.top() + px(9), row, chosen=chosen)
        self._second_line(painter, left, right, rect.top() + px(29), row)
        self._chips(painter, left, right, rect.top() + px(51), row, chosen=chosen)

    def _first_line(
        self, painter: QPainter, left: float, right: float, y: float, row: TalkRow, *, chosen: bool
    ) -> None:
        t, px = theme(), theme().px
        font = t.font(Type.CAPTION_STRONG if row.unread else Type.CAPTION)
        if row.unread:
            font.setWeight(QFont.Weight.Bold)
        time = moment.short(row.last_at)
        wide = QFontMetrics(font).horizontalAdvance(time) + 1
        tone = Tone.ACCENT if row.unread else Tone.TEXT2 if chosen else Tone.TEXT3
        paint_line(painter, QRectF(right - wide, y, wide + 1, px(20)), time, font, t.color(tone))
        end = right - wide - px(6)
        if row.held_by is HeldBy.BOT:
            paint_icon(painter, "bot", end - px(16), y + px(2), 16, Tone.BOT)
            end -= px(22)
        name = t.font(Type.MESSAGE)
        name.setWeight(QFont.Weight.DemiBold if row.unread else QFont.Weight.Medium)
        paint_line(painter, QRectF(left, y, end - left, px(20)), row.name, name, t.color(Tone.TEXT))

    def _second_line(self, painter: QPainter, left: float, right: float, y: float, row: TalkRow) -> None:
        t, px = theme(), theme().px
        end = right
        if row.unread:
            wide = count_width(row.unread)
            paint_count(painter, right - wide, y, row.unread)
            end -= wide + px(6)
        ink = t.color(Tone.TEXT if row.unread else Tone.TEXT2)
        paint_line(painter, QRectF(left, y, end - left, px(18)), words.last_line(row), t.font(Type.BODY), ink)

    def _chips(self, painter: QPainter, left: float, right: float, y: float, row: TalkRow, *, chosen: bool) -> None:
        px = theme().px
        chips = [(words.closing(row), Kind.WARN, "clock")] if words.closing(row) else []
        if row.blocked:
            chips.append((self.tr("Blocked"), Kind.BAD, "ban"))
        chips += [(label, Kind.PLAIN, "") for label in row.labels]
        for text, kind, icon in chips:
            if right - left < px(40):
                return
            left += self._small_chip(painter, QRectF(left, y, right - left, px(18)), text, kind, icon, chosen) + px(4)

    @staticmethod
    def _small_chip(painter: QPainter, room: QRectF, text: str, kind: Kind, icon: str, chosen: bool) -> float:
        t, px = theme(), theme().px
        font = t.font(Type.CAPTION)
        font.setWeight(QFont.Weight.Medium)
        leading = px(6) + (px(16) if icon else 0)
        wide = min(float(QFontMetrics(font).horizontalAdvance(clean(text, 60)) + 2 + leading + px(6)), room.width())
        rect = QRectF(room.left(), room.top(), wide, room.height())
        plain = kind is Kind.PLAIN
        fill = t.color("surface") if chosen and plain else t.color("canvas" if plain else kind.fill(t.tokens))
        rounded(painter, rect, px(6), fill, t.color("line") if plain else None)
        ink = t.color(kind.ink(t.tokens))
        if icon:
            paint_icon(painter, icon, rect.left() + px(6), rect.top() + px(3), 12, ink)
        text_rect = rect.adjusted(leading, 0, -px(6) + 2, 0)
        paint_line(painter, text_rect, text, font, ink)
        return wide


class TalkList(OneColumnTable):
    """`shown(TalkRow)` when another talk is chosen. Rows with chips are a little higher."""

    shown = Signal(object)

    def __init__(self) -> None:
        self.talks = TalksModel()
        super().__init__("", ROW, TalkRows())
        self.setAccessibleName(self.tr("Talks"))
        self.setModel(self.talks)
        self.picked.connect(self._picked)
        for signal in (self.talks.rowsInserted, self.talks.rowsMoved, self.talks.dataChanged, self.talks.modelReset):
            signal.connect(lambda *_what: self.set_heights())
        follow_theme(self, self.set_heights)

    def set_heights(self) -> None:
        """Give each row the height its chips need now."""
        px = theme().px
        for at, row in enumerate(self.talks.rows):
            wanted = px(ROW_WITH_CHIPS if has_chips(row) else ROW)
            if self.rowHeight(at) != wanted:
                self.setRowHeight(at, wanted)

    def _picked(self, row: int) -> None:
        if 0 <= row < len(self.talks.rows):
            self.shown.emit(self.talks.rows[row])

    def talk_id(self) -> int:
        """The chosen talk, 0 if none."""
        row = self.row()
        return self.talks.rows[row].id if 0 <= row < len(self.talks.rows) else 0

    def choose_id(self, talk_id: int) -> bool:
        """Choose a talk by id; False when it is not loaded."""
        at = self.talks.place_of(talk_id)
        if at >= 0 and at != self.row():
            self.choose(at)
        return at >= 0

    def step(self, by: int) -> None:
        """The next or previous talk."""
        if self.talks.rows:
            self.choose(min(max(self.row() + by, 0), len(self.talks.rows) - 1))

    def next_unread(self) -> bool:
        """The next talk below with something unread, from the top again at the end; False if there is none."""
        rows, start = self.talks.rows, self.row() + 1
        order = [*range(start, len(rows)), *range(min(start, len(rows)))]
        found = next((at for at in order if rows[at].unread), -1)
        if found >= 0:
            self.choose(found)
        return found >= 0
