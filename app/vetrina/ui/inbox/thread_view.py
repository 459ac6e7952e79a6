"""The thread: bubbles painted by one delegate over the loaded part of a talk; older messages come by scrolling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from vetrina.store.views import MessageRow
from vetrina.ui import moment
from vetrina.ui.inbox import words
from vetrina.ui.inbox.bubble_parts import Shape
from vetrina.ui.inbox.pictures import Pictures
from vetrina.ui.inbox.row_sync import Index, SyncedModel
from vetrina.ui.inbox.thread_lines import LineKind, ThreadLine
from vetrina.ui.inbox.thread_shapes import Shaper
from vetrina.ui.theme import theme
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from vetrina.ui.widgets.labels import clean
from vetrina.ui.widgets.layouts import follow_theme
from vetrina.ui.widgets.painting import ring

NEAR_TOP = 120
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class ThreadModel(SyncedModel[ThreadLine]):
    """The lines, oldest first."""

    def __init__(self) -> None:
        super().__init__(lambda line: line.key)
        self.name = ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return clean(self.spoken(line), 2_000)
        return None

    def spoken(self, line: ThreadLine) -> str:
        """A line as it is read out."""
        if line.kind is LineKind.DAY or line.message is None:
            return words.day_line(line.at)
        if line.ad is not None:
            return ", ".join(filter(None, (words.came_from_ad(line.at), line.ad.headline, line.ad.tapped)))
        return words.spoken_message(line.message, self.name)


class ThreadDelegate(QStyledItemDelegate):
    """Paints shapes and keeps them by line, width and look."""

    def __init__(self, shaper: Shaper, parent: QObject) -> None:
        super().__init__(parent)
        self.shaper = shaper
        self._kept: dict[tuple[str, int], tuple[ThreadLine, int, Shape]] = {}

    def forget(self) -> None:
        """Lay everything out anew: theme, zoom, day or person changed."""
        self._kept.clear()

    def shape(self, index: Index, width: int) -> Shape:
        """The shape of a line in `width` px."""
        line: ThreadLine = index.data(Qt.ItemDataRole.UserRole)
        kept = self._kept.get(line.key)
        if kept is not None and kept[1] == width and (kept[0] is line or kept[0] == line):
            return kept[2]
        made = self.shaper.shape(line, width)
        self._kept[line.key] = (line, width, made)
        return made

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return QSize(width, int(self.shape(index, width).height + 0.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        shape = self.shape(index, option.rect.width())
        painter.save()
        painter.translate(QPointF(option.rect.topLeft()))
        for draw in shape.draws:
            draw(painter)
        focused = isinstance(view, ThreadView) and view.shows_focus and view.hasFocus()
        if focused and isinstance(view, ThreadView) and view.currentIndex() == index:
            margin = theme().px(3)
            ring(painter, shape.box.adjusted(-margin, -margin, margin, margin), theme().px(12))
        painter.restore()


class ThreadView(QListView):
    """`acted(act, MessageRow)` for links in bubbles, `menu_wanted(MessageRow, place)`, `older_wanted()`."""

    acted = Signal(str, object)
    menu_wanted = Signal(object, QPoint)
    older_wanted = Signal()

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.shows_focus = False
        self.lines = ThreadModel()
        self.shaper = Shaper(pictures)
        self.delegate = ThreadDelegate(self.shaper, self)
        self._at_end, self._older_asked, self._unseen = True, False, 0
        self.setAccessibleName(self.tr("Messages"))
        self.setModel(self.lines)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ground", "canvas")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.pill = Button("", ButtonKind.MAIN, icon="arrow-down", size=ButtonSize.SMALL, parent=self)
        self.pill.on_click(self.to_end)
        self.pill.hide()
        pictures.arrived.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        follow_theme(self, self._dress)

    def _dress(self) -> None:
        self.setStyleSheet(f"QListView {{ background: {theme().tokens.canvas}; border: 0; }}")
        self.verticalScrollBar().setSingleStep(theme().px(20))
        self.relayout()

    def relayout(self) -> None:
        """Measure every line again, keeping the place."""
        at_end = self._at_end
        self.delegate.forget()
        self.doItemsLayout()
        if at_end:
            self.scrollToBottom()

    # Showing

    def show_talk(self, name: str, lines: Sequence[ThreadLine]) -> None:
        """Another talk; starts at its end."""
        self.lines.name = self.shaper.name = name
        self._unseen, self._older_asked = 0, False
        self.delegate.forget()
        self.lines.reset(lines)
        self.doItemsLayout()
        self.to_end()

    def update_talk(self, lines: Sequence[ThreadLine]) -> None:
        """The same talk with newer (or older) messages; stays where it was, at the end if it was there."""
        before = {line.key for line in self.lines.rows}
        bar = self.verticalScrollBar()
        at_end, from_end = self._at_end, bar.maximum() - bar.value()
        oldest = self._oldest()
        last_at = self.lines.rows[-1].at if self.lines.rows else 0
        self.lines.sync(lines)
        self.doItemsLayout()
        grew_at_top = oldest is not None and self._oldest() != oldest
        self._older_asked = False
        if at_end:
            self.scrollToBottom()
            return
        if grew_at_top:
            bar.setValue(bar.maximum() - from_end)
        said = [line for line in lines if line.key not in before and line.kind is LineKind.SAID]
        self._unseen += sum(1 for line in said if line.at >= last_at)
        self._show_pill()

    def _oldest(self) -> int | None:
        """The topmost message; the day line above it keeps its key when older ones of that day arrive."""
        return next((line.message.id for line in self.lines.rows if line.message is not None), None)

    def to_end(self) -> None:
        """The newest message."""
        self._at_end, self._unseen = True, 0
        self.scrollToBottom()
        self._show_pill()

    def _show_pill(self) -> None:
        self.pill.setVisible(self._unseen > 0)
        if self._unseen:
            self.pill.setText(self.tr("%n new messages", "", self._unseen))
            self.pill.setAccessibleName(self.pill.text())
            self._place_pill()

    def _place_pill(self) -> None:
        self.pill.resize(self.pill.sizeHint())
        x = (self.width() - self.pill.width()) // 2
        self.pill.move(x, self.height() - self.pill.height() - theme().px(12))
        self.pill.raise_()

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._at_end = value >= bar.maximum() - theme().px(4)
        if self._at_end and self._unseen:
            self._unseen = 0
            self._show_pill()
        if value <= theme().px(NEAR_TOP) and bar.maximum() > 0 and not self._older_asked and self.lines.rows:
            self._older_asked = True
            self.older_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        at_end = self._at_end
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # by itself the list measures again only when its height changes
        if at_end:
            self._at_end = True
            QTimer.singleShot(0, self, self._stay_at_end)
        self._place_pill()

    def _stay_at_end(self) -> None:
        if self._at_end:
            self.scrollToBottom()

    # Acting

    def message_at(self, index: Index) -> MessageRow | None:
        """The message of a line, None for day lines."""
        line = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        return line.message if isinstance(line, ThreadLine) else None

    def act_at(self, place: QPoint) -> tuple[str, MessageRow | None]:
        """What a click at `place` (viewport) does, and to which message."""
        index = self.indexAt(place)
        if not index.isValid():
            return "", None
        rect = self.visualRect(index)
        local = QPointF(place - rect.topLeft())
        for hit in self.delegate.shape(index, rect.width()).hits:
            if hit.rect.contains(local):
                return hit.act, self.message_at(index)
        return "", self.message_at(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        act, _ = self.act_at(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if act else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.shows_focus = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        act, message = self.act_at(event.position().toPoint())
        if act and message is not None and event.button() == Qt.MouseButton.LeftButton:
            self.acted.emit(act, message)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        message = self.message_at(index)
        if message is None:
            return
        place = self.visualRect(index).center() if by_key else event.pos()
        self.menu_wanted.emit(message, self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_focus = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            message = self.message_at(self.currentIndex())
            if message is not None:
                place = self.visualRect(self.currentIndex()).center()
                self.menu_wanted.emit(message, self.viewport().mapToGlobal(place))
            return
        if event.key() == Qt.Key.Key_End:
            self.to_end()
        super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = event.reason() in _BY_KEYBOARD
        if self.shows_focus and not self.currentIndex().isValid() and self.lines.rows:
            self.setCurrentIndex(self.lines.index(len(self.lines.rows) - 1))
        super().focusInEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            message = self.message_at(self.indexAt(event.pos()))
            state = "" if message is None else words.state_word(message.state)
            told = "" if message is None else ", ".join(filter(None, (state, moment.full(message.at))))
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().viewportEvent(event)

    def box_of(self, row: int) -> QRectF:
        """Where the bubble of a row stands in the viewport."""
        rect = self.visualRect(self.lines.index(row))
        return self.delegate.shape(self.lines.index(row), rect.width()).box.translated(QPointF(rect.topLeft()))
