"""Long lists: a one-column QTableView with fixed rows, and the delegate that paints its rows.

A QListView takes 0.6 s for any change at 200,000 rows; this takes 2 to 7 ms (reference/desktop-stack.md).
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from vetrina.ui.theme import theme
from vetrina.ui.widgets.layouts import follow_theme
from vetrina.ui.widgets.painting import hairline, ring

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Base of every row painter: paints ground, bar, hairline and focus; subclasses paint the content.

    Override `paint_row`. `bar` is the 3 px bar of the chosen row, `line` the hairline below each row.
    """

    bar = True
    line = True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        chosen, hovered, focused = self._states(option, index)
        t = theme()
        painter.save()
        painter.setClipRect(rect)
        if chosen:
            painter.fillRect(rect, t.color("accent_soft" if option.widget.isActiveWindow() else "sunken"))
        elif hovered:
            painter.fillRect(rect, t.color("sunken"))
        if chosen and self.bar:
            wide = t.px(3)
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            x = rect.right() - wide if rtl else rect.left()
            painter.fillRect(QRectF(x, rect.top(), wide, rect.height()), t.color("accent"))
        if self.line:
            hairline(painter, rect.left(), rect.bottom() - 1, rect.right())
        self.paint_row(painter, rect, index, chosen=chosen)
        if focused:
            ring(painter, rect, 0)
        painter.restore()

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint the content of one row inside `rect`."""
        raise NotImplementedError

    def row_ground(self, index: Index, *, chosen: bool) -> QColor:
        """The colour behind the row, for the rings of badges."""
        return theme().color("accent_soft" if chosen else "surface")

    def _states(self, option: QStyleOptionViewItem, index: Index) -> tuple[bool, bool, bool]:
        flag = option.state.__class__
        state = option.state
        view = option.widget
        chosen = bool(state & flag.State_Selected)
        hovered = isinstance(view, RowTable) and view.hovered_row == index.row()
        focused = isinstance(view, RowTable) and view.shows_focus and view.currentIndex().row() == index.row()
        return chosen, hovered, focused and view.hasFocus()


class RowTable(QTableView):
    """Rows of one height that are chosen as a whole. Knows the row under the mouse, and whether keys or mouse led here.

    Subclasses override `enter_pressed`.
    """

    def __init__(self, name: str, delegate: QStyledItemDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.shows_focus = False
        self.setAccessibleName(name)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def row(self) -> int:
        """The current row, -1 if none."""
        return self.currentIndex().row()

    def enter_pressed(self) -> None:
        """Enter, with a current row."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.shows_focus = False
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.shows_focus = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row() >= 0:
            self.enter_pressed()
            return
        super().keyPressEvent(event)

    def _hover(self, row: int) -> None:
        if row == self.hovered_row:
            return
        before, self.hovered_row = self.hovered_row, row
        model = self.model()
        for one in (before, row):
            if one >= 0 and model is not None:
                for column in range(model.columnCount()):
                    self.update(model.index(one, column))


class OneColumnTable(RowTable):
    """One column, fixed row height (px of the design), hidden headers.

    `picked(row)`: the current row changed. `opened(row)`: Enter or double click. `name` is announced.
    """

    picked = Signal(int)
    opened = Signal(int)

    def __init__(self, name: str, row_height: int, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(name, delegate, parent)
        self._row_height = row_height
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        follow_theme(self, self._measure)

    def _measure(self) -> None:
        header = self.verticalHeader()
        height = theme().px(self._row_height)
        header.setMinimumSectionSize(min(height, header.minimumSectionSize()) if height > 0 else 1)
        header.setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(max(height // 3, 1))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show another model; the choice of the old one is dropped."""
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentRowChanged.connect(lambda now, _before: self.picked.emit(now.row()))

    def choose(self, row: int) -> None:
        """Choose a row and bring it into view; -1 chooses none."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        self.selectRow(row)
        self.scrollTo(self.model().index(row, 0))

    def enter_pressed(self) -> None:
        """The current row is opened."""
        self.opened.emit(self.row())

    def sizeHintForRow(self, row: int) -> int:
        return theme().px(self._row_height)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(self._row_height) * 4)
