"""Rows for the long lists: replaced as a whole, or loaded page by page as the view nears their end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Signal

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Subclasses give `data`, and set `columns` where there is more than one.

    `more_wanted` asks for the next rows, once for each page, while the rows are not `complete`.
    """

    more_wanted = Signal()
    columns = 1

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.complete = True
        self._asked = False

    def show_rows(self, rows: Sequence[Row], *, complete: bool = True) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows, self.complete, self._asked = list(rows), complete, False
        self.endResetModel()

    def append(self, rows: Sequence[Row], *, complete: bool) -> None:
        """Add the next rows."""
        self.complete, self._asked = complete, False
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self.columns

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self.complete and not self._asked

    def fetchMore(self, parent: Index) -> None:
        self._asked = True
        self.more_wanted.emit()
